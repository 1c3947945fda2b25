import type { Config } from '../config.ts';
import { ConfigError } from '../errors.ts';
import type { HttpSide } from '../http.ts';
import { type Banzhang, createBanzhang, type Meter } from '../index.ts';
import type { Log } from '../log.ts';
import { allOrNone } from './all-or-none.ts';
import { attachAll } from './attach.ts';
import { openConsole } from './console.ts';
import { exitCodes } from './exit-code.ts';
import { openStore, type OpenStore } from './open-store.ts';
import type { PlatformAccount } from './platform-account.ts';
import { createProcessStatus } from './process-status.ts';
import { openMetrics, serveHealth } from './serve-health.ts';
import type { Role } from './role.ts';
import { loadConfig, logHolidays, logWarnings, openLog, type Surroundings } from './settings.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';
import { guardAgainstWechat } from './wechat-guard.ts';

/** The bot of the configured platforms until it is told to end, or the terminal chat where there are none. */
export async function start(surroundings: Surroundings, role: Role): Promise<number> {
  const config = loadConfig(surroundings);
  const hasAccount = config.telegram !== null || config.wechat !== null;
  if (!hasAccount && role.needs === null) return openConsole(surroundings);
  refuseIdle(config, role, hasAccount);
  const stop = listenForStop(process.exit);
  const log = openLog(config);
  logWarnings(config, log);
  const unguard = config.wechat === null ? null : guardAgainstWechat(log);
  try {
    return await serve(config, { role, log, stop, output: surroundings.output });
  } finally {
    unguard?.();
    stop.release();
  }
}

function refuseIdle({ http }: Config, { needs }: Role, hasAccount: boolean): void {
  if (needs === 'an account' && !hasAccount) {
    const message = 'is not set, nor is WECHATY_PUPPET: a process of this role needs an account';
    throw new ConfigError([{ key: 'TELEGRAM_BOT_TOKEN', message }]);
  }
  if (needs === 'a port' && http === null) {
    throw new ConfigError([{ key: 'BANZHANG_HTTP_PORT', message: 'is required with --role web' }]);
  }
}

interface Process extends Pick<Surroundings, 'output'> {
  readonly role: Role;
  readonly log: Log;
  readonly stop: StopRequest;
}

async function serve(config: Config, { role, log, stop, output }: Process): Promise<number> {
  const status = createProcessStatus();
  const metrics = await openMetrics(config);
  const opening = openAccounts(config, { role, log, output });
  const webhook = async () => (await opening.catch(() => [])).find((account) => account.webhook !== null)?.webhook;
  // Side by side, so that everything that is wrong is told at once.
  const [accounts, store, http] = await allOrNone<[readonly PlatformAccount[], OpenStore, HttpSide | null, undefined]>([
    opening,
    openStore(config, log),
    webhook().then((handle) => serveHealth(config, { status, metrics, webhook: handle ?? null }, log)),
    checkAll(opening),
  ]);
  let lostCount: number;
  try {
    logHolidays(config, log, Date.now());
    const banzhang = openBanzhang(config, store, { role, log, meter: metrics?.meter ?? null });
    try {
      await banzhang.start();
      status.enter('connecting', banzhang);
      const attached = attachAll(accounts, { banzhang, log, stop }).then(() => {
        if (!stop.isWanted()) status.enter('serving');
      });
      await Promise.race([stop.wanted, attached.then(() => stop.wanted)]);
      log.info({}, 'stopping');
    } finally {
      status.enter('stopping');
      const [ending] = await Promise.all([banzhang.stop(), http?.close()]);
      ({ lostCount } = ending);
    }
  } finally {
    await store.close();
    log.info({}, 'stopped');
  }
  return lostCount === 0 ? exitCodes.done : exitCodes.failed;
}

/**
 * The accounts that the role wants of those configured, none of them connected; each SDK is loaded only where its platform
 * is set. On WeChat nobody can speak but who hears.
 */
async function openAccounts(
  config: Config,
  parts: Pick<Process, 'role' | 'log' | 'output'>,
): Promise<readonly PlatformAccount[]> {
  const { telegram, wechat } = config;
  const { hears, wakes } = parts.role;
  const opened: Promise<PlatformAccount>[] = [];
  if (telegram !== null && (hears || wakes)) {
    const account = import('./telegram-account.ts');
    opened.push(account.then((module) => module.openTelegramAccount(telegram, hears, parts.log)));
  }
  if (wechat !== null && hears) {
    opened.push(import('./wechat-account.ts').then((module) => module.openWechatAccount(wechat, config, parts)));
  }
  return allOrNone<PlatformAccount[]>(opened);
}

async function checkAll(opening: Promise<readonly PlatformAccount[]>): Promise<undefined> {
  // Accounts that cannot be opened tell so themselves.
  const accounts = await opening.catch(() => []);
  await allOrNone<undefined[]>(accounts.map((account) => account.check().then(() => undefined)));
}

interface Heard extends Pick<Process, 'role' | 'log'> {
  readonly meter: Meter | null;
}

function openBanzhang(config: Config, store: OpenStore, { role, log, meter }: Heard): Banzhang {
  const { locale, timeZone, owners, workdays, http } = config;
  return createBanzhang({
    redis: store.target,
    keyPrefix: store.keyPrefix,
    locale,
    timeZone,
    owners: owners.map(({ platform, id }) => `${platform}:${id}`),
    workdays,
    duties: role,
    publicUrl: http?.publicUrl ?? null,
    log,
    ...(meter === null ? {} : { meter }),
  });
}
