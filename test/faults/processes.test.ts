import { describe, expect, test } from 'vitest';
import { startTestRedis } from '../support/redis.ts';
import { choose, importBank, inWorld, isNoted, isQuestion, patienceMs, startQuiz, threeOf } from './study-world.ts';

describe.concurrent(
  'processes that come and go',
  () => {
    test('a wrong token ends the start with one sentence and exit code 2', () =>
      inWorld({}, async ({ start }) => {
        const bot = start({ TELEGRAM_BOT_TOKEN: '7123456789:AAE-wrong-token_of_nobody_012345678' });
        expect(await bot.ended).toEqual({ code: 2, signal: null });
        const said = bot.output().trim();
        expect(said).toMatch(/^TELEGRAM_BOT_TOKEN: .*@BotFather$/);
        expect(said).not.toContain('AAE-wrong');
      }));

    test('a second one on the same token and another Redis is told so; when it goes, the first takes over', () =>
      inWorld({}, async (world) => {
        const { api, group } = world;
        const [first] = threeOf(world);
        const elsewhere = await startTestRedis();
        const bot = await world.startPolling();
        const other = await world.startPolling({ REDIS_URL: elsewhere.socketPath });
        const isDisturbed = (): boolean =>
          [bot, other].some((one) => one.log().some(({ problem }) => /another process/.test(String(problem))));
        await api.waitFor(isDisturbed, patienceMs);
        expect(bot.isRunning() && other.isRunning()).toBe(true);
        await other.kill9();
        await elsewhere.stop();
        api.say(group, first, '打卡');
        await api.waitForMessage(group, /今日打卡.* 1 人/, patienceMs);
      }));

    test('SIGTERM in the middle of a round ends cleanly, and the next process goes on with it', () =>
      inWorld({}, async (world) => {
        const { api, group, lin } = world;
        const [first, second] = threeOf(world);
        const bot = await world.startPolling();
        await importBank(world);
        const question = await startQuiz(world, 1, 60);
        await choose(world, first, question, '对的').answered();
        const askedAtMs = Date.now();
        expect(await bot.stop()).toEqual({ code: 0, signal: null });
        expect(Date.now() - askedAtMs).toBeLessThan(10_000);
        const meanwhile = choose(world, second, question, '对的');
        await world.startPolling();
        await api.waitFor(() => isNoted(meanwhile), patienceMs);
        api.say(group, lin, '/quiz skip');
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(answer.text).toContain('2 人作答，2 人答对');
        expect(api.botMessages(group).filter((message) => isQuestion(message, 1))).toHaveLength(1);
        await api.waitForMessage(group, /2 人参加/, patienceMs);
      }));

    test('a reminder that comes due while nobody is there is sent once when somebody is', () =>
      inWorld({}, async (world) => {
        const { api, group, lin } = world;
        const bot = await world.startPolling();
        api.say(group, lin, '提醒 5秒后 一起读书');
        await api.waitForMessage(group, /一起读书/, patienceMs);
        const madeAtMs = Date.now();
        await bot.kill9();
        await api.waitFor(() => Date.now() - madeAtMs > 5_000, patienceMs);
        const said = (): number => api.botMessages(group).filter(({ text }) => text.includes('一起读书')).length;
        expect(said()).toBe(1);
        const next = await world.startPolling();
        await api.waitFor(() => said() === 2, patienceMs);
        await next.stop();
        await world.startPolling();
        api.say(group, lin, '/remind list');
        await api.waitForMessage(group, /还没有提醒/, patienceMs);
        expect(said()).toBe(2);
      }));
  },
  120_000,
);
