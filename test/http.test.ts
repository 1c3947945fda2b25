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

  test('says that it is alive whatever else is not', async () => {
    const root = await open({ health: () => new Promise(() => undefined) });
    const response = await fetch(`${root}/live`);
    expect([response.status, await response.json()]).toEqual([200, { isAlive: true }]);
  });

  test.each(['/live', '/ready', '/health', '/metrics'])(
    'answers HEAD of %s like GET, without the words',
    async (path) => {
      const root = await open({ metrics: { contentType: 'text/plain', read: () => Promise.resolve('up 1') } });
      const [head, get] = await Promise.all([fetch(`${root}${path}`, { method: 'HEAD' }), fetch(`${root}${path}`)]);
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect(get.status).toBe(200);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    },
  );

  test('shows the metrics where there are any', async () => {
    const contentType = 'text/plain; version=0.0.4; charset=utf-8';
    const root = await open({ metrics: { contentType, read: () => Promise.resolve('banzhang_redis_up 1\n') } });
    const response = await fetch(`${root}/metrics`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, contentType]);
    expect(await response.text()).toBe('banzhang_redis_up 1\n');
    await side?.close();
    expect((await fetch(`${await open()}/metrics`)).status).toBe(404);
  });

  test('tells 503 when nobody can tell in time', async () => {
    const root = await open({ health: () => new Promise(() => undefined) });
    expect((await fetch(`${root}/health`)).status).toBe(503);
  });

  describe('a calendar', () => {
    const secret = 'abcdefghijklmnopqrst-_';
    const changedAtMs = Date.UTC(2026, 10, 21, 12, 0, 0, 700);
    const feed = { text: 'BEGIN:VCALENDAR\r\n', etag: '"print"', changedAtMs };
    const calendar = (asked: string) => Promise.resolve(asked === secret ? feed : null);

    test('is served under its secret with the time and mark of its last change', async () => {
      const response = await fetch(`${await open({ calendar })}/calendar/${secret}.ics`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(response.headers.get('last-modified')).toBe('Sat, 21 Nov 2026 12:00:00 GMT');
      expect(response.headers.get('etag')).toBe('"print"');
      expect(await response.text()).toBe(feed.text);
    });

    test.each<[Record<string, string>, number]>([
      [{ 'If-None-Match': '"print"' }, 304],
      [{ 'If-None-Match': 'W/"print", "other"' }, 304],
      [{ 'If-None-Match': '"other"', 'If-Modified-Since': 'Sat, 21 Nov 2026 12:00:00 GMT' }, 200],
      [{ 'If-Modified-Since': 'Sat, 21 Nov 2026 12:00:00 GMT' }, 304],
      [{ 'If-Modified-Since': 'Sat, 21 Nov 2026 11:59:59 GMT' }, 200],
      [{ 'If-Modified-Since': 'whenever' }, 200],
    ])('asked with %j is answered with %d', async (headers, status) => {
      const response = await fetch(`${await open({ calendar })}/calendar/${secret}.ics`, { headers });
      expect([response.status, response.headers.get('etag')]).toEqual([status, '"print"']);
      if (status === 304) expect(await response.text()).toBe('');
    });

    test('of another secret, or of something that is none, is not there', async () => {
      const root = await open({ calendar });
      const paths = [`/calendar/${secret.replace('a', 'b')}.ics`, '/calendar/x.ics', `/calendar/${secret}`];
      const statuses = await Promise.all(paths.map(async (path) => (await fetch(`${root}${path}`)).status));
      expect(statuses).toEqual([404, 404, 404]);
    });

    test('is to be asked for again while the process is starting', async () => {
      const response = await fetch(`${await open({ calendar: () => undefined })}/calendar/${secret}.ics`);
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
    });

    test('that cannot be read leaves no secret in the log', async () => {
      const log = recordedLog();
      const root = await open({ calendar: () => Promise.reject(new Error('away')), log });
      expect((await fetch(`${root}/calendar/${secret}.ics`)).status).toBe(500);
      expect(log.lines.join()).toContain('/calendar/…');
      expect(log.lines.join()).not.toContain(secret);
    });
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

  test.each([
    ['POST', '/live', 'GET, HEAD'],
    ['PUT', '/health', 'GET, HEAD'],
    ['POST', '/ready', 'GET, HEAD'],
    ['DELETE', '/metrics', 'GET, HEAD'],
    ['POST', `/calendar/${'s'.repeat(22)}.ics`, 'GET, HEAD'],
  ])('says of %s %s which methods there are: %s', async (method, path, allow) => {
    const root = await open({
      metrics: { contentType: 'text/plain', read: () => Promise.resolve('up 1') },
      calendar: () => Promise.resolve(null),
    });
    const response = await fetch(`${root}${path}`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect((await fetch(`${root}/nothing`, { method })).status).toBe(404);
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
