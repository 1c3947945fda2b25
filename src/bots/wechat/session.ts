import type { Desk } from '../../commands/core/desk.ts';
import type { CoreLog } from '../../commands/core/core-log.ts';
import type { AdapterState } from '../adapter.ts';
import type { Leadership } from './leadership.ts';
import { waitMs } from './wait.ts';

/** How often the session looks after itself. */
export interface SessionTimes {
  /** While connected: extends what is held and notes that the account is heard. */
  readonly beatMs: number;
  /** While not: whether it could be. */
  readonly retryMs: number;
  /** Without a login for so long, the operator is told once. */
  readonly loginPatienceMs: number;
  /** Without a sign of the puppet for so long, nothing is heard; wechaty's own watchdog waits as long. */
  readonly silentMs: number;
}

export const sessionTimes: SessionTimes = {
  beatMs: 5_000,
  retryMs: 1_500,
  loginPatienceMs: 30_000,
  silentMs: 90_000,
};

/** A shorter silence is a hiccup, or one process handing over to the next, and nobody is told of it. */
const silenceLeastMs = 5_000;

const releasePatienceMs = 3_000;

/** A message that could not be admitted by then is old. */
const admissionMaxMs = 30_000;

export type SessionState = Omit<AdapterState, 'caughtUpAtMs'>;

/** Whether the account is logged in, ours to serve and within reach. */
export interface Session {
  /** Looks at once; resolves when that is known. */
  start(): Promise<void>;
  stop(): Promise<void>;
  state(): SessionState;
  /** The instant up to which all was heard while it is not connected. */
  heardUntilMs(): number | null;
  /** Something of the puppet was heard. */
  onSign(): void;
  onLogin(): void;
  onLogout(selfId: string): void;
  /** The line to WeChat is gone. */
  onOutOfReach(): void;
  /** Resolves to true when what is heard may be told, to false when it is somebody else's or nobody's. */
  admitted(): Promise<boolean>;
}

export interface SessionParts {
  readonly account: string;
  readonly desk: Desk;
  readonly leadership: Leadership;
  readonly log: CoreLog;
  readonly times: SessionTimes;
  clock(): number;
  /** The id of who is logged in, null when nobody is. */
  selfId(): string | null;
  /** A login begins: what must be known before the first message. Rejects with StoreError. */
  begin(self: string): Promise<void>;
}

type Phase = 'stopped' | 'logged-out' | 'elsewhere' | 'out-of-reach' | 'beginning' | 'connected';

const states: Readonly<Record<Phase, SessionState>> = {
  stopped: { isConnected: false, detail: 'not running' },
  'logged-out': { isConnected: false, trouble: 'login-wanted', detail: 'nobody is logged in' },
  elsewhere: { isConnected: false, trouble: 'served-elsewhere', detail: 'another process serves the account' },
  'out-of-reach': { isConnected: false, trouble: 'out-of-reach', detail: 'the puppet gives no sign of life' },
  beginning: { isConnected: false, detail: 'logged in, not ready yet' },
  connected: { isConnected: true, detail: 'logged in' },
};

/** What is known of the session. */
interface Standing {
  phase: Phase;
  /** The login that was begun. */
  begunAs: string | null;
  /** While not connected, and this process was the last to hear: until when. */
  heardUntilMs: number | null;
  lastSignMs: number;
  isOutOfReach: boolean;
  loggedOutAtMs: number;
  isLoginAskedFor: boolean;
  /** Those who wait for the phase to change. */
  readonly waiting: Set<() => void>;
}

export function createSession(parts: SessionParts): Session {
  const { clock } = parts;
  const now: Standing = {
    phase: 'stopped',
    begunAs: null,
    heardUntilMs: null,
    lastSignMs: clock(),
    isOutOfReach: false,
    loggedOutAtMs: clock(),
    isLoginAskedFor: false,
    waiting: new Set(),
  };
  const over = new AbortController();
  const isOver = (): boolean => over.signal.aborted;
  let nap = new AbortController();
  const poke = (): void => {
    nap.abort();
  };
  let looking: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!isOver()) {
      await waitMs(now.phase === 'connected' ? parts.times.beatMs : parts.times.retryMs, nap.signal);
      nap = new AbortController();
      looking = look(now, parts, isOver);
      await looking;
    }
  };
  return {
    async start() {
      enter(now, 'logged-out', parts);
      looking = look(now, parts, isOver);
      await looking;
      void run();
    },
    async stop() {
      over.abort();
      poke();
      const hasHeard = isConnected(now, parts);
      enter(now, 'stopped', parts);
      // A lease that is being asked for is to be given back as well; a store that hangs is not waited for.
      await Promise.race([looking.then(() => handOver(hasHeard, parts)), waitMs(releasePatienceMs)]);
    },
    state: () => (isConnected(now, parts) || now.phase !== 'connected' ? states[now.phase] : states.beginning),
    heardUntilMs: () => (isConnected(now, parts) ? null : now.heardUntilMs),
    onSign() {
      now.lastSignMs = clock();
      if (now.phase !== 'out-of-reach') return;
      now.isOutOfReach = false;
      poke();
    },
    onLogin() {
      now.lastSignMs = clock();
      now.isOutOfReach = false;
      poke();
    },
    onLogout(selfId) {
      if (selfId !== now.begunAs) return;
      now.begunAs = null;
      enter(now, 'logged-out', parts);
    },
    onOutOfReach() {
      now.isOutOfReach = true;
      if (now.phase === 'connected') enter(now, 'out-of-reach', parts);
    },
    admitted: () => admitted(now, parts),
  };
}

