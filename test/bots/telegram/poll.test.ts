import type { Api } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OnEvent } from '../../../src/bots/adapter.ts';
import { createApi } from '../../../src/bots/telegram/connect.ts';
import { createInbox } from '../../../src/bots/telegram/inbox.ts';
import { decode } from '../../../src/bots/telegram/decode.ts';
import { createPoller, type Poller } from '../../../src/bots/telegram/poll.ts';
import { pollDelays, type PollDelays } from '../../../src/bots/telegram/poll-delays.ts';
import type { Inbound } from '../../../src/commands/core/event.ts';
import { StoreError } from '../../../src/errors.ts';
import { type BotApi, startBotApi } from '../../support/bot-api/server.ts';
import { gate, textsOf } from './events.ts';
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

let server: BotApi;
let group: { readonly id: number };
let people: readonly { readonly id: number }[];
const running: Poller[] = [];

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

interface Started {
  readonly poller: Poller;
  readonly heard: readonly Inbound[];
  readonly log: ReturnType<typeof recordedLog>;
  /** From now on the process is gone: no call of it ends or begins. */
  kill(): void;
}

function start(onEvent: OnEvent = () => Promise.resolve({ isTaken: true }), token = server.token): Started {
  const heard: Inbound[] = [];
  const log = recordedLog();
  const api = createApi(token, server.root);
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

const fetches = () => server.calls('getUpdates');
const say = (...texts: readonly string[]): void => {
  texts.forEach((text, index) => server.say(group, people[index % people.length] ?? group, text));
};

test('an update is confirmed only when it has been handled', async () => {
  const held = gate();
  const { heard } = start(async () => {
    await held.opened;
    return { isTaken: true };
  });
  say('A');
  await server.waitFor(() => heard.length === 1);
  await server.waitFor(() => fetches().length >= 3);
  expect(server.pendingUpdateCount()).toBe(1);
  expect(heard).toHaveLength(1);
  held.open();
  await server.waitFor(() => server.pendingUpdateCount() === 0);
});

test('while one update is held up, later ones are handled, and the server is not asked without pause', async () => {
  const held = gate();
  const { heard } = start(async (event) => {
    if (textsOf([event])[0] === 'held') await held.opened;
    return { isTaken: true };
  });
  say('held', 'B');
  await server.waitFor(() => heard.length === 2);
  say('after held', 'D', 'C');
  await server.waitFor(() => textsOf(heard).includes('C'));
  const before = fetches().length;
  await new Promise((done) => setTimeout(done, 1200));
  expect(fetches().length - before).toBeLessThanOrEqual(4);
  expect(server.pendingUpdateCount()).toBe(5);
  held.open();
  await server.waitFor(() => server.pendingUpdateCount() === 0 && server.isPolled());
  expect(textsOf(heard)).toEqual(['held', 'B', 'D', 'C', 'after held']);
});

test('after a kill in the middle of a batch everything that was not handled comes again', async () => {
  const held = gate();
  const first = start(async (event) => {
    if (textsOf([event])[0] !== 'A') await held.opened;
    return { isTaken: true };
  });
  say('A', 'B', 'C');
  await server.waitFor(() => first.heard.length === 3);
  // Only a fetch after the handling of A can have confirmed anything.
  await server.waitFor(() => server.pendingUpdateCount() === 2);
  first.kill();
  held.open();
  const second = start();
  await server.waitFor(() => server.pendingUpdateCount() === 0);
  expect(textsOf(second.heard)).toEqual(['B', 'C']);
  expect(second.heard.map(({ id }) => id)).toEqual(first.heard.slice(1).map(({ id }) => id));
});

test('an event that could not be recorded is told again by us, without being fetched again', async () => {
  let failuresLeft = 3;
  const recorded: string[] = [];
  const { heard } = start((event) => {
    if (textsOf([event])[0] === 'A' && failuresLeft-- > 0)
      return Promise.reject(new StoreError('redis-unreachable', 'x'));
    recorded.push(...textsOf([event]));
    return Promise.resolve({ isTaken: true });
  });
  say('A', 'B');
  await server.waitFor(() => recorded.length === 2 && server.pendingUpdateCount() === 0);
  expect(recorded).toEqual(['B', 'A']);
  expect(textsOf(heard)).toEqual(['A', 'B', 'A', 'A', 'A']);
});

test('a burst of 2,000 is fetched in twenty answers, whatever the replies take', async () => {
  server.setLatencyMs(50);
  const replies: Promise<unknown>[] = [];
  const api = createApi(server.token, server.root);
  for (let index = 0; index < 2000; index += 1) say(String(index));
  const { heard } = start((event) => {
    if (replies.length < 40) replies.push(api.raw.getChat({ chat_id: Number(event.from.chat) }));
    return Promise.resolve({ isTaken: true });
  });
  await server.waitFor(() => heard.length === 2000 && server.pendingUpdateCount() === 0, 15_000);
  expect(fetches().length).toBeLessThanOrEqual(21);
  expect(fetches().filter(({ doneAtMs }) => doneAtMs !== null)).toHaveLength(20);
  expect(new Set(heard.map(({ id }) => id)).size).toBe(2000);
  await Promise.all(replies);
});

test('duplicated and reordered updates are told once each, in order', async () => {
  server.duplicateUpdates(true);
  server.reorderUpdates(true);
  const texts = Array.from({ length: 250 }, (_, index) => String(index));
  say(...texts);
  const { heard } = start();
  await server.waitFor(() => heard.length >= 250 && server.isPolled());
  expect(textsOf(heard)).toEqual(texts);
});

test('a second process is waited out, and the state says so', async () => {
  server.fault({
    method: 'getUpdates',
    kind: 'error',
    times: 3,
    error: { code: 409, description: 'Conflict: terminated by other getUpdates request; make sure that only one' },
  });
  say('A');
  const { poller, heard } = start();
  await server.waitFor(() => poller.problem() === 'another process fetches the updates of this bot');
  await server.waitFor(() => heard.length === 1);
  expect(poller.problem()).toBeNull();
  expect(fetches().length).toBeGreaterThanOrEqual(4);
});

test('a webhook set by somebody else is said and waited out', async () => {
  await createApi(server.token, server.root).raw.setWebhook({ url: 'https://127.0.0.1:1/nobody' });
  const { poller } = start();
  await server.waitFor(() => poller.problem() === 'another program has set a webhook for this bot');
  await createApi(server.token, server.root).raw.deleteWebhook({});
  await server.waitFor(() => poller.problem() === null);
});

test('a token that is no longer accepted is said, and tried again', async () => {
  const fault = { code: 401, description: 'Unauthorized' };
  server.fault({ method: 'getUpdates', kind: 'error', times: 2, error: fault });
  const { poller } = start();
  await server.waitFor(() => poller.problem() === 'the bot token is no longer accepted');
  await server.waitFor(() => poller.problem() === null);
});

test('a limit is obeyed', async () => {
  server.fault({ method: 'getUpdates', kind: '429', retryAfter: 1 });
  const { poller } = start();
  await server.waitFor(() => fetches().length === 2);
  const [refused, next] = fetches();
  expect((next?.atMs ?? 0) - (refused?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  await server.waitFor(() => poller.problem() === null);
});

test.each(['500', '502', 'cut-before', 'cut-after'] as const)(
  'after "%s" nothing is lost and nothing told twice',
  async (kind) => {
    const { heard, log } = start();
    await server.waitFor(server.isPolled);
    server.fault({ method: 'getUpdates', kind, times: 2 });
    say('A', 'B', 'C');
    await server.waitFor(() => heard.length === 3 && server.pendingUpdateCount() === 0);
    say('D');
    await server.waitFor(() => heard.length === 4);
    expect(textsOf(heard)).toEqual(['A', 'B', 'C', 'D']);
    expect(log.lines.join()).not.toContain(server.token);
  },
);

test('after the network was away updates come again', async () => {
  const { poller, heard, log } = start();
  await server.waitFor(server.isPolled);
  server.setOnline(false);
  await server.waitFor(() => poller.problem() !== null);
  say('A');
  server.setOnline(true);
  await server.waitFor(() => heard.length === 1);
  expect(poller.problem()).toBeNull();
  expect(log.lines.join()).not.toContain(server.token);
});

test('a payload that cannot be read is confirmed and what follows is handled', async () => {
  const { heard, log } = start();
  say('poison', 'A');
  await server.waitFor(() => heard.length === 1 && server.pendingUpdateCount() === 0);
  expect(log.lines).toEqual([expect.stringContaining('could not be read')]);
});

test('stopping waits for what is in hand and confirms it, so that nothing comes again', async () => {
  const held = gate();
  const { poller, heard } = start(async () => {
    await held.opened;
    return { isTaken: true };
  });
  say('A', 'B');
  await server.waitFor(() => heard.length === 2);
  let isStopped = false;
  const stopped = poller.stop().then(() => (isStopped = true));
  say('C');
  await new Promise((done) => setImmediate(done));
  expect(isStopped).toBe(false);
  held.open();
  await stopped;
  expect(textsOf(heard)).toEqual(['A', 'B']);
  expect(server.pendingUpdateCount()).toBe(1);
});

test('stopping ends an idle poll at once', async () => {
  const { poller } = start();
  await server.waitFor(server.isPolled);
  const beganAtMs = Date.now();
  await poller.stop();
  expect(Date.now() - beganAtMs).toBeLessThan(1000);
});

test('stopping does not confirm what could not be recorded', async () => {
  const { poller, heard } = start((event) =>
    textsOf([event])[0] === 'A'
      ? Promise.reject(new StoreError('redis-unreachable', 'x'))
      : Promise.resolve({ isTaken: true }),
  );
  say('A', 'B');
  await server.waitFor(() => heard.length >= 2);
  await poller.stop();
  expect(server.pendingUpdateCount()).toBe(2);
});

test('catching up ends the idle poll and proves that everything so far has been handled', async () => {
  const { poller, heard } = start();
  await server.waitFor(server.isPolled);
  const beforeMs = Date.now();
  say('A');
  await poller.catchUp();
  expect(textsOf(heard)).toEqual(['A']);
  expect(poller.caughtUpAtMs()).toBeGreaterThanOrEqual(beforeMs);
  expect(Date.now() - beforeMs).toBeLessThan(1000);
  await poller.catchUp();
  expect(Date.now() - beforeMs).toBeLessThan(2000);
});

test('nothing is caught up while an earlier update is still in hand', async () => {
  const held = gate();
  const { poller, heard } = start(async () => {
    await held.opened;
    return { isTaken: true };
  });
  await server.waitFor(server.isPolled);
  const beforeMs = Date.now();
  say('A');
  await server.waitFor(() => heard.length === 1);
  let isCaughtUp = false;
  const caughtUp = poller.catchUp().then(() => (isCaughtUp = true));
  await server.waitFor(() => fetches().length >= 3);
  expect(isCaughtUp).toBe(false);
  expect(poller.caughtUpAtMs()).toBeLessThan(beforeMs);
  held.open();
  await caughtUp;
});
