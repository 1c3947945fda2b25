import { beforeEach, expect, test } from 'vitest';
import type { Bank, ChoiceQuestion, Question } from '../../../src/domain/question.ts';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';
import { createBindStore } from '../../../src/store/bind-codes.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';
import { createQuizDesk, deskCan } from './quiz-desk.ts';

const catalogue = openCatalogue();
const base = { explanation: '', source: '', topic: '', picture: null };
const months: ChoiceQuestion = {
  ...base,
  id: 's',
  kind: 'single',
  text: '一年有几个月?',
  options: ['10', '12', '14'],
  correct: [1],
  canShuffle: false,
};
const capital: Question = { ...base, id: 'f', kind: 'fill-in', text: '中国的首都?', accepted: ['北京'] };
/** WeChat's abilities. */
const quiet = { ...deskCan, edit: null, buttons: null, privateAnswers: null };
const privately = { isPrivate: true } as const;
const bankOf = (...questions: Question[]): Bank => ({ name: '常识', questions });

let server: TestRedis;
beforeEach(async () => {
  server = await testRedis();
});

type Desk = ReturnType<typeof createQuizDesk>;
type Options = Partial<Parameters<typeof createQuizDesk>[1]>;

/** A group in which ann and bob sit, the first answer counts, and the first question is open. */
async function playing(questions: Question[] = [months], options: Options = {}): Promise<Desk> {
  const redis = server.connect();
  const desk = createQuizDesk(redis, { bank: bankOf(...questions), can: quiet, ...options });
  await desk.say('ann', '大家好');
  await redis.hset(desk.keys.chat(desk.chatId()), 's:quizChange', 'false');
  await desk.say('bob', '大家好');
  await desk.say('host', '答题');
  await desk.pass(5_000);
  desk.posted.splice(0);
  return desk;
}

/** Passes the time until half a second after the open round has closed. */
const passRound = async (desk: Desk): Promise<void> => desk.pass(((await desk.run())?.dueAtMs ?? 0) - desk.now() + 500);

/** What was said in a chat since the last look at it, in words. */
function heardIn(desk: Desk, chat: string): readonly string[] {
  const here = desk.posted.filter((posted) => posted.chat === chat);
  desk.posted.splice(0, desk.posted.length, ...desk.posted.filter((posted) => posted.chat !== chat));
  return here.map(({ part }) => ('text' in part ? catalogue.say(part.text, 'zh-Hans') : part.kind));
}

const answersOf = async (desk: Desk, chat = desk.chatId(), round = 1) => {
  const answers = await desk.runs.answers(chat, (await desk.runs.latest(chat))?.id ?? '', round);
  return answers.map(({ seat, choice, points }) => ({ seat, choice, points })).sort((a, b) => a.seat - b.seat);
};

test('an answer given in private counts in the group and is acknowledged without telling what is right', async () => {
  const desk = await playing();
  await desk.say('ann', 'B', privately);
  expect(heardIn(desk, 'private-ann')).toEqual(['收到：B。第 1 题，title of g1']);
  expect(heardIn(desk, 'g1')).toEqual([]);
  await desk.pass(4_000);
  expect(heardIn(desk, 'g1')).toEqual(['已收到：ann']);
  expect(await answersOf(desk)).toEqual([{ seat: 1, choice: '2', points: 10 }]);
  await desk.pass(60_000);
  expect(heardIn(desk, 'g1').join('\n')).toContain('答对：ann');
});

test('a wrong answer is acknowledged in the same words, and nobody in the group sees which it was', async () => {
  const desk = await playing();
  await desk.say('ann', '我选 A', privately);
  expect(heardIn(desk, 'private-ann')).toEqual(['收到：A。第 1 题，title of g1']);
  await desk.pass(4_000);
  expect(heardIn(desk, 'g1')).toEqual(['已收到：ann']);
  expect(await answersOf(desk)).toEqual([{ seat: 1, choice: '1', points: 0 }]);
});

test('the first answer counts, whichever way it came', async () => {
  const desk = await playing();
  await desk.say('ann', 'A', privately);
  await desk.say('ann', 'B');
  await desk.say('bob', 'A');
  heardIn(desk, 'private-ann');
  await desk.say('bob', 'B', privately);
  expect(heardIn(desk, 'private-bob')).toEqual(['已经答过了：A。第 1 题，title of g1']);
  expect(await answersOf(desk)).toEqual([
    { seat: 1, choice: '1', points: 0 },
    { seat: 2, choice: '1', points: 0 },
  ]);
});

