export const platforms = ['telegram', 'wechat', 'console'] as const;
export type Platform = (typeof platforms)[number];

/** Where a message comes from or goes to, in the platform's own ids. */
export interface Address {
  readonly platform: Platform;
  /** One bot login on the platform; a process may hold several. */
  readonly account: string;
  readonly chat: string;
  /** A forum topic; absent in the main room. */
  readonly thread?: string;
}

/** The one who wrote, tapped or joined. */
export interface Person {
  /** The platform's id of the person, unique on the platform. */
  readonly id: string;
  readonly name: string;
  /** BCP 47 tag that the platform tells, null when it does not. */
  readonly languageTag: string | null;
  /**
   * Ids of those met before of whom this may be one, where a login of the platform changed all ids and names alone do
   * not tell; `id` is a stand-in then, and nothing is to be credited to it. Absent where it is plain who this is.
   */
  readonly mayBe?: readonly string[];
}

interface Envelope {
  /** The same for every redelivery of the same happening, unique within the account. */
  readonly id: string;
  /** Increases within an account in the order of happening; decides which of two answers is the later one. */
  readonly order: number;
  /** When it happened: the platform's own time where it tells one, else the time of receipt. */
  readonly atMs: number;
  readonly from: Address;
  readonly isGroup: boolean;
  /** The group's name, null in private chats and where unknown. */
  readonly title: string | null;
  /** Chats met before of which this may be one, in the way of `Person.mayBe`; `from.chat` is a stand-in then. */
  readonly chatMayBe?: readonly string[];
}

interface Personal extends Envelope {
  readonly sender: Person;
  /** True when an administrator writes in the group's name: may organise, is never credited. */
  readonly isAnonymous: boolean;
}

export interface TextEvent extends Personal {
  readonly kind: 'text';
  readonly text: string;
  readonly messageId: string;
  /** The bot's name as mentioned, reply to the bot or private chat: meant for us beyond doubt. */
  readonly isAddressed: boolean;
  /** A message changed after it was sent. */
  readonly isEdited: boolean;
}

export interface ChoiceEvent extends Personal {
  readonly kind: 'choice';
  /** What was put into the button: `command arguments`. */
  readonly token: string;
  /** The message the button hangs on. */
  readonly messageId: string;
  /** Names the tap when it is acknowledged. */
  readonly tapId: string;
}

export interface MediaEvent extends Personal {
  readonly kind: 'media';
  readonly medium: 'photo' | 'file' | 'voice' | 'sticker' | 'other';
  readonly caption: string;
  readonly messageId: string;
  readonly isAddressed: boolean;
  /** Present for `file`: its bytes are fetched only when somebody may import it. */
  readonly file: IncomingFile | null;
}

export interface IncomingFile {
  readonly name: string;
  /** Null when the platform does not tell. */
  readonly sizeBytes: number | null;
  /** The content; rejects with DeliveryError when it cannot be had. */
  fetchBytes(): Promise<Uint8Array>;
}

/** People came into or left a group. */
export interface RosterEvent extends Envelope {
  readonly kind: 'joined' | 'left';
  readonly people: readonly Person[];
}

/**
 * Who is in a group now, the bot left out: told now and then where the platform does not tell who leaves and those who
 * only read are to be known. Nobody is to hear of it.
 */
export interface RollCallEvent extends Envelope {
  readonly kind: 'present';
  /** With an empty name where the platform has not loaded it yet. */
  readonly people: readonly Person[];
  /** True when whoever is not among them, nor may be one of them, is surely not there. */
  readonly isWhole: boolean;
}

/** What the bot itself may do in the chat has changed. */
export interface StandingEvent extends Envelope {
  readonly kind: 'standing';
  /** `added`/`active`: may write; `muted`: is in but may not; `removed`: kicked, blocked or left. */
  readonly standing: 'added' | 'active' | 'muted' | 'removed';
  readonly by: Person | null;
  /** True when the bot sees every message of the group, false when only what is meant for it (privacy mode). */
  readonly seesAll: boolean;
  /** Whether the bot administers the group; absent where the platform does not tell, or it makes no difference. */
  readonly isAdmin?: boolean;
}

/** The chat goes on under another id; everything moves along. */
export interface MovedEvent extends Envelope {
  readonly kind: 'moved';
  readonly to: Address;
}

export type PersonalEvent = TextEvent | ChoiceEvent | MediaEvent;
export type Inbound = PersonalEvent | RosterEvent | RollCallEvent | StandingEvent | MovedEvent;
