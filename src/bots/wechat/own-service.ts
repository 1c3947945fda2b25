import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '../../commands/core/desk.ts';
import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Adapter, OnEvent } from '../adapter.ts';
import type { Leadership } from './leadership.ts';
import { adviceFor, type LineSetting } from './own-advice.ts';
import { type HeldLease, type LeaseTimes, takeLease } from '../held-lease.ts';
import { type Line, type LineEnd, type LinePatience, openLine } from './own-line.ts';
import { type LoginSheet, scanStatus } from './own-login-sheet.ts';
import type { OwnBot } from './own-packages.ts';
import type { OwnStatus } from './own-status.ts';

export interface OwnParts {
  readonly account: string;
  readonly setting: LineSetting;
  /** Work of one process at a time: the account, and the token where there is one. */
  readonly leaseNames: readonly string[];
  /** Names this process among those that want the lease. */
  readonly processToken: string;
  readonly log: CoreLog;
  readonly sheet: LoginSheet;
  readonly leaseTimes: LeaseTimes;
  readonly patience: LinePatience;
  /** The pause after each failure, the last one for all further ones. */
  readonly backOffMs: readonly number[];
  /** A new bot, not started. */
  openBot(): Promise<OwnBot>;
  /** What hears and speaks through it. */
  openSide(bot: OwnBot, leadership: Leadership): Adapter;
  /** Keeps what a login left, for the next one. */
  keepLogin(): Promise<void>;
  /** Milliseconds that never jump. */
  clock(): number;
  /** Numbers in [0, 1). */
  random(): number;
}

export interface Service extends OwnParts {
  readonly status: OwnStatus;
  /** Aborted when all is to end. */
  readonly over: AbortSignal;
  readonly onEvent: OnEvent;
  readonly desk: Desk;
}

/** Serves the account whenever nobody else does, until it is over. Never rejects. */
export async function serve(service: Service): Promise<void> {
  const { status, over, log } = service;
  while (!over.aborted && status.isHearing) {
    const lease = await waitForLease(service);
    if (lease === null) break;
    status.isHeld = () => lease.isHeld();
    try {
      await serveLines(service, lease);
    } catch (error) {
      log.error({ error }, 'wechat: serving the account failed');
      await pause(failedPauseMs, over);
    } finally {
      status.isHeld = () => false;
      await lease.release();
    }
  }
  status.trouble = null;
  status.detail = 'not running';
}

/** A fault of ours; it is tried again, but not in a whirl. */
const failedPauseMs = 5_000;

/** Null when it is over before the lease was to be had. */
async function waitForLease({ status, over, desk, leaseNames, ...parts }: Service): Promise<HeldLease | null> {
  const { log, account, leaseTimes } = parts;
  let isSaid = false;
  while (!over.aborted) {
    const wanted = takeLease({
      leases: desk.leases,
      names: leaseNames,
      token: parts.processToken,
      log,
      times: leaseTimes,
      clock: () => parts.clock(),
    });
    const lease = await orOver(wanted, over).catch((error: unknown) => {
      log.warn({ error }, 'wechat: the lease of the account could not be asked for');
      return null;
    });
    if (lease !== null) {
      if (isSaid) log.info({ account }, 'wechat: taking over the account');
      return lease;
    }
    status.trouble = 'served-elsewhere';
    status.detail = 'stands by: another process serves this account';
    if (!isSaid) log.info({ account }, 'wechat: another process serves this account; standing by');
    isSaid = true;
    await pause(leaseTimes.askMs, over);
  }
  return null;
}

/** The same, or null as soon as it is over; a lease that comes later is given back. */
async function orOver(wanted: Promise<HeldLease | null>, over: AbortSignal): Promise<HeldLease | null> {
  const lease = await unlessAborted(wanted, over);
  if (lease === null) void wanted.then((late) => late?.release()).catch(() => undefined);
  return lease;
}

/** Between lines of which none came to a login; each as it is, give or take a fifth. */
export const backOffMs: readonly number[] = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

