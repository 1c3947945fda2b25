import { setTimeout as sleep } from 'node:timers/promises';
import type { CoreLog } from '../../commands/core/core-log.ts';
import { cutGatewayLine, hasGatewayLine, isGatewayLineBroken } from './own-gateway.ts';
import type { OwnBot } from './own-packages.ts';
import { keepWebSession } from './own-web-session.ts';

/** How long a line may be without what it should have. */
export interface LinePatience {
  /** From the start to the first sign of life. */
  readonly firstSignMs: number;
  /** From the start to the first QR code or login. */
  readonly settledMs: number;
  /** Between signs of life; puppets beat every 15 seconds or so. */
  readonly silentMs: number;
  /** From a logout to the next QR code or login. */
  readonly loggedOutMs: number;
  /** For letting go of it. */
  readonly letGoMs: number;
}

export const linePatience: LinePatience = {
  firstSignMs: 60_000,
  settledMs: 120_000,
  silentMs: 90_000,
  loggedOutMs: 60_000,
  letGoMs: 3_000,
};

/** Why a line came to its end. */
export type LineEnd =
  'gateway-gone' | 'token-refused' | 'token-in-use' | 'no-sign' | 'no-login' | 'silent' | 'logged-out' | 'start-failed';

export interface LineParts {
  readonly bot: OwnBot;
  readonly log: CoreLog;
  readonly patience: LinePatience;
  /** Milliseconds that never jump. */
  clock(): number;
  onScan(code: string, status: number): void;
  onLogin(): void;
  onLogout(): void;
}

/** One life of a bot: wechaty is thrown away with its line, so that nothing of an old login is left in it. */
export interface Line {
  /** Resolves when the line is of no use any more; never rejects. */
  readonly ended: Promise<LineEnd>;
  start(): void;
  /** Lets go of it without logging the account out; takes at most the patience for it. */
  letGo(): Promise<void>;
}

export function openLine(parts: LineParts): Line {
  const { bot, clock } = parts;
  let end: (reason: LineEnd) => void = () => undefined;
  const ended = new Promise<LineEnd>((done) => {
    end = done;
  });
  const signs: Signs = {
    startedAtMs: clock(),
    lastAtMs: null,
    loggedOutAtMs: null,
    isSettled: false,
    isStarted: false,
    isOver: false,
  };
  listen(parts, signs, end);
  const watch = setInterval(() => {
    const reason = verdict(signs, parts);
    if (reason !== null) end(reason);
  }, watchMs);
  void ended.then(() => {
    clearInterval(watch);
  });
  return {
    ended,
    start() {
      bot.start().then(
        () => {
          signs.isStarted = true;
        },
        (error: unknown) => {
          parts.log.warn({ error }, 'wechat: the bot could not start');
          end('start-failed');
        },
      );
    },
    async letGo() {
      clearInterval(watch);
      signs.isOver = true;
      await letGo(parts);
    },
  };
}

const watchMs = 500;

interface Signs {
  readonly startedAtMs: number;
  lastAtMs: number | null;
  loggedOutAtMs: number | null;
  /** A QR code or a login has been seen. */
  isSettled: boolean;
  /** wechaty says it has started, which it does whether or not it has. */
  isStarted: boolean;
  /** Its last words, while it is let go of, are of that. */
  isOver: boolean;
}

function verdict(signs: Signs, { bot, patience, clock }: LineParts): LineEnd | null {
  const nowMs = clock();
  if (signs.isStarted && isGatewayLineBroken(puppetOf(bot))) {
    // A gateway that is away says so; one that is listened to already takes the start and shuts the stream.
    return signs.lastAtMs === null ? 'token-in-use' : 'gateway-gone';
  }
  if (signs.lastAtMs === null) return nowMs - signs.startedAtMs > patience.firstSignMs ? 'no-sign' : null;
  if (nowMs - signs.lastAtMs > patience.silentMs) return 'silent';
  if (!signs.isSettled && nowMs - signs.startedAtMs > patience.settledMs) return 'no-login';
  const { loggedOutAtMs } = signs;
  return loggedOutAtMs !== null && nowMs - loggedOutAtMs > patience.loggedOutMs ? 'logged-out' : null;
}

function listen(parts: LineParts, signs: Signs, end: (reason: LineEnd) => void): void {
  const { bot, clock } = parts;
  const beat = (): void => {
    signs.lastAtMs = clock();
  };
  const settled = (): void => {
    beat();
    signs.loggedOutAtMs = null;
    signs.isSettled = true;
  };
  bot.on('heartbeat', beat);
  bot.on('message', beat);
  bot.on('scan', (code, status) => {
    if (signs.isOver) return;
    settled();
    parts.onScan(code, status);
  });
  bot.on('login', () => {
    if (signs.isOver) return;
    settled();
    parts.onLogin();
  });
  bot.on('logout', () => {
    if (signs.isOver) return;
    signs.loggedOutAtMs = clock();
    parts.onLogout();
  });
  // Without a listener the first error event ends the process.
  bot.on('error', (error) => {
    if (signs.isOver) return;
    const reason = fatalReason(error, puppetOf(bot));
    // Most errors that wechaty tells of end nothing; they are logged where the bot is listened to.
    if (reason !== null) end(reason);
  });
}

/** https://grpc.io/docs/guides/status-codes/ */
const grpcCodes = { unavailable: 14, unauthenticated: 16 } as const;

function fatalReason(error: unknown, puppet: unknown): LineEnd | null {
  if (!hasGatewayLine(puppet)) return null;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : '';
  if (code === grpcCodes.unauthenticated || /^16 UNAUTHENTICATED/.test(message)) return 'token-refused';
  return code === grpcCodes.unavailable || /^14 UNAVAILABLE/.test(message) ? 'gateway-gone' : null;
}

function puppetOf(bot: OwnBot): unknown {
  try {
    // A getter that throws before the puppet is loaded.
    return bot.puppet;
  } catch {
    return null;
  }
}

async function letGo({ bot, log, patience }: LineParts): Promise<void> {
  const puppet = puppetOf(bot);
  cutGatewayLine(puppet);
  keepWebSession(puppet);
  const over = new AbortController();
  const late = sleep(patience.letGoMs, 'late' as const, { signal: over.signal }).catch(() => 'late' as const);
  const stopped = bot.stop().catch((error: unknown) => {
    log.warn({ error }, 'wechat: the bot did not stop cleanly');
  });
  const isLate = (await Promise.race([stopped, late])) === 'late';
  // Of a puppet that never loaded, or whose line to the gateway is cut, nothing is left that could still hear.
  const isLeft = puppet !== null && !hasGatewayLine(puppet);
  if (isLate && isLeft) log.warn({}, 'wechat: the bot did not stop in time; left behind');
  over.abort();
}
