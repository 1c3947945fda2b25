import { beforeEach, describe, expect, test } from 'vitest';
import type { Bank, ChoiceQuestion, Question } from '../../../src/domain/question.ts';
import { createQuizDesk, deskCan } from './quiz-desk.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';

const base = { explanation: '', source: '', topic: '', picture: null };
const single: ChoiceQuestion = {
  ...base,
  id: 's',
  kind: 'single',
  text: '一年有几个月?',
  options: ['10', '12', '14'],
  correct: [1],
  canShuffle: false,
};
const multiple: ChoiceQuestion = {
  ...base,
  id: 'm',
  kind: 'multiple',
  text: '哪些是行星?',
  options: ['地球', '太阳', '火星'],
  correct: [0, 2],
  canShuffle: false,
};
const trueFalse: ChoiceQuestion = {
  ...base,
  id: 't',
  kind: 'true-false',
  text: '冰比水轻',
  options: ['对', '错'],
  correct: [0],
  canShuffle: false,
};
const fillIn: Question = { ...base, id: 'f', kind: 'fill-in', text: '中国的首都?', accepted: ['北京'] };

const bankOf = (...questions: Question[]): Bank => ({ name: '常识', questions });

let server: TestRedis;
const deskWith = (questions: Question[], options: Partial<Parameters<typeof createQuizDesk>[1]> = {}) =>
  createQuizDesk(server.connect(), { bank: bankOf(...questions), ...options });

beforeEach(async () => {
  server = await testRedis();
});

const playing = async (questions: Question[], options: Partial<Parameters<typeof createQuizDesk>[1]> = {}) => {
  const desk = deskWith(questions, options);
  await desk.say('host', '答题');
  desk.heard();
  await desk.pass(5_000);
  return desk;
};

const tokenOf = async (desk: ReturnType<typeof deskWith>, position: number, round = 1) =>
  `answer ${(await desk.run())?.id ?? ''} ${round} ${position}`;

describe('a quiz from start to board', () => {
  test('asks, takes taps and letters, tells the answer and shows the board', async () => {
    const desk = deskWith([single]);
    await desk.say('host', '答题');
    expect(desk.heard()).toContain('quiz-started');
    await desk.pass(5_000);
    expect(desk.heard()).toContain('quiz-round-head');
    await desk.tap('ann', await tokenOf(desk, 1));
    expect(desk.heard()).toContain('answer-noted-changeable');
    await desk.say('bob', '选B');
    await desk.say('eve', 'a');
    await desk.pass(60_000);
    const heard = desk.heard();
    expect(heard).toContain('quiz-result-count');
    expect(heard).toContain('quiz-board-head');
    expect(await desk.run()).toBeNull();
    const { standings, playerCount } = await desk.runs.board(desk.chatId(), 'id3', 10);
    expect(playerCount).toBe(3);
    expect(standings.map(({ points }) => points)).toEqual([10, 10, 0]);
    expect(desk.faults).toEqual([]);
  });

  test('a changed answer counts while the round is open', async () => {
    const desk = await playing([single]);
    await desk.say('ann', 'A');
    await desk.say('ann', 'B');
    expect(await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1)).toMatchObject([
      { points: 10, choice: '2' },
    ]);
    await desk.say('ann', 'C');
    expect(await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1)).toMatchObject([
      { points: 0, choice: '4' },
    ]);
  });

  test('several right options are toggled one by one and only the whole set counts', async () => {
    const desk = await playing([multiple]);
    const run = (await desk.run())?.id ?? '';
    const points = async () => (await desk.runs.answers(desk.chatId(), run, 1))[0]?.points;
    await desk.tap('ann', `answer ${run} 1 0`);
    expect(await points()).toBe(0);
    await desk.tap('ann', `answer ${run} 1 2`);
    expect(await points()).toBe(10);
    await desk.tap('ann', `answer ${run} 1 1`);
    expect(await points()).toBe(0);
    await desk.say('bob', 'AC');
    expect((await desk.runs.board(desk.chatId(), run, 5)).standings[0]?.points).toBe(10);
  });

  test('true or false takes the words and the signs', async () => {
    const desk = await playing([trueFalse]);
    await desk.say('ann', '对');
    await desk.say('bob', '√');
    await desk.say('eve', 'false');
    const answers = await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1);
    expect(answers.map(({ points }) => points).sort()).toEqual([0, 10, 10]);
  });

  test('talk after a right fill-in answer does not spoil it', async () => {
    const desk = await playing([fillIn]);
    await desk.say('ann', '南京');
    await desk.say('ann', '北京');
    await desk.say('ann', '哈哈');
    const answers = await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1);
    expect(answers).toMatchObject([{ points: 10, choice: '北京' }]);
  });

  test('ordinary talk while a round is open is left alone', async () => {
    const desk = await playing([single]);
    expect(await desk.say('ann', 'B站有视频')).toEqual({ isTaken: false });
    expect(await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1)).toEqual([]);
  });
});