test('where answers may be changed the later one stands, whichever way it came', async () => {
  const desk = await playing();
  await server.connect().hset(desk.keys.run(desk.chatId()), 'canChange', '1');
  await desk.say('ann', 'A');
  await desk.say('ann', 'B', privately);
  expect((await answersOf(desk))[0]?.choice).toBe('2');
  await desk.say('ann', 'C');
  expect((await answersOf(desk))[0]?.choice).toBe('4');
  // What was sent earlier and comes late does not undo what was sent later.
  await desk.say('ann', 'A', { ...privately, order: 1 });
  expect((await answersOf(desk))[0]?.choice).toBe('4');
});

test('an answer that is told again is acknowledged again and counts once', async () => {
  const desk = await playing();
  await desk.say('ann', 'B', { ...privately, id: 'again', order: 50 });
  await desk.say('ann', 'B', { ...privately, id: 'again', order: 50 });
  expect(heardIn(desk, 'private-ann')).toHaveLength(2);
  expect(await answersOf(desk)).toHaveLength(1);
});

test('a typed answer to a fill-in question counts; commands, check-ins and talk are left to others', async () => {
  const desk = await playing([capital]);
  for (const words of ['打卡 30分钟', '/quizz', '谢谢', '今天学什么？']) await desk.say('ann', words, privately);
  expect(await answersOf(desk)).toEqual([]);
  expect(heardIn(desk, 'private-ann').join('\n')).not.toContain('收到');
  await desk.say('ann', '北京', privately);
  expect(heardIn(desk, 'private-ann')).toEqual(['收到：北京。第 1 题，title of g1']);
  expect(await answersOf(desk)).toEqual([{ seat: 1, choice: '北京', points: 10 }]);
});

test('somebody who does not sit in the group, or has left it, is not heard', async () => {
  const desk = await playing();
  await desk.roster.setLeft(desk.chatId(), 'telegram:bob', true);
  await desk.say('stranger', 'B', privately);
  await desk.say('bob', 'B', privately);
  expect([heardIn(desk, 'private-stranger'), heardIn(desk, 'private-bob')]).toEqual([[], []]);
  expect(await answersOf(desk)).toEqual([]);
});

test('an answer that comes too late is told so in one sentence; other words and later ones are left alone', async () => {
  const desk = await playing([months, months]);
  await passRound(desk);
  expect((await desk.run())?.state).toBe('between');
  heardIn(desk, 'g1');
  await desk.say('ann', 'B', privately);
  expect(heardIn(desk, 'private-ann')).toEqual(['「title of g1」的第 1 题已经截止，这次没记上。']);
  await desk.say('ann', '今天真热', privately);
  expect(heardIn(desk, 'private-ann')).toEqual([]);
  expect(await answersOf(desk)).toEqual([]);
  await desk.pass(300_000);
  await desk.say('ann', 'B', privately);
  expect(heardIn(desk, 'private-ann')).toEqual([]);
});

test('what was sent before the round closed still counts right after it', async () => {
  const desk = await playing([months, months]);
  const sentAtMs = desk.now();
  await passRound(desk);
  await desk.say('ann', 'B', { ...privately, atMs: sentAtMs + 1_000 });
  expect(heardIn(desk, 'private-ann')).toEqual(['收到：B。第 1 题，title of g1']);
  expect(await answersOf(desk)).toEqual([{ seat: 1, choice: '2', points: 10 }]);
});

test('who plays in several groups is asked once which one is meant', async () => {
  const desk = await playing([months, months]);
  await desk.say('ann', '大家好', { chat: 'g2' });
  const two = (await desk.members.chatsOf('id2')).find(({ chat }) => chat !== desk.chatId())?.chat ?? '';
  await server.connect().hset(desk.keys.chat(two), 's:quizChange', 'false');
  await desk.say('host', '答题', { chat: 'g2' });
  await desk.pass(5_000);
  desk.posted.splice(0);
  await desk.say('ann', 'B', privately);
  const [question = ''] = heardIn(desk, 'private-ann');
  expect(question.split('\n')).toHaveLength(3);
  const number = /发「(\d) B」：title of g2/.exec(question)?.[1] ?? '';
  await desk.say('ann', `${number} B`, privately);
  expect(heardIn(desk, 'private-ann')).toEqual(['收到：B。第 1 题，title of g2']);
  expect(await answersOf(desk)).toEqual([]);
  await desk.pass(4_000);
  expect(heardIn(desk, 'g2')).toEqual(['已收到：ann']);
  // From now on the same group is meant, and the other one when its number is typed.
  await desk.say('ann', 'A', privately);
  expect(heardIn(desk, 'private-ann')).toEqual(['已经答过了：B。第 1 题，title of g2']);
  await desk.say('ann', `${3 - Number(number)} A`, privately);
  expect(heardIn(desk, 'private-ann')).toEqual(['收到：A。第 1 题，title of g1']);
});

