import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Adapter } from '../adapter.ts';
import { leaseNameOf } from './leadership.ts';
import { wechatCapabilities } from './limits.ts';
import { createOwnAdapter } from './own-adapter.ts';
import { useWritableHome } from './own-home.ts';
import { leaseTimes } from '../held-lease.ts';
import { linePatience } from './own-line.ts';
import { createLoginSheet } from './own-login-sheet.ts';
import { keepMemoryCard, prepareMemoryCard } from './own-memory-card.ts';
import { loadWechat } from './own-packages.ts';
import { backOffMs } from './own-service.ts';
import { createWechatAdapter } from './wechat-adapter.ts';

export interface OwnBotOptions {
  /** The package that speaks to WeChat. */
  readonly puppet: string;
  /** What the account is called here, whoever is logged in. */
  readonly account: string;
  readonly token: string | null;
  /** `HOST:PORT`; null: looked up by the token. */
  readonly endpoint: string | null;
  readonly isTlsOff: boolean;
  /** Messages of the whole account in any minute. */
  readonly perMinute: number;
  /** Names of those who may organise every group. */
  readonly owners: readonly string[];
  /** Where the login is kept. */
  readonly dataDir: string;
  /** Where a QR code is drawn. */
  readonly output: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly log: CoreLog;
}

/** The login's file without its ending. */
export const loginName = ({ dataDir, account }: Pick<OwnBotOptions, 'dataDir' | 'account'>): string =>
  join(dataDir, `wechat-${account}`);

/** Of a token, what may stand in a key. */
const tokenLeaseName = (token: string): string =>
  `wechat-token:${createHash('sha256').update(token).digest('hex').slice(0, 12)}`;

/** A ready bot's adapter. Rejects with ConfigError when a package is not installed. */
export async function createOwnBot(options: OwnBotOptions): Promise<Adapter> {
  const { puppet, account, token, endpoint, isTlsOff, perMinute, owners, dataDir, log } = options;
  const packages = await loadWechat(puppet);
  await useWritableHome(dataDir, log);
  const name = loginName(options);
  const { fileBox } = packages;
  const pace = { accountPerMinute: perMinute };
  return createOwnAdapter({
    account,
    setting: { puppet, endpoint, isTlsOff },
    leaseNames: [leaseNameOf(account), ...(token === null ? [] : [tokenLeaseName(token)])],
    processToken: randomUUID(),
    log,
    sheet: createLoginSheet({ svgPath: join(dataDir, 'wechat-login.svg'), account, output: options.output, log }),
    leaseTimes,
    patience: linePatience,
    backOffMs,
    can: wechatCapabilities({ hasFiles: true, countsBytes: true, pace }),
    async openBot() {
      await prepareMemoryCard(name, log);
      return packages.build({ name, puppet, puppetOptions: puppetOptions(options) });
    },
    openSide: (bot, leadership) =>
      createWechatAdapter({ bot, account, fileBox, pace, owners, leadership, log, clock: Date.now }),
    keepLogin: () => keepMemoryCard(name),
    clock: () => performance.now(),
    wallClock: Date.now,
    random: Math.random,
  });
}

/**
 * wechaty's own watchdog logs a gateway's account out and in again; our patience ends before its own.
 * https://github.com/wechaty/puppet/blob/main/src/agents/watchdog-agent.ts
 */
const timeoutSeconds = 180;

function puppetOptions({ token, endpoint, isTlsOff }: OwnBotOptions): Readonly<Record<string, unknown>> {
  return {
    timeoutSeconds,
    ...(token === null ? {} : { token, tls: { disable: isTlsOff } }),
    ...(endpoint === null ? {} : { endpoint }),
  };
}