describe('fairness', () => {
  test('an answer told again has one effect and the same reply', async () => {
    const desk = await playing([multiple]);
    const run = (await desk.run())?.id ?? '';
    await desk.tap('ann', `answer ${run} 1 0`, { id: 'x', order: 50 });
    await desk.tap('ann', `answer ${run} 1 2`, { id: 'y', order: 51 });
    desk.heard();
    await desk.tap('ann', `answer ${run} 1 0`, { id: 'x', order: 50 });
    expect(desk.heard()).toEqual(['answer-noted-changeable']);
    expect(await desk.runs.answers(desk.chatId(), run, 1)).toMatchObject([{ choice: '5', points: 10 }]);
  });

  test('an older answer that arrives later does not replace the newer one', async () => {
    const desk = await playing([single]);
    await desk.say('ann', 'B', { order: 90 });
    await desk.say('ann', 'A', { order: 80 });
    expect(await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1)).toMatchObject([{ choice: '2' }]);
  });

  test('an answer after the deadline is told so and does not count', async () => {
    const desk = await playing([single, trueFalse]);
    const token = await tokenOf(desk, 1);
    await desk.pass(20_000 + 500);
    desk.heard();
    await desk.tap('ann', token);
    expect(desk.heard()).toEqual(['answer-late']);
  });

  test('a typed answer sent in time counts although it arrives after the close', async () => {
    const desk = await playing([single, trueFalse]);
    const run = await desk.run();
    await desk.pass(20_000 + 500);
    await desk.say('ann', 'B', { atMs: (run?.dueAtMs ?? 0) - 1_500 });
    expect(await desk.runs.answers(desk.chatId(), run?.id ?? '', 1)).toMatchObject([{ points: 10 }]);
  });

  test('a letter sent before the next round opened belongs to the round before', async () => {
    const desk = await playing([single, trueFalse]);
    const first = await desk.run();
    await desk.pass(20_000 + 6_000);
    expect((await desk.run())?.round).toBe(2);
    await desk.say('ann', 'B', { atMs: (first?.dueAtMs ?? 0) - 1_500 });
    expect(await desk.runs.answers(desk.chatId(), first?.id ?? '', 1)).toHaveLength(1);
    expect(await desk.runs.answers(desk.chatId(), first?.id ?? '', 2)).toHaveLength(0);
  });

  test('a letter typed in the second in which the answer was told does not count', async () => {
    const desk = await playing([single, trueFalse]);
    const run = await desk.run();
    await desk.pass(20_000 + 400);
    // Platforms tell whole seconds: 400 ms after the close looks like just before it.
    await desk.say('ann', 'B', { atMs: (run?.dueAtMs ?? 0) - 600 });
    expect(await desk.runs.answers(desk.chatId(), run?.id ?? '', 1)).toEqual([]);
  });

  test('where the first answer counts, it does in fill-in rounds too', async () => {
    const desk = deskWith([fillIn]);
    await desk.say('host', '你好');
    await server.connect().hset(desk.keys.chat(desk.chatId()), 's:quizChange', 'false');
    await desk.say('host', '答题');
    await desk.pass(5_000);
    await desk.say('ann', '上海');
    await desk.say('ann', '北京');
    expect(await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1)).toMatchObject([
      { choice: '上海', points: 0 },
    ]);
  });

  test('ties go to the shorter total time', async () => {
    const desk = await playing([single]);
    desk.jump(3_000);
    await desk.say('slow', 'B');
    desk.jump(-2_000);
    await desk.say('quick', 'B');
    const { standings } = await desk.runs.board(desk.chatId(), (await desk.run())?.id ?? '', 2);
    expect(standings).toMatchObject([{ tookMs: 1_000 }, { tookMs: 3_000 }]);
  });

  test('no button tells which option is right', async () => {
    const desk = deskWith([single]);
    await desk.say('host', '答题');
    await desk.pass(5_000);
    const [asked] = desk.posted.filter(({ part }) => part.kind === 'choices');
    const tokens =
      asked?.part.kind === 'choices' ? asked.part.choices.map(({ token }) => token.replace(/ \d$/, '')) : [];
    expect(new Set(tokens).size).toBe(1);
    expect(tokens).toHaveLength(3);
  });

  test('a game alone in a group does not feed the lasting board', async () => {
    const desk = await playing([single]);
    await desk.say('ann', 'B');
    await desk.pass(60_000);
    const redis = server.connect();
    expect(await redis.zcard(desk.keys.points(desk.chatId(), 'all'))).toBe(0);
  });

  test('points of several quizzes add up on the lasting board, ordered by time among equals', async () => {
    const desk = await playing([single]);
    for (let game = 0; game < 2; game += 1) {
      await desk.say('ann', 'B');
      desk.jump(1_000);
      await desk.say('bob', 'B');
      await desk.pass(60_000);
      if (game === 0) await desk.say('host', '答题');
      await desk.pass(5_000);
    }
    const scores = await server.connect().zrevrange(desk.keys.points(desk.chatId(), 'all'), 0, -1, 'WITHSCORES');
    expect(scores.filter((_, index) => index % 2 === 1).map((score) => Math.ceil(Number(score)))).toEqual([20, 20]);
    expect(Number(scores[1])).toBeGreaterThan(Number(scores[3]));
  });
});

