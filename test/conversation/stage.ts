import type { User } from '@grammyjs/types';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Adapter } from '../../src/bots/adapter.ts';
import { createTelegramAdapter } from '../../src/bots/telegram/telegram-adapter.ts';
import { type Banzhang, createBanzhang } from '../../src/index.ts';
import type { BotApiOptions } from '../support/bot-api/create-world.ts';
import { type BotApi, startBotApi } from '../support/bot-api/server.ts';
import type { TestRedis } from '../support/redis.ts';
import type { Tap } from '../support/bot-api/driver/taps.ts';
import { createMinutes, type Minutes, type Places } from './minutes.ts';

export interface StageSettings extends BotApiOptions {
  readonly redis: TestRedis;
  readonly locale?: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly timeZone?: string;
  /** Names of those in the group; the first owns it. */
  readonly people: readonly string[];
  /** What the bot is in the group from the start; `administrator` if not said. */
  readonly bot?: 'administrator' | 'member' | 'absent';
  readonly groupType?: 'group' | 'supergroup';
  readonly isForum?: boolean;
}

/** A group on a strict Bot API server with the whole bot in this process, whose time can be moved ahead. */
export interface Stage {
  readonly api: BotApi;
  readonly group: { readonly id: number };
  readonly minutes: Minutes;
  readonly log: readonly string[];
  person(name: string): User;
  /** Somebody who is not in the group. */
  stranger(name: string): User;
  now(): number;
  /** Each is written down with what came of it, and resolves when that is all there. */
  say(who: string, words: string): Promise<void>;
  sayInPrivate(who: string, words: string): Promise<void>;
  /** Taps the button of that label under the latest message that has it. */
  tap(who: string, label: string): Promise<void>;
  sendPhoto(who: string, caption: string): Promise<void>;
  sendFile(who: string, name: string, content: string): Promise<void>;
  happens(what: string, act: () => void | Promise<void>): Promise<void>;
  /** The latest text of the bot in the group, or in the private chat with somebody. */
  lastSaid(inPrivateWith?: string): string;
  /** Resolves when everything that was said is answered. */
  settle(): Promise<void>;
  /** Moves time ahead and lets everything happen that is due by then. */
  skip(ms: number): Promise<void>;
  /** Ends the bot and starts another on the same store; `while` happens in between. */
  restart(meanwhile?: () => void): Promise<void>;
}

/** Monday, 23 November 2026: five in the afternoon in Shanghai, nine in the morning in London. */
const beginMs = Date.parse('2026-11-23T09:00:10Z');
let stageCount = 0;

/** Does `play` on a stage of its own, whose end must have been strictly proper. */
export async function onStage(settings: StageSettings, play: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await openStage(settings);
  const { api, log } = stage;
  try {
    await play(stage);
    await stage.settle();
  } catch (error) {
    throw new Error(`${String(error)}\nThe bot logged:\n${log.join('\n')}`, { cause: error });
  } finally {
    await stage.close();
  }
  expect(api.violations()).toEqual([]);
  expect(api.limits.violations()).toEqual([]);
  expect(api.ownFaults()).toEqual([]);
  expect(log.filter((line) => line.startsWith('error'))).toEqual([]);
}

