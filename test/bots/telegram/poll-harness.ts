import type { Api } from 'grammy';
import { afterEach, beforeEach, expect } from 'vitest';
import type { OnEvent } from '../../../src/bots/adapter.ts';
import { createApi } from '../../../src/bots/telegram/connect.ts';
import { createInbox } from '../../../src/bots/telegram/inbox.ts';
import { decode } from '../../../src/bots/telegram/decode.ts';
import { createPoller, type Poller } from '../../../src/bots/telegram/poll.ts';
import { pollDelays, type PollDelays } from '../../../src/bots/telegram/poll-delays.ts';
import type { Inbound } from '../../../src/commands/core/event.ts';
import { type BotApi, startBotApi } from '../../support/bot-api/server.ts';
import { recordedLog } from './recorded-log.ts';
import { bot } from './updates.ts';

const quick: PollDelays = {
  ...pollDelays,
  stragglerMs: 60,
  idleMs: [550],
  failureMs: [20],
  conflictMs: [40],
  unauthorisedMs: [40],
};

/** The server of the running test. */
export let server: BotApi;
let group: { readonly id: number };
let people: readonly { readonly id: number }[];
const running: Poller[] = [];

/** Gives every test of the file a server with a group of three, and ends the pollers after it. */
export function usePolling(): void {
  beforeEach(async () => {
    server = await startBotApi({ readsAllMessages: true });
    people = ['林', '周', '陈'].map((firstName) => server.addUser({ firstName }));
    group = server.addGroup({ title: '晨读小组', members: people });
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((poller) => poller.stop()));
    expect(server.violations()).toEqual([]);
    expect(server.ownFaults()).toEqual([]);
    await server.stop();
  });
}

export interface Started {
  readonly poller: Poller;
  readonly heard: readonly Inbound[];
  readonly log: ReturnType<typeof recordedLog>;
  /** From now on the process is gone: no call of it ends or begins. */
  kill(): void;
}

/** A poller at work whose events are heard; retries come within milliseconds. */
export function startPolling(onEvent: OnEvent = () => Promise.resolve({ isTaken: true })): Started {
  const heard: Inbound[] = [];
  const log = recordedLog();
  const api = createApi(server.token, server.root);
  const kill = killable(api);
  const inbox = createInbox({
    decode: (update) => {
      if (update.message?.text === 'poison') throw new TypeError('cannot be read');
      return decode(update, { ...bot, id: server.bot.id, username: 'banzhang_test_bot' }, Date.now());
    },
    onEvent: (event) => {
      heard.push(event);
      return onEvent(event);
    },
    log,
    retryDelaysMs: [30],
  });
  const poller = createPoller({ api, inbox, log, delays: quick, clock: Date.now });
  poller.start();
  running.push(poller);
  return {
    poller,
    heard,
    log,
    kill: () => {
      kill(poller);
    },
  };
}

function killable(api: Api): (poller: Poller) => void {
  const dead = new AbortController();
  const never = new Promise<never>(() => undefined);
  const unlessDead = <T>(answer: Promise<T>): Promise<T> =>
    answer.finally(() => (dead.signal.aborted ? never : undefined));
  api.config.use((previous, method, payload, signal) => {
    if (dead.signal.aborted) return never;
    const cut = AbortSignal.any([dead.signal, ...(signal === undefined ? [] : [signal as unknown as AbortSignal])]);
    return unlessDead(previous(method, payload, cut as unknown as NonNullable<typeof signal>));
  });
  return (poller) => {
    running.splice(running.indexOf(poller), 1);
    dead.abort();
  };
}

export const fetches = () => server.calls('getUpdates');
/** The three write in turn. */
export const say = (...texts: readonly string[]): void => {
  texts.forEach((text, index) => server.say(group, people[index % people.length] ?? group, text));
};
