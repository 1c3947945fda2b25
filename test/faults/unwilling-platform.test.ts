import { describe, expect, test } from 'vitest';
import { choose, importBank, inWorld, isQuestion, patienceMs, questionIn, startQuiz, threeOf } from './study-world.ts';

describe.concurrent(
  'a Bot API server in trouble',
  () => {
    test('that says 429 for longer than a round takes: the question comes late, with its whole time', () =>
      inWorld({}, async (world) => {
        const { api, group } = world;
        const [first] = threeOf(world);
        await world.startPolling();
        await importBank(world);
        const asking = startQuiz(world, 1, 10);
        await api.waitForMessage(group, /马上开始/, patienceMs);
        api.fault({ method: 'sendMessage', kind: '429', retryAfter: 12, chatId: group.id });
        const question = await asking;
        const shownAtMs = Date.now();
        await choose(world, first, question, '对的').answered();
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(Date.now() - shownAtMs).toBeGreaterThan(9_000);
        expect(answer.text).toContain('1 人作答，1 人答对');
        expect(api.botMessages(group).filter((message) => isQuestion(message, 1))).toHaveLength(1);
        const refused = api.calls({ method: 'sendMessage' }).find(({ error }) => error?.code === 429);
        const tooEarly = api.calls({ method: 'sendMessage' }).filter(({ params, atMs, serial }) => {
          const isLater = serial > (refused?.serial ?? 0) && Number(params['chat_id']) === group.id;
          return isLater && atMs < (refused?.atMs ?? 0) + 12_000;
        });
        expect(tooEarly).toEqual([]);
      }));

    test.each(['500', '502', 'cut-before', 'cut-after'] as const)(
      'that answers a question with %s: nothing is said twice and the quiz goes on',
      (kind) =>
        inWorld({}, async (world) => {
          const { api, group, lin } = world;
          await world.startPolling();
          await importBank(world);
          const asking = startQuiz(world, 2, 10).catch(() => null);
          await api.waitForMessage(group, /马上开始/, patienceMs);
          const fault = api.fault({ method: 'sendMessage', kind, chatId: group.id });
          await api.waitFor(() => fault.remaining() === 0, patienceMs);
          api.say(group, lin, '/quiz skip');
          const next = await questionIn(world, 2);
          await choose(world, lin, next, '对的').answered();
          api.say(group, lin, '/quiz skip');
          await api.waitForMessage(group, /1\. 林老师 10 分/, patienceMs);
          const first = api.botMessages(group).filter((message) => isQuestion(message, 1));
          expect(first).toHaveLength(kind === 'cut-after' ? 1 : 0);
          if (kind === 'cut-after') await asking;
        }),
    );

    test('that is away for a while: what was said meanwhile is taken when it is back', () =>
      inWorld({}, async (world) => {
        const { api, group } = world;
        const [first] = threeOf(world);
        await world.startPolling();
        api.setOnline(false);
        api.say(group, first, '打卡');
        const [bot] = world.bots;
        await api.waitFor(() => bot?.log().some(({ msg }) => msg === 'telegram: no updates'), patienceMs);
        api.setOnline(true);
        await api.waitForMessage(group, /今日打卡.* 1 人/, patienceMs);
      }));
  },
  120_000,
);
