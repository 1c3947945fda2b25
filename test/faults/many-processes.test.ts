import { describe, expect, test } from 'vitest';
import type { BotProcess } from '../support/bot-process.ts';
import {
  choose,
  importBank,
  inWorld,
  isConnected,
  isNoted,
  isQuestion,
  patienceMs,
  startQuiz,
  type StudyWorld,
  threeOf,
} from './study-world.ts';

/** Longer than a lease lives after its holder was killed. */
const takeOverMs = 15_000;

const says = (bot: BotProcess, words: RegExp): boolean => bot.log().some(({ msg }) => words.test(msg));

/** How often the server ended somebody's fetch because somebody else fetched. */
const conflictCount = ({ api }: Pick<StudyWorld, 'api'>): number =>
  api.calls('getUpdates').filter(({ error }) => error?.code === 409).length;

describe.concurrent(
  'several processes for one Telegram bot',
  () => {
    test('one fetches and the other stands by; it takes over when the first is killed, and the round goes on', () =>
      inWorld({}, async (world) => {
        const { api, group, lin } = world;
        const [first, second, third] = threeOf(world);
        const leader = await world.startPolling();
        await importBank(world);
        const question = await startQuiz(world, 1, 60);
        const other = world.start();
        await api.waitFor(() => isConnected(other) && says(other, /stands by/), patienceMs);
        await choose(world, first, question, '对的').answered();
        await leader.kill9();
        const killedAtMs = Date.now();
        const meanwhile = choose(world, second, question, '对的');
        await api.waitFor(() => isNoted(meanwhile), patienceMs);
        expect(Date.now() - killedAtMs).toBeLessThan(takeOverMs);
        await choose(world, third, question, '错的').answered();
        api.say(group, lin, '/quiz skip');
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(answer.text).toContain('3 人作答，2 人答对');
        await api.waitForMessage(group, /3 人参加/, patienceMs);
        expect(api.botMessages(group).filter((message) => isQuestion(message, 1))).toHaveLength(1);
        expect(conflictCount(world)).toBe(0);
      }));
  },
  60_000,
);
