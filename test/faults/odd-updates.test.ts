import { describe, expect, test } from 'vitest';
import { choose, importBank, inWorld, patienceMs, startQuiz } from './study-world.ts';

describe.concurrent(
  'updates that come twice and in another order',
  () => {
    test('leave one answer a member, the last one given', () =>
      inWorld({ memberCount: 40 }, async (world) => {
        const { api, group, lin, members } = world;
        const bot = await world.startPolling();
        await importBank(world);
        const question = await startQuiz(world, 1, 60);
        api.duplicateUpdates(true);
        api.reorderUpdates(true);
        const taps = members.flatMap((member) => [
          choose(world, member, question, '错的'),
          choose(world, member, question, '别的'),
          choose(world, member, question, '对的'),
        ]);
        await api.waitFor(() => taps.every((tap) => tap.answer() !== null), patienceMs);
        // The next process knows nothing of what the first has seen.
        await bot.kill9();
        await world.startPolling();
        await api.waitFor(() => api.pendingUpdateCount() === 0 && api.isPolled(), patienceMs);
        api.say(group, lin, '/quiz skip');
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(answer.text).toContain('40 人作答，40 人答对');
      }));

    test('leave one check-in for each message', () =>
      inWorld({ memberCount: 20 }, async ({ api, group, members, startPolling }) => {
        await startPolling();
        api.duplicateUpdates(true);
        api.reorderUpdates(true);
        for (const member of members) {
          api.say(group, member, '打卡 10分钟');
          api.say(group, member, '打卡 20分钟');
        }
        const roster = await api.waitForMessage(group, /今日打卡.* 20 人/, patienceMs);
        await api.waitFor(() => api.pendingUpdateCount() === 0, patienceMs);
        const shown = (): string => api.messages(group).find(({ id }) => id === roster.id)?.text ?? '';
        const sums = await api.waitFor(() => {
          const found = shown().match(/30 分钟/g);
          return found !== null && found.length === shown().match(/分钟/g)?.length ? found : null;
        }, patienceMs);
        expect(sums.length).toBeGreaterThan(5);
      }));
  },
  120_000,
);
