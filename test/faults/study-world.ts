import type { User } from '@grammyjs/types';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { BotApiOptions } from '../support/bot-api/create-world.ts';
import type { Tap } from '../support/bot-api/driver/taps.ts';
import { type BotApi, startBotApi } from '../support/bot-api/server.ts';
import type { SeenMessage } from '../support/bot-api/transcript.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';

/** A group on a strict Bot API server, a Redis that keeps every acknowledged write, and the real program in between. */
export interface StudyWorld {
  readonly api: BotApi;
  readonly redis: TestRedis;
  /** Administers the group and has a private chat with the bot. */
  readonly lin: User;
  readonly members: readonly User[];
  readonly group: { readonly id: number };
  /** The processes that were started, latest last. */
  readonly bots: readonly BotProcess[];
  /** Starts one more process; does not wait for it. */
  start(env?: Readonly<Record<string, string>>, args?: readonly string[]): BotProcess;
  /** Starts a process and resolves when it waits for updates. */
  startPolling(env?: Readonly<Record<string, string>>): Promise<BotProcess>;
}

export interface WorldSettings extends BotApiOptions {
  readonly memberCount?: number;
}

/** Longer than any wait of ours on a busy machine; the tests' own limit is above it. */
export const patienceMs = 20_000;

let built: Promise<unknown> | undefined;

/**
 * Does `work` in a fresh world, whose end must have been strictly proper: no call that Telegram would not take, none
 * faster than it allows, no secret in the output of any process.
 */
export async function inWorld(settings: WorldSettings, work: (world: StudyWorld) => Promise<void>): Promise<void> {
  // A moment when it is up to date.
  built ??= promisify(execFile)(process.execPath, [resolve('scripts', 'build.mjs')]);
  await built;
  const { api, redis, ...world } = await openWorld(settings);
  const output = (): string => world.bots.map((bot) => bot.output()).join('');
  try {
    await work({ api, redis, ...world });
  } catch (error) {
    throw new Error(`${String(error)}\nThe processes said, last of all:\n${output().slice(-3_000)}`, { cause: error });
  } finally {
    await Promise.all(world.bots.map((bot) => bot.kill9()));
    await Promise.all([api.stop(), redis.stop()]);
  }
  expect(api.violations()).toEqual([]);
  expect(api.limits.violations()).toEqual([]);
  expect(api.ownFaults()).toEqual([]);
  expect(output()).not.toContain(api.token);
}

let lastTurn: Promise<unknown> = Promise.resolve();

/** Tests run side by side, and a start is all work: on a busy machine several at once would all come too late. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

async function openWorld({ memberCount = 3, ...options }: WorldSettings): Promise<StudyWorld> {
  const [api, redis] = await Promise.all([
    startBotApi({ slowsRepeatedPolls: false, ...options }),
    startTestRedis({ appendonly: true, appendfsync: 'always' }),
  ]);
  const lin = api.addUser({ firstName: '林老师', hasStarted: true });
  const members = Array.from({ length: memberCount }, (_, index) => api.addUser({ firstName: `同学${index + 1}` }));
  const group = api.addGroup({ title: '晨读小组', owner: lin, members, bot: 'administrator' });
  const bots: BotProcess[] = [];
  const start: StudyWorld['start'] = (env, args) => {
    const bot = startBot(api, redis, env, args);
    bots.push(bot);
    return bot;
  };
  const startPolling: StudyWorld['startPolling'] = async (env) => {
    const bot = await inTurn(async () => {
      const started = start(env);
      await api.waitFor(() => isConnected(started), patienceMs);
      return started;
    });
    await api.waitFor(() => api.isPolled(), patienceMs);
    return bot;
  };
  return { api, redis, lin, members, group, bots, start, startPolling };
}

/** True once it has reached the platform; throws when it has ended. */
export function isConnected(bot: BotProcess): boolean {
  if (!bot.isRunning()) throw new Error(`the bot has ended:\n${bot.output()}`);
  return bot.log().some(({ msg }) => msg === 'connected');
}

/** Three questions whose right answer is always the option that begins with 对的. */
const bankFile = {
  name: '三题.txt',
  bytes: Buffer.from(
    ['一', '二', '三']
      .map((number) => `第${number}题问什么？\nA. 对的${number}\nB. 错的${number}\nC. 别的${number}\nANSWER: A\n`)
      .join('\n'),
  ),
};

/** Sends the bank to the group and resolves when it is in. */
export async function importBank({ api, group, lin }: StudyWorld): Promise<void> {
  api.sendDocument(group, lin, bankFile);
  await api.waitForMessage(group, /题库「三题」导入好了/, patienceMs);
}

/** Starts a quiz of that many questions and resolves to the first question. */
export async function startQuiz(world: StudyWorld, count: number, seconds: number): Promise<SeenMessage> {
  const { api, group, lin } = world;
  api.say(group, lin, `/settings seconds ${seconds}`);
  await api.waitForMessage(group, /每题秒数/, patienceMs);
  api.say(group, lin, `/quiz 三题 ${count}`);
  return questionIn(world, 1);
}

/** The question of that round, once it is asked. */
export const questionIn = ({ api, group }: StudyWorld, round: number): Promise<SeenMessage> =>
  api.waitForMessage(group, (message) => isQuestion(message, round), patienceMs);

export const isQuestion = ({ text, buttons }: SeenMessage, round: number): boolean =>
  buttons.length > 0 && text.startsWith(`第 ${round}/`);

export type Option = '对的' | '错的' | '别的';

/** Taps the option that begins so. */
export function choose({ api, group }: StudyWorld, user: User, question: SeenMessage, option: Option): Tap {
  const button = question.buttons.find(({ text }) => text.includes(option));
  if (button?.data == null) throw new Error(`there is no button with ${option}`);
  return api.tapData(group, user, question.id, button.data);
}

/** What a tap was told, null while it was told nothing. */
export const toldOf = (tap: Tap): string | null => tap.answer()?.text ?? null;

export const isNoted = (tap: Tap): boolean => /^记下了：/.test(toldOf(tap) ?? '');

/** The first members by name; a world has at least three. */
export function threeOf({ members }: StudyWorld): readonly [User, User, User] {
  const [first, second, third] = members;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three members are wanted');
  return [first, second, third];
}