describe('controls', () => {
  test('a control told again does nothing to what came after it', async () => {
    const desk = await playing([single, trueFalse]);
    await desk.say('host', '答题 暂停', { id: 'p', order: 70 });
    await desk.say('host', '答题 继续', { id: 'r', order: 71 });
    await desk.say('host', '答题 暂停', { id: 'p', order: 70 });
    expect(await desk.run()).toMatchObject({ state: 'open', round: 1 });
    await desk.say('host', '答题 停止', { id: 's', order: 72 });
    await desk.say('host', '答题', { id: 'q', order: 73 });
    await desk.say('host', '答题 停止', { id: 's', order: 72 });
    expect(await desk.run()).toMatchObject({ round: 0 });
    await desk.pass(5_000);
    await desk.say('host', '答题 跳过', { id: 'k', order: 74 });
    await desk.pass(6_000);
    await desk.say('host', '答题 跳过', { id: 'k', order: 74 });
    expect(await desk.run()).toMatchObject({ state: 'open', round: 2 });
  });

  test('a quiz can be stopped by word in a fill-in round, and check-ins stay check-ins', async () => {
    const desk = await playing([fillIn]);
    await desk.say('ann', '打卡 30分钟');
    expect(await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1)).toEqual([]);
    await desk.say('host', '答题 停止');
    expect(await desk.run()).toBeNull();
  });

  test('a second quiz is refused while one runs', async () => {
    const desk = await playing([single]);
    desk.heard();
    await desk.say('bob', '答题');
    expect(desk.heard()).toContain('quiz-running');
  });

  test('only the starter and organisers may stop it', async () => {
    const desk = await playing([single], { organisers: ['admin'] });
    desk.heard();
    await desk.say('bob', '答题 停止');
    expect(desk.heard()).toEqual(['quiz-not-yours']);
    await desk.say('admin', '答题 停止');
    expect(desk.heard()).toContain('quiz-stopped');
    expect(await desk.run()).toBeNull();
  });

  test('a pause keeps the time that was left', async () => {
    const desk = await playing([single, trueFalse]);
    await desk.pass(8_000);
    await desk.say('host', '答题 暂停');
    await desk.pass(3_600_000);
    expect(await desk.run()).toMatchObject({ state: 'paused', leftMs: 12_000 });
    await desk.say('host', '答题 继续');
    expect(await desk.run()).toMatchObject({ state: 'open', dueAtMs: desk.now() + 12_000 });
    await desk.say('ann', 'B');
    expect(await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1)).toMatchObject([{ tookMs: 8_000 }]);
  });

  test('skip closes the round at once', async () => {
    const desk = await playing([single, trueFalse]);
    desk.heard();
    await desk.say('host', '答题 跳过');
    await desk.pass(0);
    expect(desk.heard()).toContain('quiz-result-head');
    expect(await desk.run()).toMatchObject({ state: 'between', round: 1 });
  });

  test.each([
    ['答题 0', 'quiz-count-range'],
    ['/quiz 没有这个', 'quiz-bank-unknown'],
    ['答题 常识 50', 'quiz-fewer'],
    ['答题 常识10', 'quiz-fewer'],
    ['答题 历史 3', 'quiz-bank-unknown'],
    ['答题 历史3', 'quiz-bank-unknown'],
    ['quiz nosuch 3', 'quiz-bank-unknown'],
  ])('%s is answered with %s', async (words, key) => {
    const desk = deskWith([single]);
    await desk.say('host', words);
    expect(desk.heard()).toContain(key);
  });

  test.each(['答题 历史', 'quiz at 5', 'quiz tomorrow at 5'])('%s may be talk and is left alone', async (words) => {
    const desk = deskWith([single]);
    await desk.say('host', words);
    expect(desk.heard()).toEqual([]);
  });

  test('one name that is no bank is answered to whoever leads the group', async () => {
    const desk = deskWith([single], { organisers: ['host'] });
    await desk.say('host', '答题 不存在的题库');
    expect(desk.heard()).toContain('quiz-bank-unknown');
    await desk.say('host', 'quiz tomorrow at 5');
    expect(desk.heard()).toEqual([]);
  });

  test('an empty bank cannot be played', async () => {
    const desk = deskWith([]);
    await desk.say('host', '答题 常识');
    expect(desk.heard()).toEqual(['quiz-bank-empty']);
  });

  test('a button of a quiz that is over says so', async () => {
    const desk = await playing([single]);
    const token = await tokenOf(desk, 1);
    await desk.say('host', '答题 停止');
    await desk.pass(0);
    desk.heard();
    await desk.tap('ann', token);
    expect(desk.heard()).toEqual(['answer-over']);
  });
});

