import { expect, test } from 'vitest';
import { createApi } from '../../../src/bots/telegram/connect.ts';
import { StoreError } from '../../../src/errors.ts';
import { gate, textsOf } from './events.ts';
import { fetches, say, server, startPolling, usePolling } from './poll-harness.ts';

usePolling();

test('an update is confirmed only when it has been handled', async () => {
  const held = gate();
  const { heard } = startPolling(async () => {
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
  const { heard } = startPolling(async (event) => {
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
  const first = startPolling(async (event) => {
    if (textsOf([event])[0] !== 'A') await held.opened;
    return { isTaken: true };
  });
  say('A', 'B', 'C');
  await server.waitFor(() => first.heard.length === 3);
  // Only a fetch after the handling of A can have confirmed anything.
  await server.waitFor(() => server.pendingUpdateCount() === 2);
  first.kill();
  held.open();
  const second = startPolling();
  await server.waitFor(() => server.pendingUpdateCount() === 0);
  expect(textsOf(second.heard)).toEqual(['B', 'C']);
  expect(second.heard.map(({ id }) => id)).toEqual(first.heard.slice(1).map(({ id }) => id));
});

test('an event that could not be recorded is told again by us, without being fetched again', async () => {
  let failuresLeft = 3;
  const recorded: string[] = [];
  const { heard } = startPolling((event) => {
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
  const { heard } = startPolling((event) => {
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
  const { heard } = startPolling();
  await server.waitFor(() => heard.length >= 250 && server.isPolled());
  expect(textsOf(heard)).toEqual(texts);
});

test('a payload that cannot be read is confirmed and what follows is handled', async () => {
  const { heard, log } = startPolling();
  say('poison', 'A');
  await server.waitFor(() => heard.length === 1 && server.pendingUpdateCount() === 0);
  expect(log.lines).toEqual([expect.stringContaining('could not be read')]);
});

test('stopping waits for what is in hand and confirms it, so that nothing comes again', async () => {
  const held = gate();
  const { poller, heard } = startPolling(async () => {
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
  const { poller } = startPolling();
  await server.waitFor(server.isPolled);
  const beganAtMs = Date.now();
  await poller.stop();
  expect(Date.now() - beganAtMs).toBeLessThan(1000);
});

test('stopping does not confirm what could not be recorded', async () => {
  const { poller, heard } = startPolling((event) =>
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
  const { poller, heard } = startPolling();
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
  const { poller, heard } = startPolling(async () => {
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