test('a quiz of one’s own in private goes first', async () => {
  const desk = await playing();
  await desk.say('ann', '答题', privately);
  await desk.pass(5_000);
  await desk.say('ann', 'B', privately);
  expect(await answersOf(desk)).toEqual([]);
});

test('a member answers a group of another platform to which they are bound', async () => {
  const redis = server.connect();
  const desk = await playing();
  const codes = createBindStore(redis, desk.keys);
  await desk.say('ann-on-wechat', '你好', { ...privately, platform: 'wechat' });
  const [member, other] = await Promise.all([
    desk.members.find({ platform: 'telegram', person: 'ann' }),
    desk.members.find({ platform: 'wechat', person: 'ann-on-wechat' }),
  ]);
  await codes.link('123456', { platform: 'wechat', person: 'ann-on-wechat' }, other ?? '', member ?? '');
  const there = { ...privately, platform: 'wechat' } as const;
  await desk.say('ann-on-wechat', 'B', { ...there, order: 9_000_000 });
  expect(heardIn(desk, 'private-ann-on-wechat')).toEqual(['收到：B。第 1 题，title of g1']);
  expect(await answersOf(desk)).toEqual([{ seat: 1, choice: '2', points: 10 }]);
});

test('between two accounts the later answer is the one given later, not the one with the greater number', async () => {
  const redis = server.connect();
  const desk = await playing();
  const run = await desk.run();
  if (run === null) throw new Error('no quiz runs');
  await redis.hset(desk.keys.run(desk.chatId()), 'canChange', '1');
  const answer = (choice: number, order: number | `x${number}`, laterMs: number) =>
    desk.runs.answer(desk.chatId(), {
      person: 'telegram:ann',
      run: run.id,
      round: 1,
      atMs: run.openedAtMs + laterMs,
      order,
      mode: 'set',
      choice,
      key: 2,
      points: 10,
      slackMs: 0,
    });
  expect(await answer(1, 'x9000000', 1_000)).toMatchObject({ outcome: 'new' });
  expect(await answer(2, 7, 2_000)).toMatchObject({ outcome: 'changed', choice: '2' });
  expect(await answer(4, 'x9000001', 1_500)).toMatchObject({ outcome: 'told-again', choice: '2' });
  expect(await answer(4, 'x9000002', 3_000)).toMatchObject({ outcome: 'changed', choice: '4' });
  expect(await answer(4, 'x9000002', 3_000)).toMatchObject({ outcome: 'told-again', choice: '4' });
  expect(await answer(1, 6, 2_500)).toMatchObject({ outcome: 'told-again', choice: '4' });
});

test('the first question says once that answers may be given in private, where nothing else is', async () => {
  const desk = createQuizDesk(server.connect(), { bank: bankOf(months, months), can: quiet });
  await desk.say('host', '答题');
  await desk.pass(200_000);
  const hints = heardIn(desk, 'g1').filter((words) => words.includes('私聊我作答'));
  expect(hints).toHaveLength(1);
  expect(hints[0]).toContain('第 1/2 题');
});

test('where there are buttons the first question says nothing of private answers, which count all the same', async () => {
  const desk = await playing([months], { can: deskCan });
  await desk.say('ann', 'B', privately);
  expect(heardIn(desk, 'private-ann')).toEqual(['收到：B。第 1 题，title of g1']);
  await desk.pass(120_000);
  expect(heardIn(desk, 'g1').join('\n')).not.toContain('私聊');
  expect(await answersOf(desk)).toHaveLength(1);
});

test('words that could answer nothing, and members of no running quiz, cost next to nothing', async () => {
  const desk = createQuizDesk(server.connect(), { bank: bankOf(months), can: quiet });
  const redis = server.connect();
  await desk.say('ann', '你好', privately);
  const processed = async (): Promise<number> =>
    Number(/total_commands_processed:(\d+)/.exec(await redis.info('stats'))?.[1]);
  const before = await processed();
  await desk.say('ann', 'B', privately);
  // Admission (one script with its five reads), the member's chats and which of them play; and this INFO.
  expect((await processed()) - before).toBeLessThanOrEqual(12);
});
