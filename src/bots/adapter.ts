import type { Desk } from '../commands/core/desk.ts';
import type { Inbound, Address, Platform } from '../commands/core/event.ts';
import type { Sender } from '../commands/core/outgoing.ts';

/** Resolves when the event's effect is recorded (its reply may still be under way); rejects when it must be told again. */
export type OnEvent = (event: Inbound) => Promise<{ readonly isTaken: boolean }>;

/** A line of the platform's own command menu. */
export interface MenuEntry {
  /** `a–z 0–9 _`, without the slash. */
  readonly name: string;
  readonly description: string;
}

/** The menus of one language: for private chats, for groups and for those who organise them. */
export interface Menu {
  /** BCP 47 tag of the language. */
  readonly languageTag: string;
  readonly everyone: readonly MenuEntry[];
  readonly group: readonly MenuEntry[];
  readonly organisers: readonly MenuEntry[];
}

/** Why an account is not connected, where its owner can do something about it. */
export type AdapterTrouble = 'login-wanted' | 'out-of-reach' | 'served-elsewhere';

export interface AdapterState {
  readonly isConnected: boolean;
  /**
   * Absent while all is well; `served-elsewhere` is no trouble but a process that does not hear the account because
   * another one does. It may be connected all the same, where sending needs no more than that.
   */
  readonly trouble?: AdapterTrouble;
  /** One word or sentence for `doctor` and the health page; never holds a secret. */
  readonly detail: string;
  /** All that happened on the platform before this instant has been handled; quizzes close only after it. */
  readonly caughtUpAtMs: number;
}

/** One bot login on one platform; everything platform-specific stays behind it. */
export interface Adapter extends Sender {
  readonly platform: Platform;
  /** True for a plugin in somebody else's bot, which answers what we do not take. */
  readonly isGuest?: boolean;
  /** True where everybody who speaks is the one who runs this process. */
  readonly isLocal?: boolean;
  /** True where only the process that hears the account can send by it. */
  readonly isBound?: boolean;
  /** Known once started; stable for the same login. */
  readonly account: string;
  /** Resolves when events can arrive; rejects with DeliveryError `unauthorised` or `unreachable`. */
  start(onEvent: OnEvent, desk: Desk): Promise<void>;
  /** Takes no further events, waits for those in hand, confirms what was handled. */
  stop(): Promise<void>;
  /** Ends the line itself, after `stop` and after the last answer was sent; absent where nothing is kept open. */
  letGo?(): Promise<void>;
  state(): AdapterState;
  /**
   * Resolves when all that happened before the call has been handled, which brings `state().caughtUpAtMs` forward at
   * once; absent where events arrive by themselves. Takes as long as the platform is out of reach: set a limit.
   */
  catchUp?(): Promise<void>;
  /** Platform ids of the chat's administrators; null where the platform cannot tell. One platform call. */
  organisersOf(chat: Address): Promise<readonly string[] | null>;
  /** How many people the chat has besides bots; null where the platform cannot tell. One platform call. */
  memberCountOf(chat: Address): Promise<number | null>;
  /** Shows the command menus; nothing where there are none. */
  publishMenus(menus: readonly Menu[]): Promise<void>;
  /** The private chat with a person, where one can be addressed by id. */
  privateChatOf(personId: string): Address | null;
  /** Whom a stand-in (`Person.mayBe`, `chatMayBe`) stands for, null: nobody met before. Absent where ids last. */
  claim?(standIn: string, as: string | null): Promise<'settled' | 'taken' | 'unknown'>;
}
