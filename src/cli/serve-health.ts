import type { WebhookHandler } from '../bots/telegram/webhook.ts';
import type { Config } from '../config.ts';
import { type HttpSide, type MetricsPage, openHttp } from '../http.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { ProcessStatus } from './process-status.ts';

export interface Served {
  readonly status: Pick<ProcessStatus, 'health' | 'readings' | 'calendar'>;
  /** Null where nobody can ask for them. */
  readonly metrics: Metrics | null;
  readonly webhook: WebhookHandler | null;
}

/** What is measured where somebody can read it, null where nobody can; the library is loaded only then. */
export async function openMetrics({ http }: Config): Promise<Metrics | null> {
  return http === null ? null : (await import('../metrics.ts')).createMetrics();
}

/** The web side where a port is set; null where none is. Rejects with ConfigError when the port cannot be had. */
export async function serveHealth(
  { http, telegram }: Config,
  { status, metrics, webhook: handle }: Served,
  log: Log,
): Promise<HttpSide | null> {
  if (http === null) return null;
  const url = telegram?.webhook?.url;
  const webhook = url === undefined || handle === null ? null : { path: new URL(url).pathname, handle };
  const page = metrics === null ? {} : { metrics: pageOf(metrics, status) };
  return openHttp({ port: http.port, health: () => status.health(), calendar: status.calendar, webhook, log, ...page });
}

const pageOf = ({ contentType, page }: Metrics, { readings }: Served['status']): MetricsPage => ({
  contentType,
  read: async () => page(await readings()),
});
