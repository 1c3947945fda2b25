import { EventEmitter } from 'node:events';
import type { Adapter, OnEvent } from '../../../src/bots/adapter.ts';
import { createOwnAdapter } from '../../../src/bots/wechat/own-adapter.ts';
import { wechatCapabilities } from '../../../src/bots/wechat/limits.ts';
import type { OwnBot } from '../../../src/bots/wechat/own-packages.ts';
import type { Desk } from '../../../src/commands/core/desk.ts';
import { noDesk } from '../../support/no-desk.ts';

/** A wechaty of which only what its owner sees is there, and what was done with it. */
export interface FakeBot {
  readonly done: string[];
  readonly stream: { destroyed: boolean };
  tell(event: string, ...said: readonly unknown[]): void;
  logIn(): void;
}

export interface OwnWorld {
  readonly adapter: Adapter;
  /** One for each line, oldest first. */
  readonly bots: readonly FakeBot[];
  readonly warnings: readonly { readonly message: string; readonly nextTryMs?: number }[];
  /** What the line that is open hears. */
  hear: OnEvent;
  /** Takes the lease away. */
  loseLease(): void;
  freeLease(): void;
  readonly heardBy: unknown[];
  /** The instants until which the account was noted as heard. */
  readonly notedAtMs: readonly number[];
  start(): Promise<void>;
}

/** What the wall clock says all the time. */
export const wallMs = 1_700_000_000_000;

const patience = { firstSignMs: 400, settledMs: 900, silentMs: 700, loggedOutMs: 400, letGoMs: 300 };

/** The real adapter of an own bot on fake lines, with little patience and short pauses. */
export function createOwnWorld(puppetKind: PuppetKind = 'gateway'): OwnWorld {
  const bots: FakeBot[] = [];
  const warnings: { message: string; nextTryMs?: number }[] = [];
  const heardBy: unknown[] = [];
  const notedAtMs: number[] = [];
  const lease = { holder: '' };
  const desk: Desk = {
    ...noDesk,
    noteHeard: (_account, atMs) => Promise.resolve(void notedAtMs.push(atMs)),
    leases: {
      take: (_name, token) => Promise.resolve((lease.holder ||= token) === token),
      extend: (_name, token) => Promise.resolve(lease.holder === token),
      release: (_name, token) => {
        if (lease.holder === token) lease.holder = '';
        return Promise.resolve();
      },
    },
  };
  const warn = ({ nextTryMs }: { readonly nextTryMs?: unknown }, message: string): void => {
    warnings.push({ message, ...(typeof nextTryMs === 'number' ? { nextTryMs } : {}) });
  };
  const adapter = createOwnAdapter({
    account: 'class',
    setting: { puppet: 'wechaty-puppet-service', endpoint: '127.0.0.1:1', isTlsOff: false },
    leaseNames: ['wechat:class'],
    processToken: 'ours',
    log: { info: () => undefined, warn, error: warn },
    sheet: { show: () => Promise.resolve(), clear: () => Promise.resolve() },
    leaseTimes: { ttlMs: 500, extendMs: 100, askMs: 50 },
    patience,
    backOffMs: [100, 200],
    can: wechatCapabilities({ hasFiles: true, countsBytes: true, pace: {} }),
    openBot: () => Promise.resolve(createFakeBot(bots, puppetKind)),
    openSide: (bot) => createFakeSide(bot, (onEvent) => (world.hear = onEvent)),
    keepLogin: () => Promise.resolve(),
    clock: () => performance.now(),
    wallClock: () => wallMs,
    random: () => 0.5,
  });
  const world: OwnWorld = {
    adapter,
    bots,
    warnings,
    hear: () => Promise.reject(new Error('nothing listens')),
    heardBy,
    notedAtMs,
    loseLease: () => (lease.holder = 'theirs'),
    freeLease: () => (lease.holder = ''),
    start: () =>
      adapter.start((event) => {
        heardBy.push(event);
        return Promise.resolve({ isTaken: true });
      }, desk),
  };
  return world;
}

/** `stuck` ones never finish stopping. */
export type PuppetKind = 'gateway' | 'stuck-gateway' | 'stuck-web';

function createFakeBot(bots: FakeBot[], kind: PuppetKind): OwnBot {
  const done: string[] = [];
  const stream = { destroyed: false, cancel: () => done.push('cancel') };
  const grpcManager = {
    eventStream: stream,
    stopStream: () => done.push('stopStream'),
    destroyClient: () => done.push('destroyClient'),
  };
  const puppet = { isLoggedIn: false, ...(kind === 'stuck-web' ? {} : { grpcManager }) };
  const bot = Object.assign(new EventEmitter(), {
    puppet,
    start: () => {
      done.push('start');
      return Promise.resolve();
    },
    stop: () => {
      done.push('stop');
      // Its last words, which nobody may take for the end of the next line.
      bot.emit('error', new Error('14 UNAVAILABLE: it was cut'));
      bot.emit('logout');
      return kind === 'gateway' ? Promise.resolve() : new Promise(() => undefined);
    },
  });
  bots.push({
    done,
    stream,
    tell: (event, ...said) => bot.emit(event, ...said),
    logIn() {
      puppet.isLoggedIn = true;
      bot.emit('login');
    },
  });
  return bot as unknown as OwnBot;
}

function createFakeSide(bot: OwnBot, onStart: (onEvent: OnEvent) => void): Adapter {
  return {
    platform: 'wechat',
    account: 'class',
    can: wechatCapabilities({ hasFiles: true, countsBytes: true, pace: {} }),
    start(onEvent) {
      onStart(onEvent);
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
    state: () => ({ isConnected: bot.puppet.isLoggedIn, detail: 'logged in', caughtUpAtMs: 7 }),
    send: () => Promise.resolve({ messageId: 'sent' }),
    organisersOf: () => Promise.resolve(null),
    memberCountOf: () => Promise.resolve(null),
    publishMenus: () => Promise.resolve(),
    privateChatOf: () => null,
  };
}