async function serveLines(service: Service, lease: HeldLease): Promise<void> {
  const { status, over, log, account } = service;
  const gone = new AbortController();
  void lease.ended.then(() => {
    gone.abort();
  });
  const until = AbortSignal.any([over, gone.signal]);
  let failures = 0;
  while (!until.aborted && status.isHearing) {
    status.trouble = null;
    status.detail = 'connecting';
    const { end, wasLoggedIn } = await serveLine(service, until);
    if (end === null) break;
    failures = wasLoggedIn ? 0 : failures;
    const waitMs = (service.backOffMs[failures] ?? service.backOffMs.at(-1) ?? 0) * (0.8 + 0.4 * service.random());
    failures += 1;
    const advice = adviceFor(end, service.setting);
    status.trouble = end === 'logged-out' ? 'login-wanted' : 'out-of-reach';
    status.detail = advice;
    log.warn({ account, reason: end, nextTryMs: Math.round(waitMs) }, `wechat: ${advice}`);
    await pause(waitMs, until);
  }
  if (gone.signal.aborted && !over.aborted) log.warn({ account }, 'wechat: the lease of the account is lost; stopped');
}

interface LineLife {
  /** Null when it was ended from here. */
  readonly end: LineEnd | null;
  readonly wasLoggedIn: boolean;
}

async function serveLine(service: Service, until: AbortSignal): Promise<LineLife> {
  const { status, onEvent, log } = service;
  const bot = await service.openBot();
  const side = service.openSide(bot, leadershipOf(status));
  const life = { wasLoggedIn: false };
  const line = openLine({
    bot,
    log,
    patience: service.patience,
    clock: () => service.clock(),
    ...watching(service, life),
  });
  status.side = side;
  status.lastSide = side;
  const hear: OnEvent = (event) =>
    status.isHeld() && status.isHearing ? onEvent(event) : Promise.resolve({ isTaken: false });
  side.start(hear, deskOf(service)).catch((error: unknown) => {
    log.warn({ error }, 'wechat: not listening');
  });
  line.start();
  const end = await unlessAborted(line.ended, until);
  status.caughtUpAtMs = side.state().caughtUpAtMs;
  status.side = null;
  status.isLoggedIn = false;
  await endLine(line, side, service);
  return { end, ...life };
}

/** The lease is held for longer than a line lives. */
const leadershipOf = (status: OwnStatus): Leadership => ({
  take: () => Promise.resolve(status.isHeld()),
  isOurs: () => status.isHeld(),
  release: () => Promise.resolve(),
});

/** What is not taken any more is not to be noted as heard. */
const deskOf = ({ desk, status }: Service): Desk => ({
  ...desk,
  noteHeard: (account, atMs) => (status.isHearing ? desk.noteHeard(account, atMs) : Promise.resolve()),
});

async function endLine(line: Line, side: Adapter, { sheet, keepLogin, patience, log }: Service): Promise<void> {
  await line.letGo();
  await Promise.race([side.stop(), sleep(patience.letGoMs, undefined, { ref: false })]);
  await sheet.clear();
  await keepLogin().catch((error: unknown) => {
    log.warn({ error }, 'wechat: the login could not be kept for next time');
  });
}

/** What the line tells becomes how things stand. */
function watching({ status, sheet, log, account }: Service, life: { wasLoggedIn: boolean }) {
  return {
    onScan(code: string, scanned: number): void {
      status.isLoggedIn = false;
      const isWanted = scanned === scanStatus.waiting || scanned === scanStatus.timeout;
      if (isWanted) {
        status.trouble = 'login-wanted';
        status.detail = 'waits for somebody to scan the QR code';
      }
      void sheet.show(code, scanned);
    },
    onLogin(): void {
      life.wasLoggedIn = true;
      status.isLoggedIn = true;
      status.trouble = null;
      status.detail = 'logged in, not ready yet';
      log.info({ account }, 'wechat: logged in');
      void sheet.clear();
    },
    onLogout(): void {
      status.isLoggedIn = false;
      status.trouble = 'login-wanted';
      status.detail = 'logged out';
      log.warn({ account }, 'wechat: logged out');
    },
  };
}

const pause = (ms: number, until: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal: until }).catch(() => undefined);

/** What it resolves to, or null as soon as the signal is aborted. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let stop = (): void => undefined;
  const aborted = new Promise<null>((done) => {
    stop = () => {
      done(null);
    };
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
