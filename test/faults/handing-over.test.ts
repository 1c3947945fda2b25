import { describe, expect, test } from 'vitest';
import { inWorld, isConnected, patienceMs } from './study-world.ts';

const answerCount = 8;
/** A group takes one message a second: half of them wait still when the process lets go. */
const soonMs = 500;

const isNumbered = (text: string, number: number): boolean => text.includes(`读第${String(number)}章`);

describe.concurrent(
  'a process that ends while answers wait for their turn',
  () => {
    test('hands them over: another one sends each of them once, and shows the board as it stands', () =>
      inWorld({ memberCount: 30, readsAllMessages: true, enforcesLimits: true }, async (world) => {
        const { api, group, lin, members } = world;
        const old = await world.startPolling();
        const next = world.start();
        await api.waitFor(() => isConnected(next), patienceMs);
        const numbers = Array.from({ length: answerCount }, (_, index) => index + 1);
        for (const number of numbers) api.say(group, lin, `提醒 明天8点 读第${String(number)}章`);
        for (const member of members) api.say(group, member, '打卡 10分钟');
        const heardAtMs = Date.now();
        await api.waitFor(() => api.pendingUpdateCount() === 0 && Date.now() > heardAtMs + soonMs, patienceMs);
        const askedAtMs = performance.now();
        expect(await old.stop()).toEqual({ code: 0, signal: null });
        expect(performance.now() - askedAtMs).toBeLessThan(10_000);
        const handedOver = old.log().find(({ msg }) => msg.includes('handed over'));
        expect(handedOver?.['count']).toBeGreaterThan(1);
        const timesSaid = (number: number): number =>
          api.botMessages(group).filter(({ text }) => isNumbered(text, number)).length;
        await api.waitFor(() => numbers.every((number) => timesSaid(number) > 0), patienceMs);
        const boards = await api.waitForMessage(group, /今日打卡.* 30 人/, patienceMs);
        expect(boards.isByBot).toBe(true);
        expect(api.botMessages(group).filter(({ text }) => text.includes('今日打卡'))).toHaveLength(1);
        await next.stop();
        expect(numbers.map(timesSaid)).toEqual(numbers.map(() => 1));
        const signs = api.calls('setMessageReaction').filter(({ outcome }) => outcome === 'ok');
        expect(signs.map(({ params }) => params['message_id'])).toHaveLength(members.length);
        expect(new Set(signs.map(({ params }) => params['message_id'])).size).toBe(members.length);
      }));
  },
  60_000,
);
