import type { Adapter, AdapterTrouble } from '../../src/bots/adapter.ts';
import type { Desk } from '../../src/commands/core/desk.ts';
import type { Capabilities } from '../../src/commands/core/capabilities.ts';
import type { Platform } from '../../src/commands/core/event.ts';
import { createStubPlatform, refusal, type StubPlatform } from './stub-platform.ts';

/** An account of a platform that replays nothing, which goes away and comes back when told to. */
export interface FragileAccount {
  readonly adapter: Adapter;
  readonly platform: StubPlatform;
  /** Null before it was started. */
  desk(): Desk | null;
  goAway(trouble: AdapterTrouble): void;
  comeBack(): void;
}

export interface FragileAccountSettings {
  readonly account: string;
  readonly platform?: Platform;
  /** False: it has to `comeBack` first. */
  readonly isConnected?: boolean;
  clock(): number;
}

/** Slow platforms can neither edit nor show buttons; the pace does not matter here. */
const can: Partial<Capabilities> = {
  buttons: null,
  edit: null,
  reactions: null,
  privateAnswers: null,
  pace: { accountPerSecond: 1e3, chatPerSecond: 1e3, groupPerMinute: null, accountPerMinute: null, chatSwitchMs: null },
};

export function createFragileAccount(settings: FragileAccountSettings): FragileAccount {
  const { account, platform: name = 'wechat', isConnected = true, clock } = settings;
  const platform = createStubPlatform({ clock, can });
  let trouble: AdapterTrouble | null = isConnected ? null : 'out-of-reach';
  let desk: Desk | null = null;
  const adapter: Adapter = {
    ...platform.sender,
    platform: name,
    account,
    start(_onEvent, given) {
      desk = given;
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
    state: () => ({
      isConnected: trouble === null,
      ...(trouble === null ? {} : { trouble }),
      detail: trouble ?? 'connected',
      caughtUpAtMs: Number.MAX_SAFE_INTEGER,
    }),
    send: (to, outgoing) =>
      trouble === null ? platform.sender.send(to, outgoing) : Promise.reject(refusal('unreachable')),
    organisersOf: () => Promise.resolve([]),
    memberCountOf: () => Promise.resolve(null),
    publishMenus: () => Promise.resolve(),
    privateChatOf: (chat) => ({ platform: name, account, chat }),
  };
  return {
    adapter,
    platform,
    desk: () => desk,
    goAway(why) {
      trouble = why;
    },
    comeBack() {
      trouble = null;
    },
  };
}
