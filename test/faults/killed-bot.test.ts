import { describe, expect, test } from 'vitest';
import {
  choose,
  importBank,
  inWorld,
  isNoted,
  isQuestion,
  patienceMs,
  questionIn,
  startQuiz,
  threeOf,
} from './study-world.ts';

/** A tap is answered within 15 s or not at all; a dead poller's lease takes six of them. */
const burstCount = 1_000;

describe.concurrent(
  'kill -9 of the bot',
  () => {
    test('in a burst of 1,000 answers loses none that was acknowledged and counts none twice', () =>
      inWorld({ memberCount: burstCount }, async (world) => {
        const { api, group, lin, members } = world;
        const bot = await world.startPolling();
        await importBank(world);
        const question = await startQuiz(world, 1, 60);
        const taps = members.map((member) => choose(world, member, question, '对的'));
        await api.waitFor(() => taps.filter(isNoted).length > burstCount / 3, patienceMs);
        const notedBefore = taps.filter(isNoted).length;
        await bot.kill9();
        await world.startPolling();
        await api.waitFor(() => taps.every((tap) => tap.answer() !== null), patienceMs);
        expect(notedBefore).toBeLessThan(burstCount);
        expect(taps.filter(isNoted)).toHaveLength(burstCount);
        api.say(group, lin, '/quiz skip');
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(answer.text).toContain('1,000 人作答，1,000 人答对');
        const board = await api.waitForMessage(group, /答完了/, patienceMs);
        expect(board.text).toContain('1,000 人参加');
        expect(board.text).toMatch(/1\. 同学\d+ 10 分/);
      }));

    test('in the middle of a round: the round goes on, and every answer counts once', () =>
      inWorld({}, async (world) => {
        const { api, group, lin } = world;
        const [first, second, third] = threeOf(world);
        const bot = await world.startPolling();
        await importBank(world);
        const question = await startQuiz(world, 2, 60);
        await choose(world, first, question, '对的').answered();
        await bot.kill9();
        const meanwhile = choose(world, second, question, '错的');
        await world.startPolling();
        await api.waitFor(() => isNoted(meanwhile), patienceMs);
        api.say(group, third, 'A');
        api.say(group, lin, '/quiz skip');
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(answer.text).toContain('3 人作答');
        await choose(world, first, await questionIn(world, 2), '对的').answered();
        api.say(group, lin, '/quiz skip');
        const board = await api.waitForMessage(group, /答完了/, patienceMs);
        expect(board.text).toContain('3 人参加');
        expect(board.text).toContain('1. 同学1 20 分');
        expect(api.botMessages(group).filter(({ text }) => text.includes('题答案'))).toHaveLength(2);
      }));

    test('with a question in its hands: the next process asks it, and only then the time runs', () =>
      inWorld({}, async (world) => {
        const { api, group } = world;
        const [first] = threeOf(world);
        const bot = await world.startPolling();
        await importBank(world);
        const asking = startQuiz(world, 1, 10);
        await api.waitForMessage(group, /马上开始/, patienceMs);
        const refused = api.fault({ method: 'sendMessage', kind: '429', retryAfter: 3, chatId: group.id });
        await api.waitFor(() => refused.remaining() === 0, patienceMs);
        await bot.kill9();
        expect(api.botMessages(group).some((message) => isQuestion(message, 1))).toBe(false);
        await world.startPolling();
        const question = await asking;
        const askedAtMs = Date.now();
        await choose(world, first, question, '对的').answered();
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(Date.now() - askedAtMs).toBeGreaterThan(9_000);
        expect(answer.text).toContain('1 人作答，1 人答对');
        expect(api.botMessages(group).filter((message) => isQuestion(message, 1))).toHaveLength(1);
      }));

    test('with the board in its hands: the next process shows it', () =>
      inWorld({}, async (world) => {
        const { api, group, lin } = world;
        const [first] = threeOf(world);
        const bot = await world.startPolling();
        await importBank(world);
        await choose(world, first, await startQuiz(world, 1, 60), '对的').answered();
        const refused = api.fault({ method: 'sendMessage', kind: '429', retryAfter: 3, chatId: group.id });
        api.say(group, lin, '/quiz stop');
        await api.waitFor(() => refused.remaining() === 0, patienceMs);
        await bot.kill9();
        await world.startPolling();
        const board = await api.waitForMessage(group, /答完了/, patienceMs);
        expect(board.text).toContain('1. 同学1 10 分');
      }));
  },
  120_000,
);
