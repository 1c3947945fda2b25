import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookHandler } from './bots/telegram/webhook.ts';
import type { CoreLog } from './commands/core/core-log.ts';
import { ConfigError } from './errors.ts';
import type { CalendarFeed, Health } from './index.ts';

export interface HttpParts {
  /** 0 takes any free one. */
  readonly port: number;
  /** What the process says of itself; null while it is starting. */
  health(): Promise<Health> | null;
  /** Where Telegram calls, and who takes it; null without a webhook. */
  readonly webhook: { readonly path: string; readonly handle: WebhookHandler } | null;
  /** The calendar that a secret opens, null where it opens none, undefined while the process is starting; absent: there are none. */
  calendar?(secret: string): Promise<CalendarFeed | null> | undefined;
  /** Absent: there is no such page. */
  readonly metrics?: MetricsPage;
  readonly log: CoreLog;
}

/** What Prometheus reads. */
export interface MetricsPage {
  readonly contentType: string;
  read(): Promise<string>;
}

export interface HttpSide {
  readonly port: number;
  /** Finishes the requests in hand, for at most a few seconds. */
  close(): Promise<void>;
}

/** Updates of Telegram are a few kilobytes. */
const bodyMaxBytes = 1024 * 1024;

/** The small web side of a process, listening; rejects with ConfigError when the port cannot be had. */
export async function openHttp(parts: HttpParts): Promise<HttpSide> {
  const { log } = parts;
  const app = createApp(parts);
  const server = createAdaptorServer({ fetch: app.fetch, createServer }) as Server;
  await listen(server, parts.port);
  const { port } = server.address() as AddressInfo;
  log.info({ port }, 'http: listening');
  server.on('error', (error) => {
    log.error({ error }, 'http: server error');
  });
  return { port, close: () => close(server) };
}

const calendarPath = '/calendar/:file{[\\w-]{22}\\.ics}';

/** https://www.rfc-editor.org/rfc/rfc9110#status.405 */
const onlyRead = (context: Context): Response =>
  context.json({ error: 'method not allowed' }, 405, { Allow: 'GET, HEAD' });

/** What is answered where. */
function createApp({ health, webhook, calendar, metrics, log }: Omit<HttpParts, 'port'>): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: bodyMaxBytes, onError: (context) => context.json({ error: 'too large' }, 413) }));
  // Whoever hears this knows that the process is alive, whatever else is not: to be restarted would not help it.
  app.get('/live', (context) => context.json({ isAlive: true }));
  app.get('/health', async (context) => {
    const said = await inTime(health());
    return context.json(said ?? starting, said?.isReady === true ? 200 : 503);
  });
  app.get('/ready', async (context) => {
    const isReady = (await inTime(health()))?.isReady === true;
    return context.json({ isReady }, isReady ? 200 : 503);
  });
  if (calendar !== undefined) {
    app.get(calendarPath, async (context) => {
      const asked = calendar(context.req.param('file').slice(0, -'.ics'.length));
      // Programs take “not found” for good; “not now” they ask again.
      if (asked === undefined) return context.text('starting', 503, { 'Retry-After': '10' });
      return calendarPage(await asked, context);
    });
  }
  if (metrics !== undefined) {
    app.get('/metrics', async (context) =>
      context.body(await metrics.read(), 200, { 'Content-Type': metrics.contentType }),
    );
  }
  if (webhook !== null) {
    app.post(webhook.path, async (context) => {
      const { headers } = context.req.raw;
      const status = await webhook.handle({
        headers: Object.fromEntries(headers.entries()),
        body: await context.req.text(),
      });
      return new Response(null, { status });
    });
  }
  const reading = ['/live', '/health', '/ready', ...(calendar === undefined ? [] : [calendarPath])];
  for (const path of metrics === undefined ? reading : [...reading, '/metrics']) app.all(path, onlyRead);
  app.notFound((context) => context.json({ error: 'not found' }, 404));
  app.onError((error, context) => {
    // Whoever has the address of a calendar can read it.
    const path = context.req.path.replace(/^(\/calendar\/).*/, '$1…');
    log.error({ error, path }, 'http: a request failed');
    return context.json({ error: 'failed' }, 500);
  });
  return app;
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-13: the tag has the say where both are given. */
function calendarPage(feed: CalendarFeed | null, context: Context): Response {
  if (feed === null) return context.json({ error: 'not found' }, 404);
  const changedMs = Math.floor(feed.changedAtMs / 1_000) * 1_000;
  const headers = {
    ETag: feed.etag,
    'Last-Modified': new Date(changedMs).toUTCString(),
    'Cache-Control': 'private, no-cache',
    'X-Robots-Tag': 'noindex',
  };
  const tags = context.req.header('If-None-Match');
  const sinceMs = Date.parse(context.req.header('If-Modified-Since') ?? '');
  const isKnown =
    tags === undefined
      ? sinceMs >= changedMs
      : tags.split(',').some((tag) => ['*', feed.etag].includes(tag.trim().replace(/^W\//, '')));
  if (isKnown) return context.body(null, 304, headers);
  return context.body(feed.text, 200, { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' });
}

const starting = { isReady: false, detail: 'starting' } as const;
/** Whoever asks for health gives up soon after. */
const healthMaxMs = 3_000;

async function inTime(asked: Promise<Health> | null): Promise<Health | null> {
  const patience = new AbortController();
  const late = sleep(healthMaxMs, null, { signal: patience.signal }).catch(() => null);
  const said = await Promise.race([asked, late]);
  patience.abort();
  return said;
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen(port);
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigError([{ key: 'BANZHANG_HTTP_PORT', message: `port ${String(port)} ${sentences[code] ?? code}` }]);
  }
}

const sentences: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program; end that one or set another port',
  EACCES: 'may not be used by this user; set one above 1023',
};

const closeMaxMs = 3_000;

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, closeMaxMs);
  await closed;
  clearTimeout(cut);
}
