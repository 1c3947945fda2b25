import { beforeEach, expect, test } from 'vitest';
import type { Bank } from '../../../src/domain/question.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';
import { createQuizDesk } from './quiz-desk.ts';

const question = (id: string) =>
  ({
    id,
    kind: 'single',
    text: '一年有几个月?',
    options: ['10', '12', '14'],
    correct: [1],
    canShuffle: false,
    explanation: '',
    source: '',
    topic: '',
    picture: null,
  }) as const;
const bank: Bank = { name: '常识', questions: [question('a'), question('b')] };

let server: TestRedis;
beforeEach(async () => {
  server = await testRedis();
});

/** A quiz that was called and whose first question is due now. */
async function called(name = 'one') {
  const desk = createQuizDesk(server.connect(), { bank, name });
  await desk.say('host', '答题');
  desk.heard();
  return desk;
}

test('a question that does not get out is asked again, and its round waits for it', async () => {
  const desk = await called();
  desk.setTold('not-sent');
  await desk.pass(5_000);
  await desk.pass(40_000);
  expect(await desk.run()).toMatchObject({ state: 'open', round: 1 });
  expect(desk.heard()).toEqual([]);
  desk.setTold('sent');
  await desk.pass(3_000);
  expect(desk.heard()).toContain('quiz-round-head');
  const run = await desk.run();
  expect(run).toMatchObject({ state: 'open', round: 1 });
  expect((run?.dueAtMs ?? 0) - (run?.openedAtMs ?? 0)).toBe(20_000);
  expect(desk.now() - (run?.openedAtMs ?? 0)).toBeLessThan(3_000);
});

test('nobody who answers a late question is slower for its lateness', async () => {
  const desk = await called();
  desk.setTold('not-sent');
  await desk.pass(15_000);
  desk.setTold('sent');
  await desk.pass(3_000);
  const run = await desk.run();
  desk.jump((run?.openedAtMs ?? 0) + 4_000 - desk.now());
  await desk.say('ann', 'B');
  expect(await desk.runs.answers(desk.chatId(), run?.id ?? '', 1)).toMatchObject([{ points: 10, tookMs: 4_000 }]);
});

test('what the platform may or may not have shown is not said twice, and the quiz goes on', async () => {
  const desk = await called();
  desk.setTold('unknown');
  await desk.pass(5_000);
  await desk.pass(26_000);
  expect(await desk.run()).toMatchObject({ round: 2 });
  expect(desk.heard().filter((key) => key === 'quiz-round-head')).toHaveLength(2);
});

test('the answer that a killed process had in hand is told by the next', async () => {
  const killed = await called('killed');
  await killed.pass(5_000);
  const run = await killed.run();
  killed.heard();
  // It closes the round and claims its answer, and then nothing more is heard of it.
  killed.setTold('not-sent');
  await killed.pass(20_000);
  expect(await killed.run()).toMatchObject({ state: 'between', told: 1 });
  const next = createQuizDesk(server.connect(), { bank, name: 'next' });
  next.jump(killed.now() - next.now());
  await next.conductor.step(next.chatId());
  expect(next.heard()).toEqual([]);
  await next.pass(9_000);
  expect(next.heard()).toContain('quiz-result-head');
  await next.pass(5_000);
  expect(next.heard()).toContain('quiz-round-head');
  expect(await next.run()).toMatchObject({ id: run?.id, state: 'open', round: 2 });
});

test('the board that a killed process had in hand is told by the next', async () => {
  const killed = await called('killed');
  await killed.pass(5_000);
  killed.setTold('not-sent');
  await killed.say('host', '答题 停止');
  killed.heard();
  const next = createQuizDesk(server.connect(), { bank, name: 'next' });
  next.jump(killed.now() + 7_000 - next.now());
  await next.conductor.giveBack(next.chatId(), 0);
  expect(next.heard()).toContain('quiz-board-nobody');
  await next.conductor.idle();
  expect(await next.runs.openChats()).toEqual([]);
  await next.conductor.giveBack(next.chatId(), 0);
  expect(next.heard()).toEqual([]);
});
