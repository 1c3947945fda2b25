import type { Adapter, AdapterState, Menu, OnEvent } from './bots/adapter.ts';
import type { Capabilities } from './commands/core/capabilities.ts';
import type { Desk } from './commands/core/desk.ts';
import type { CoreLog } from './commands/core/core-log.ts';
import type { Address } from './commands/core/event.ts';
import type { AccountStand } from './scheduler/put-off.ts';

/** How an account stands. */
export interface AccountState extends Omit<AdapterState, 'caughtUpAtMs'>, Pick<Adapter, 'platform' | 'account'> {}

/** The bot accounts of this process, by platform and account. */
export interface Accounts {
  attach(adapter: Adapter, onEvent: OnEvent): Promise<void>;
  /** Sends nothing more through it and lets it finish what is in hand. */
  detach(adapter: Adapter): Promise<void>;
  of(address: Address): Adapter | null;
  all(): readonly Adapter[];
  states(): readonly AccountState[];
  /** True while the account is connected and this process is the one that serves it. */
  isHere(address: Address): boolean;
  /** True while it is known that another process hears the account. */
  isElsewhere(address: Address): boolean;
  /** True while another process hears every account that is attached here. */
  isStandingBy(): boolean;
  /** The accounts that only this process can send by. */
  bound(): readonly Pick<Adapter, 'platform' | 'account'>[];
  /** The accounts that can be sent by now. */
  speaking(): readonly Pick<Adapter, 'platform' | 'account'>[];
  /** Whether messages can be sent: `away` only where the adapter knows that they cannot. */
  standOf(address: Address): AccountStand;
  canOf(address: Address): Capabilities;
  isGuest(address: Address): boolean;
  isLocal(address: Address): boolean;
  privateChatOf(address: Address, personId: string): Address | null;
  /** Asks the platform who administers the chat; null where it cannot tell. */
  askOrganisers(address: Address): Promise<readonly string[] | null>;
  /** Resolves when all that happened on the account so far has been handled, or after a few seconds. */
  caughtUp(address: Address): Promise<void>;
  stop(): Promise<void>;
  /** To be called when all is answered. */
  letGo(): Promise<void>;
}

export interface AccountsParts {
  readonly log: CoreLog;
  readonly desk: Desk;
  menus(): readonly Menu[];
  pause(ms: number): Promise<void>;
}

/** An account that does not catch up holds a round open no longer than this. */
const catchUpMaxMs = 5_000;

/** What is assumed of an account that is not (yet) connected here: nothing but text. */
const textOnly: Capabilities = {
  textMaxCharacters: 1_000,
  captionMaxCharacters: 200,
  buttons: null,
  edit: null,
  reactions: null,
  mentions: null,
  images: null,
  files: null,
  privateAnswers: null,
  pace: { accountPerSecond: 1, chatPerSecond: 1, groupPerMinute: 20, accountPerMinute: null, chatSwitchMs: null },
};

export function createAccounts({ log, desk, menus, pause }: AccountsParts): Accounts {
  const adapters = new Set<Adapter>();
  const of = (address: Address): Adapter | null => {
    for (const adapter of adapters) {
      if (adapter.platform === address.platform && adapter.account === address.account) return adapter;
    }
    return null;
  };
  return {
    standOf(address) {
      const state = of(address)?.state();
      if (state?.isConnected === true) return 'here';
      if (state?.trouble === 'served-elsewhere') return 'elsewhere';
      return state?.isConnected === false && state.trouble !== undefined ? 'away' : 'here';
    },
    async attach(adapter, onEvent) {
      // Known before it starts: its first event may come before `start` resolves.
      adapters.add(adapter);
      try {
        await adapter.start(onEvent, desk);
      } catch (error) {
        adapters.delete(adapter);
        throw error;
      }
      // The menu of somebody else's bot is theirs.
      if (adapter.isGuest === true) return;
      adapter.publishMenus(menus()).catch((error: unknown) => {
        log.warn({ error, platform: adapter.platform }, 'the command menus could not be published');
      });
    },
    async detach(adapter) {
      adapters.delete(adapter);
      await adapter.stop();
    },
    of,
    all: () => [...adapters],
    states: () =>
      [...adapters].map((adapter) => {
        const { isConnected, trouble, detail } = adapter.state();
        const { platform, account } = adapter;
        return { platform, account, isConnected, ...(trouble === undefined ? {} : { trouble }), detail };
      }),
    isHere(address) {
      const state = of(address)?.state();
      return state?.isConnected === true && state.trouble !== 'served-elsewhere';
    },
    isElsewhere: (address) => of(address)?.state().trouble === 'served-elsewhere',
    isStandingBy: () =>
      adapters.size > 0 && [...adapters].every((adapter) => adapter.state().trouble === 'served-elsewhere'),
    speaking: () => [...adapters].filter((adapter) => adapter.state().isConnected),
    bound: () =>
      [...adapters].filter((adapter) => {
        const { isConnected, trouble } = adapter.state();
        return adapter.isBound === true && isConnected && trouble === undefined;
      }),
    canOf: (address) => of(address)?.can ?? textOnly,
    isGuest: (address) => of(address)?.isGuest === true,
    isLocal: (address) => of(address)?.isLocal === true,
    privateChatOf: (address, personId) => of(address)?.privateChatOf(personId) ?? null,
    askOrganisers: (address) => of(address)?.organisersOf(address) ?? Promise.resolve(null),
    async caughtUp(address) {
      await Promise.race([of(address)?.catchUp?.() ?? Promise.resolve(), pause(catchUpMaxMs)]);
    },
    async stop() {
      await Promise.allSettled([...adapters].map((adapter) => adapter.stop()));
    },
    async letGo() {
      await Promise.allSettled([...adapters].map((adapter) => adapter.letGo?.() ?? Promise.resolve()));
    },
  };
}
