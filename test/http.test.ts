import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../src/errors.ts';
import { type HttpParts, type HttpSide, openHttp } from '../src/http.ts';
import type { Health } from '../src/index.ts';
import { recordedLog } from './bots/telegram/recorded-log.ts';

const well: Health = {
  isReady: true,
  redis: { isReachable: true, detail: 'answers' },
  accounts: [{ platform: 'telegram', account: '1', isConnected: true, detail: 'fetching updates' }],
};

describe('the web side', () => {
  let side: HttpSide | null = null;
  afterEach(async () => {
    await side?.close();
    side = null;
  });

  const open = async (parts: Partial<HttpParts> = {}): Promise<string> => {
    side = await openHttp({
      port: 0,
      health: () => Promise.resolve(well),
      webhook: null,
      log: recordedLog(),
      ...parts,
    });
    return `http://127.0.0.1:${String(side.port)}`;
  };

  test('tells its health, 200 when all is well', async () => {
    const response = await fetch(`${await open()}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(well);
  });

  test.each([
    ['redis is away', () => Promise.resolve({ ...well, isReady: false })],
    ['it is starting', () => null],
  ])('tells 503 while %s', async (_case, health) => {
    const root = await open({ health });
    expect((await fetch(`${root}/health`)).status).toBe(503);
    const ready = await fetch(`${root}/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { isReady: false }]);
  });

  test('tells 503 when nobody can tell in time', async () => {
    const root = await open({ health: () => new Promise(() => undefined) });
    expect((await fetch(`${root}/health`)).status).toBe(503);
  });

  test('hands a call of the webhook on with headers and body, and answers with its status', async () => {
    const calls: { readonly secret: unknown; readonly body: string }[] = [];
    const root = await open({
      webhook: {
        path: '/hook/1',
        handle({ headers, body }) {
          calls.push({ secret: headers['x-telegram-bot-api-secret-token'], body });
          return Promise.resolve(401);
        },
      },
    });
    const response = await fetch(`${root}/hook/1`, {
      method: 'POST',
      headers: { 'X-Telegram-Bot-Api-Secret-Token': 'abc' },
      body: '{"update_id":1}',
    });
    expect(response.status).toBe(401);
    expect(calls).toEqual([{ secret: 'abc', body: '{"update_id":1}' }]);
    expect((await fetch(`${root}/hook/2`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${root}/hook/1`)).status).toBe(404);
  });

  test('refuses a body over a megabyte before anybody reads it', async () => {
    let isHandled = false;
    const handle = (): Promise<number> => {
      isHandled = true;
      return Promise.resolve(200);
    };
    const root = await open({ webhook: { path: '/hook', handle } });
    const response = await fetch(`${root}/hook`, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
    expect([response.status, isHandled]).toEqual([413, false]);
  });

  test('shows nothing of a fault but that there was one', async () => {
    const handle = (): Promise<number> => Promise.reject(new Error('secret detail'));
    const response = await fetch(`${await open({ webhook: { path: '/hook', handle } })}/hook`, { method: 'POST' });
    expect([response.status, await response.text()]).toEqual([500, '{"error":"failed"}']);
  });

  test('names the port that is in use as a problem of the configuration', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const refused = await open({ port }).catch((error: unknown) => error);
    other.close();
    expect(refused).toBeInstanceOf(ConfigError);
    expect((refused as ConfigError).problems).toEqual([
      { key: 'BANZHANG_HTTP_PORT', message: expect.stringContaining(`port ${String(port)} is in use`) as string },
    ]);
  });
});
