import type { TelegramAdapter } from '../bots/telegram/telegram-adapter.ts';
import type { Config, TelegramConfig } from '../config.ts';
import { ConfigError, type ConfigProblem, DeliveryError } from '../errors.ts';
import type { HttpSide } from '../http.ts';
import { type Banzhang, createBanzhang } from '../index.ts';
import type { Log } from '../log.ts';
import { askTelegram } from './ask-telegram.ts';
import { openConsole } from './console.ts';
import { exitCodes } from './exit-code.ts';
import { openStore, type OpenStore } from './open-store.ts';
import { serveHealth } from './serve-health.ts';
import { loadConfig, logWarnings, openLog, type Surroundings } from './settings.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';

/** The bot of the configured platforms until it is told to end, or the terminal chat where there are none. */
export async function start(surroundings: Surroundings): Promise<number> {
  const config = loadConfig(surroundings);
  if (config.telegram === null) return openConsole(surroundings);
  const stop = listenForStop(process.exit);
  const log = openLog(config);
  logWarnings(config, log);
  try {
    await serve(config, config.telegram, { log, stop });
  } finally {
    stop.release();
  }
  return exitCodes.done;
}

interface Process {
  readonly log: Log;
  readonly stop: StopRequest;
}

async function serve(config: Config, telegram: TelegramConfig, { log, stop }: Process): Promise<void> {
  const adapter = await createAdapter(telegram, log);
  const running: { banzhang: Banzhang | null } = { banzhang: null };
  const health = { health: () => running.banzhang?.health() ?? Promise.resolve(notStarted) };
  // Side by side, so that everything that is wrong is told at once.
  const [store, http] = await allOrNone<OpenStore, HttpSide | null>(
    openStore(config, log),
    serveHealth(config, health, log, adapter.webhook),
    refuseWrongToken(telegram, log),
  );
  try {
    const banzhang = openBanzhang(config, store, log);
    running.banzhang = banzhang;
    try {
      await banzhang.start();
      const attached = attach(banzhang, adapter, { log, stop });
      await Promise.race([stop.wanted, attached.then(() => stop.wanted)]);
      log.info({}, 'stopping');
    } finally {
      await http?.close();
      await banzhang.stop();
    }
  } finally {
    await store.close();
    log.info({}, 'stopped');
  }
}

const notStarted = { isReady: false, redis: { isReachable: false, detail: 'starting' }, accounts: [] } as const;

function openBanzhang({ locale, timeZone, owners }: Config, store: OpenStore, log: Log): Banzhang {
  return createBanzhang({
    redis: store.target,
    keyPrefix: store.keyPrefix,
    locale,
    timeZone,
    owners: owners.map(({ platform, id }) => `${platform}:${id}`),
    log,
  });
}

/** grammY is an optional peer: it is asked for only where a token is set. */
async function createAdapter({ token, apiRoot, webhook }: TelegramConfig, log: Log): Promise<TelegramAdapter> {
  try {
    const { createTelegramAdapter } = await import('../bots/telegram/telegram-adapter.ts');
    return createTelegramAdapter({
      token: token.reveal(),
      apiRoot,
      ...(webhook === null ? {} : { webhook: { url: webhook.url, secret: webhook.secret.reveal() } }),
      log,
      clock: Date.now,
    });
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new ConfigError([{ key: 'TELEGRAM_BOT_TOKEN', message: 'needs the package grammy: npm install grammy' }]);
  }
}

async function refuseWrongToken(telegram: TelegramConfig, log: Log): Promise<void> {
  const answer = await askTelegram(telegram, 'getMe');
  if (answer.kind === 'refused' && (answer.status === 401 || answer.status === 404)) throw wrongToken();
  if (answer.kind !== 'said') log.warn({ detail: answer.detail }, 'telegram does not answer yet');
}

const wrongToken = (): ConfigError =>
  new ConfigError([
    { key: 'TELEGRAM_BOT_TOKEN', message: 'Telegram does not know this token; copy it anew from @BotFather' },
  ]);

const attachDelaysMs = [2_000, 5_000, 15_000, 60_000] as const;

/** Connects, and tries again for as long as Telegram does not answer. */
async function attach(banzhang: Banzhang, adapter: TelegramAdapter, { log, stop }: Process): Promise<void> {
  for (let attempt = 0; !stop.isWanted(); attempt += 1) {
    try {
      await banzhang.attach(adapter);
      log.info({ platform: adapter.platform, account: adapter.account }, 'connected');
      return;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      if (error.code === 'unauthorised') throw wrongToken();
      const delayMs = attachDelaysMs[Math.min(attempt, attachDelaysMs.length - 1)] ?? 60_000;
      log.warn({ error, nextTryMs: delayMs }, 'telegram: not connected');
      await Promise.race([stop.wanted, pause(delayMs)]);
    }
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms).unref();
  });

interface Closable {
  close(): Promise<void>;
}

/** Both, open; or one error that names everything that is wrong, with nothing left open. */
async function allOrNone<A extends Closable, B extends Closable | null>(
  first: Promise<A>,
  second: Promise<B>,
  check: Promise<void>,
): Promise<readonly [A, B]> {
  const [one, two, checked] = await Promise.allSettled([first, second, check]);
  if (one.status === 'fulfilled' && two.status === 'fulfilled' && checked.status === 'fulfilled') {
    return [one.value, two.value];
  }
  if (one.status === 'fulfilled') await one.value.close();
  if (two.status === 'fulfilled') await two.value?.close();
  throw merged(
    [one, two, checked].flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : [])),
  );
}

/** What is no question of configuration comes first; questions of configuration are told together. */
function merged(errors: readonly unknown[]): unknown {
  const problems: ConfigProblem[] = [];
  for (const error of errors) {
    if (!(error instanceof ConfigError)) return error;
    problems.push(...error.problems);
  }
  return new ConfigError(problems);
}