/** Whoever takes over is to miss no more than what nobody heard. Never rejects. */
async function handOver(hasHeard: boolean, { account, desk, leadership, log, clock }: SessionParts): Promise<void> {
  if (hasHeard && leadership.isOurs()) {
    await desk.noteHeard({ platform: 'wechat', account }, clock()).catch((error: unknown) => {
      log.warn({ error, account }, 'wechat: until when the account was heard could not be noted');
    });
  }
  await leadership.release();
}

/** A login of others may have begun before wechaty tells of it. */
const isConnected = (now: Standing, { leadership, selfId }: SessionParts): boolean =>
  now.phase === 'connected' && leadership.isOurs() && selfId() === now.begunAs;

async function admitted(now: Standing, parts: SessionParts): Promise<boolean> {
  const untilMs = parts.clock() + admissionMaxMs;
  while (parts.clock() < untilMs) {
    if (isConnected(now, parts)) return true;
    if (now.phase === 'stopped' || now.phase === 'elsewhere') return false;
    const turn = new AbortController();
    const change = (): void => {
      turn.abort();
    };
    now.waiting.add(change);
    await waitMs(untilMs - parts.clock(), turn.signal);
    now.waiting.delete(change);
  }
  return false;
}

function enter(now: Standing, phase: Phase, { clock }: SessionParts): void {
  const isLeaving = now.phase === 'connected' && phase !== 'connected';
  if (isLeaving) now.heardUntilMs = clock();
  // Whoever serves it now notes what it hears.
  if (phase === 'elsewhere') now.heardUntilMs = null;
  if (phase === 'logged-out' && now.phase !== 'logged-out') now.loggedOutAtMs = clock();
  if (phase === 'connected') {
    now.heardUntilMs = null;
    now.isLoginAskedFor = false;
  }
  now.phase = phase;
  for (const wake of now.waiting) wake();
}

/** Finds out what the session is and acts on it; never rejects. */
async function look(now: Standing, parts: SessionParts, isOver: () => boolean): Promise<void> {
  if (isOver()) return;
  const phase = await nextPhase(now, parts).catch((error: unknown) => {
    parts.log.warn({ error, account: parts.account }, 'wechat: the session could not be looked after');
    return isConnected(now, parts) ? now.phase : 'beginning';
  });
  if (isOver()) return;
  enter(now, phase, parts);
  if (phase === 'logged-out') askForLogin(now, parts);
}

async function nextPhase(now: Standing, parts: SessionParts): Promise<Phase> {
  const { desk, leadership, clock } = parts;
  const self = parts.selfId();
  if (self === null) return 'logged-out';
  if (now.isOutOfReach || isSilent(now, parts)) return 'out-of-reach';
  noteLostLease(now, parts);
  if (!(await leadership.take())) return 'elsewhere';
  if (!isConnected(now, parts) || now.begunAs !== self) {
    if (now.phase === 'connected') enter(now, 'beginning', parts);
    await parts.begin(self);
    now.begunAs = self;
    await tellSilence(now, parts);
  }
  await desk.noteHeard({ platform: 'wechat', account: parts.account }, clock());
  // All that took time: somebody may have logged out meanwhile.
  return parts.selfId() === self && leadership.isOurs() ? 'connected' : 'beginning';
}

/** The lease ran out and may be had again at once: somebody else may have served in between. */
function noteLostLease(now: Standing, parts: SessionParts): void {
  if (now.phase !== 'connected' || parts.leadership.isOurs()) return;
  enter(now, 'beginning', parts);
  now.heardUntilMs = null;
}

function isSilent(now: Standing, parts: SessionParts): boolean {
  if (parts.clock() - now.lastSignMs <= parts.times.silentMs) return false;
  if (now.phase === 'connected') {
    enter(now, 'out-of-reach', parts);
    // Nothing was heard since then, although it looked as if.
    now.heardUntilMs = now.lastSignMs;
  }
  return true;
}

/** What was said between the last moment of hearing, in whatever process, and now was not heard. */
async function tellSilence(now: Standing, { desk, account, clock }: SessionParts): Promise<void> {
  const address = { platform: 'wechat', account } as const;
  const fromMs = now.heardUntilMs ?? (await desk.lastHeardAtMs(address));
  const toMs = clock();
  if (fromMs !== null && toMs - fromMs > silenceLeastMs) await desk.missed(address, { fromMs, toMs });
}

function askForLogin(now: Standing, { clock, times, log, account }: SessionParts): void {
  if (now.isLoginAskedFor || clock() - now.loggedOutAtMs < times.loginPatienceMs) return;
  now.isLoginAskedFor = true;
  log.warn({ account }, 'wechat: nobody is logged in; start the bot and scan its QR code with the telephone');
}
