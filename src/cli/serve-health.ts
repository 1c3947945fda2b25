import type { WebhookHandler } from '../bots/telegram/webhook.ts';
import type { Config } from '../config.ts';
import { type HttpSide, openHttp } from '../http.ts';
import type { Banzhang } from '../index.ts';
import type { Log } from '../log.ts';

/** The web side where a port is set; null where none is. Rejects with ConfigError when the port cannot be had. */
export async function serveHealth(
  { http, telegram }: Config,
  banzhang: Pick<Banzhang, 'health'> | null,
  log: Log,
  handle: WebhookHandler | null = null,
): Promise<HttpSide | null> {
  if (http === null) return null;
  const url = telegram?.webhook?.url;
  const webhook = url === undefined || handle === null ? null : { path: new URL(url).pathname, handle };
  return openHttp({ port: http.port, health: () => banzhang?.health() ?? null, webhook, log });
}