describe('across processes and outages', () => {
  test('another process goes on with the round after a restart', async () => {
    const desk = await playing([single]);
    const again = createQuizDesk(server.connect(), { bank: bankOf(single) });
    await again.say('ann', 'B', { order: 1_000, atMs: desk.now() });
    expect(await desk.runs.answers(desk.chatId(), (await desk.run())?.id ?? '', 1)).toHaveLength(1);
  });

  test('two processes that close the same round tell the answer once', async () => {
    const desk = await playing([single, trueFalse]);
    desk.jump(20_000);
    desk.heard();
    await Promise.all([desk.conductor.step(desk.chatId()), desk.conductor.step(desk.chatId())]);
    expect(desk.heard().filter((key) => key === 'quiz-result-head')).toHaveLength(1);
  });

  test('the time of an outage is given back to the open round', async () => {
    const desk = await playing([single]);
    const before = await desk.run();
    desk.jump(30_000);
    await desk.conductor.giveBack(desk.chatId(), 30_000);
    expect(desk.heard()).toContain('quiz-back');
    expect((await desk.run())?.dueAtMs).toBe((before?.dueAtMs ?? 0) + 30_000);
    await desk.say('ann', 'B');
    expect(await desk.runs.answers(desk.chatId(), before?.id ?? '', 1)).toMatchObject([{ points: 10 }]);
  });

  test('what was typed before an outage and handled after it belongs to the round it was typed in', async () => {
    const desk = await playing([single, trueFalse]);
    const run = await desk.run();
    const typedAtMs = desk.now();
    desk.jump(30_000);
    await desk.conductor.giveBack(desk.chatId(), 30_000);
    await desk.say('ann', 'B', { atMs: typedAtMs });
    expect(await desk.runs.answers(desk.chatId(), run?.id ?? '', 1)).toMatchObject([{ points: 10, tookMs: 0 }]);
  });

  test('every step leaves an order that outlives the process', async () => {
    const desk = await playing([single]);
    const run = await desk.run();
    expect(desk.orders.at(-1)).toMatchObject({ kind: 'quiz', schedule: { kind: 'once', atMs: run?.dueAtMs } });
  });

  test('an answer at hand costs one round trip', async () => {
    const redis = server.connect();
    const desk = createQuizDesk(redis, { bank: bankOf(single) });
    await desk.say('ann', '答题');
    await desk.pass(5_000);
    await desk.say('ann', 'A');
    const commands = async () => Number(/total_commands_processed:(\d+)/.exec(await redis.info('stats'))?.[1]);
    const before = await commands();
    await desk.say('ann', 'B');
    // The INFO itself is counted, and the commands inside the script are too.
    const calls = await redis.info('commandstats');
    expect(calls).toContain('cmdstat_evalsha');
    expect((await commands()) - before).toBeLessThanOrEqual(10);
  });
});

