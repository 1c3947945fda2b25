import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type TelegramAdapter } from '../../../src/bots/telegram/telegram-adapter.ts';
import { StoreError } from '../../../src/errors.ts';
import { textsOf } from './events.ts';
import { cleanUps, create, lin, server, started, useTelegram } from './adapter-harness.ts';
import { noDesk } from '../../support/no-desk.ts';

useTelegram();

interface Hook {
  readonly url: string;
  behind: TelegramAdapter | null;
}

/** An HTTP server with the adapter's handler behind it, as the process has one. */
async function hook(): Promise<Hook> {
  const opened: { behind: TelegramAdapter | null } = { behind: null };
  const http: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      void opened.behind
        ?.webhook?.({ headers: request.headers, body })
        .then((status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  cleanUps.push(() => new Promise((done) => http.close(done)));
  return Object.assign(opened, { url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/hook` });
}

test('by webhook every update is told once, also when it is delivered twice or could not be recorded', async () => {
  server.duplicateUpdates(true);
  const opened = await hook();
  const adapter = create({ webhook: { url: opened.url, secret: 'a-secret_1' } });
  opened.behind = adapter;
  const recorded: string[] = [];
  let failuresLeft = 1;
  await adapter.start((event) => {
    if (failuresLeft-- > 0) return Promise.reject(new StoreError('redis-unreachable', 'x'));
    recorded.push(...textsOf([event]));
    return Promise.resolve({ isTaken: true });
  }, noDesk);
  cleanUps.unshift(() => adapter.stop());
  server.say(lin, lin, 'A');
  server.say(lin, lin, 'B');
  await server.waitFor(() => server.deliveries().filter(({ status }) => status === 200).length === 4);
  expect(recorded).toEqual(['A', 'B']);
  expect(server.deliveries().map(({ status }) => status)).toEqual([503, 200, 200, 200, 200]);
  expect(adapter.state()).toMatchObject({ isConnected: true, detail: 'updates come by webhook' });
  expect(adapter.state().caughtUpAtMs).toBe(0);
  const beforeMs = Date.now();
  await Promise.all([adapter.catchUp?.(), adapter.catchUp?.(), adapter.catchUp?.()]);
  expect(adapter.state().caughtUpAtMs).toBeGreaterThanOrEqual(beforeMs);
  expect(server.calls('getWebhookInfo')).toHaveLength(2);
});

test('after stopping the webhook stays and what comes is left with Telegram', async () => {
  const opened = await hook();
  const { adapter } = await started({ webhook: { url: opened.url, secret: 'a-secret_1' } });
  opened.behind = adapter;
  await adapter.stop();
  server.say(lin, lin, 'A');
  await server.waitFor(() => server.deliveries().length > 0);
  expect(server.deliveries()[0]?.status).toBe(503);
  expect(server.webhookUrl()).toBe(opened.url);
});