async function openStage(settings: StageSettings): Promise<Stage & { close(): Promise<void> }> {
  const { redis, people, locale = 'zh-Hans', timeZone, bot = 'administrator', ...options } = settings;
  const startedAtMs = Date.now();
  let aheadMs = 0;
  const clock = (): number => beginMs + (Date.now() - startedAtMs) + aheadMs;
  const api = await startBotApi({ slowsRepeatedPolls: false, nowMs: clock, limits: tenfold.limits, ...options });
  const users = people.map((firstName) => api.addUser({ firstName, languageCode: locale.toLowerCase() }));
  const [owner, ...members] = users;
  if (owner === undefined) throw new Error('a group has an owner');
  const { groupType: type = 'supergroup', isForum = false } = settings;
  const group = api.addGroup({ title: '晨读小组', owner, members, bot, type, ...(isForum ? { isForum } : {}) });
  const log: string[] = [];
  const bots = { redis, locale, timeZone, clock, log, keyPrefix: `stage${(stageCount += 1)}` };
  let banzhang = await startBot(api, bots);
  const settle = (): Promise<void> => settled(api, banzhang);
  const person = (name: string): User => {
    const user = users.find(({ first_name }) => first_name === name);
    if (user === undefined) throw new Error(`nobody is called ${name}`);
    return user;
  };
  const places = (): Places =>
    new Map<string, { readonly id: number }>([['', group], ...users.map((user) => [user.first_name, user] as const)]);
  const minutes = createMinutes(api, settle, places);
  const done = (act: () => unknown) => (): undefined => void act();
  return {
    api,
    group,
    log,
    minutes,
    person,
    stranger(name) {
      const user = api.addUser({ firstName: name, languageCode: locale.toLowerCase() });
      users.push(user);
      return user;
    },
    say: (who, words) =>
      minutes.did(
        who,
        words,
        done(() => api.say(group, person(who), words)),
      ),
    sayInPrivate: (who, words) =>
      minutes.did(
        `${who} (in private)`,
        words,
        done(() => api.say(person(who), person(who), words)),
      ),
    tap: (who, label) => minutes.did(who, `[${label}]`, () => tapLatest(api, group, person(who), label)),
    sendPhoto: (who, caption) =>
      minutes.did(
        who,
        `<photo> ${caption}`,
        done(() => api.sendPhoto(group, person(who), caption)),
      ),
    sendFile: (who, name, content) =>
      minutes.did(
        who,
        `<${name}>`,
        done(() => api.sendDocument(group, person(who), { name, bytes: Buffer.from(content) })),
      ),
    happens: (what, act) => minutes.did('*', what, async () => act()),
    lastSaid: (name) => api.botMessages(name === undefined ? group : person(name)).at(-1)?.text ?? '',
    now: clock,
    settle,
    async skip(ms) {
      await settle();
      aheadMs += ms;
      await banzhang.runDue();
      await settle();
    },
    async restart(meanwhile = () => undefined) {
      await settle();
      await banzhang.stop();
      meanwhile();
      banzhang = await startBot(api, bots);
      await settle();
    },
    async close() {
      await banzhang.stop();
      await api.stop();
    },
  };
}

/** Ten times what Telegram allows, for both sides: a dialogue has as many messages as hours of a real group. */
const tenfold = {
  limits: { overallPerSecond: 300, chatPerSecond: 10, groupPerMinute: 200 },
  pace: { accountPerSecond: 300, chatPerSecond: 10, groupPerMinute: 200, accountPerMinute: null, chatSwitchMs: null },
};

function quick(adapter: Adapter): Adapter {
  return {
    ...adapter,
    get account() {
      return adapter.account;
    },
    can: { ...adapter.can, pace: tenfold.pace },
  };
}

interface BotSettings {
  readonly redis: TestRedis;
  readonly locale: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly timeZone: string | undefined;
  readonly clock: () => number;
  readonly log: string[];
  readonly keyPrefix: string;
}

async function startBot(api: BotApi, settings: BotSettings): Promise<Banzhang> {
  const { redis, locale, timeZone, clock, keyPrefix } = settings;
  const log = logInto(settings.log);
  const banzhang = createBanzhang({
    redis: { urls: [redis.socketPath], isCluster: false },
    keyPrefix,
    locale,
    ...(timeZone === undefined ? {} : { timeZone }),
    log,
    clock,
    // Questions and options stay in the order of their file.
    random: () => 0.999,
  });
  await banzhang.start();
  await banzhang.attach(quick(createTelegramAdapter({ token: api.token, apiRoot: api.root, log, clock })));
  return banzhang;
}

function logInto(lines: string[]) {
  const at = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    const { error } = fields;
    lines.push(
      `${level} ${message} ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(fields)}`,
    );
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function tapLatest(api: BotApi, group: { readonly id: number }, user: User, label: string): Tap {
  const chats = [group, user];
  for (const chat of chats) {
    const message = api.botMessages(chat).findLast(({ buttons }) => buttons.some(({ text }) => text.includes(label)));
    const button = message?.buttons.find(({ text }) => text.includes(label));
    if (message !== undefined && button?.data != null) return api.tapData(chat, user, message.id, button.data);
  }
  throw new Error(`there is no button ${label}`);
}

const lookMs = 5;

/** Resolves when every update is confirmed, every reply sent, and nothing more has come of it. */
async function settled(api: BotApi, banzhang: Banzhang): Promise<void> {
  for (let callCount = -1; callCount !== api.calls().length;) {
    callCount = api.calls().length;
    await api.waitFor(() => api.pendingUpdateCount() === 0 && api.isPolled(), 20_000);
    await banzhang.settle();
    await pause(lookMs);
  }
}
