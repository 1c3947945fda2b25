import { expect, test } from 'vitest';
import { createApi } from '../../../src/bots/telegram/connect.ts';
import { textsOf } from './events.ts';
import { fetches, say, server, startPolling, usePolling } from './poll-harness.ts';

usePolling();

test('a second process is waited out, and the state says so', async () => {
  server.fault({
    method: 'getUpdates',
    kind: 'error',
    times: 3,
    error: { code: 409, description: 'Conflict: terminated by other getUpdates request; make sure that only one' },
  });
  say('A');
  const { poller, heard } = startPolling();
  await server.waitFor(() => poller.problem() === 'another process fetches the updates of this bot');
  await server.waitFor(() => heard.length === 1);
  expect(poller.problem()).toBeNull();
  expect(fetches().length).toBeGreaterThanOrEqual(4);
});

test('a webhook set by somebody else is said and waited out', async () => {
  await createApi(server.token, server.root).raw.setWebhook({ url: 'https://127.0.0.1:1/nobody' });
  const { poller } = startPolling();
  await server.waitFor(() => poller.problem() === 'another program has set a webhook for this bot');
  await createApi(server.token, server.root).raw.deleteWebhook({});
  await server.waitFor(() => poller.problem() === null);
});

test('a token that is no longer accepted is said, and tried again', async () => {
  const fault = { code: 401, description: 'Unauthorized' };
  server.fault({ method: 'getUpdates', kind: 'error', times: 2, error: fault });
  const { poller } = startPolling();
  await server.waitFor(() => poller.problem() === 'the bot token is no longer accepted');
  await server.waitFor(() => poller.problem() === null);
});

test('a limit is obeyed', async () => {
  server.fault({ method: 'getUpdates', kind: '429', retryAfter: 1 });
  const { poller } = startPolling();
  await server.waitFor(() => fetches().length === 2);
  const [refused, next] = fetches();
  expect((next?.atMs ?? 0) - (refused?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  await server.waitFor(() => poller.problem() === null);
});

test.each(['500', '502', 'cut-before', 'cut-after'] as const)(
  'after "%s" nothing is lost and nothing told twice',
  async (kind) => {
    const { heard, log } = startPolling();
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
  const { poller, heard, log } = startPolling();
  await server.waitFor(server.isPolled);
  server.setOnline(false);
  await server.waitFor(() => poller.problem() !== null);
  say('A');
  server.setOnline(true);
  await server.waitFor(() => heard.length === 1);
  expect(poller.problem()).toBeNull();
  expect(log.lines.join()).not.toContain(server.token);
});