test('in a private chat an answer closes the round and alone counts', async () => {
  const desk = await playing([single], { isGroup: false });
  await desk.say('ann', 'B');
  expect(desk.heard()).toContain('quiz-result-head');
  await desk.pass(4_000);
  expect(await server.connect().zcard(desk.keys.points(desk.chatId(), 'all'))).toBe(1);
});

test('a member who does not want to be named is not named when answers are acknowledged', async () => {
  const desk = await playing([single], { can: { ...deskCan, edit: null, buttons: null, privateAnswers: null } });
  await desk.say('ann', 'B');
  await server
    .connect()
    .hset(
      desk.keys.roster(desk.chatId()),
      '2',
      JSON.stringify({ platform: 'telegram', person: 'ann', joinedOn: '2026-11-21', isOptedOut: true }),
    );
  desk.heard();
  await desk.pass(5_000);
  const said = desk.posted.map(({ part }) => JSON.stringify(part)).join('');
  expect(said).toContain('answers-received');
  expect(said).not.toContain('"ann"');
});

test('typed answers are acknowledged together where nothing can be edited', async () => {
  const desk = await playing([single], { can: { ...deskCan, edit: null, buttons: null, privateAnswers: null } });
  desk.heard();
  await desk.say('ann', 'B');
  await desk.say('bob', 'A');
  expect(desk.heard()).toEqual([]);
  await desk.pass(5_000);
  expect(desk.heard()).toEqual(['answers-received']);
});

test('the same answer is acknowledged once in a round, another one again', async () => {
  const desk = await playing([single], { can: { ...deskCan, edit: null, buttons: null, privateAnswers: null } });
  desk.heard();
  for (const answer of ['B', 'B', 'A']) {
    await desk.say('ann', answer);
    await desk.pass(4_000);
  }
  expect(desk.heard().filter((key) => key === 'answers-received')).toHaveLength(2);
});

test('nobody is told that an answer has arrived after the result of its round', async () => {
  const desk = await playing([single], { can: { ...deskCan, edit: null, buttons: null, privateAnswers: null } });
  desk.heard();
  await desk.say('ann', 'B');
  await desk.say('host', '答题 跳过');
  await desk.pass(10_000);
  const heard = desk.heard();
  expect([heard.includes('quiz-result-head'), heard.includes('answers-received')]).toEqual([true, false]);
});

test('whoever stops a quiz is answered before the board comes', async () => {
  const desk = await playing([single]);
  await desk.say('ann', 'B');
  desk.heard();
  await desk.say('host', '答题 停');
  await desk.pass(1_000);
  const heard = desk.heard();
  expect(heard.indexOf('quiz-stopped')).toBeGreaterThanOrEqual(0);
  expect(heard.indexOf('quiz-board-head')).toBeGreaterThan(heard.indexOf('quiz-stopped'));
});
