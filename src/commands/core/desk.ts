import type { Address } from './event.ts';

/** A person as the platform shows them now, under an id that the next login may change. */
export interface SeenPerson {
  readonly id: string;
  /** As they call themselves. */
  readonly name: string;
  /** As they call themselves in the group, empty where they do not. */
  readonly nameInGroup: string;
  /** What the bot's own account calls them (WeChat's remark, for friends only), empty where it does not. */
  readonly remark: string;
  /** What else is shown of them and seldom changes, as one text to be compared whole; empty where nothing is. */
  readonly traits: string;
}

/** A group as the platform shows it now, with everybody in it but the bot. */
export interface SeenGroup {
  readonly id: string;
  readonly title: string;
  readonly people: readonly SeenPerson[];
}

/** Whom or what a passing id stands for: our lasting id, or a stand-in and those met before whom it may be. */
export type Recognised =
  | { readonly kind: 'known' | 'new'; readonly id: string }
  | { readonly kind: 'unclear'; readonly id: string; readonly mayBe: readonly string[] };

/**
 * Lasting ids of groups and people on accounts whose platform gives everybody new ids at every login. A login is told
 * once; what is recognised in it holds until the next. All reject with StoreError.
 */
export interface Directory {
  /** Begins a login, or goes on with the one of the same `self` (the bot's own passing id): its ids still hold then. */
  login(account: string, self: string): Promise<void>;
  /** What the passing ids stand for, as recognised in this login; those not met yet are absent. One round trip. */
  known(account: string, ids: readonly string[]): Promise<ReadonlyMap<string, Recognised>>;
  /** The passing id of a lasting id or stand-in in this login; null when it has not been met in it. One round trip. */
  passingIdOf(account: string, lasting: string): Promise<string | null>;
  /**
   * Recognises a group met for the first time in this login, and everybody in it. `rivals` are the account's other
   * groups now, asked for only where they may be mistaken for this one. Told again of a group recognised already, it
   * notes the title and the names of now, by which the next login will know them, and recognises who came since:
   * worth doing whenever names may have changed. Whom `known` called unclear may be plain once another group is told.
   */
  recogniseGroup(
    account: string,
    seen: SeenGroup,
    rivals: () => Promise<readonly SeenGroup[]>,
  ): Promise<{ readonly group: Recognised; readonly people: ReadonlyMap<string, Recognised> }>;
  /** Recognises somebody who came into a group that is known already, or (`group` null) who writes in private. */
  recognisePerson(account: string, seen: SeenPerson, group: string | null): Promise<Recognised>;
  /**
   * Settles what a stand-in stands for: one of those it may be, or (null) nobody met before, and then the stand-in itself
   * becomes the lasting id. A group settles with the people in it: what was remembered of `known` is to be asked anew.
   */
  claim(account: string, standIn: string, as: string | null): Promise<'settled' | 'taken' | 'unknown'>;
  /**
   * Takes the person `as` away from whoever is it in this login and gives them a stand-in, so that `standIn`, who may be
   * `as`, can claim it: right after this, for whom the platform's side remembers is asked anew only then.
   */
  release(account: string, standIn: string, as: string): Promise<void>;
  /** How many people were last seen in the group; null when it was never seen. One round trip. */
  groupSize(account: string, group: string): Promise<number | null>;
}

/** Work that one process of several does at a time; `token` names the process. All reject with StoreError. */
export interface Leases {
  /** True when the lease is now held by `token`, also when it was before. */
  take(name: string, token: string, ttlMs: number): Promise<boolean>;
  /** False when somebody else holds it or nobody does: whoever held it must stop. */
  extend(name: string, token: string, ttlMs: number): Promise<boolean>;
  release(name: string, token: string): Promise<void>;
}

/** A stretch of time in which what was said on an account was not heard. */
export interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What the core does for adapters whose platform cannot. */
export interface Desk {
  readonly directory: Directory;
  readonly leases: Leases;
  /** Notes that the account is being heard at this instant; to be called every few seconds. */
  noteHeard(account: Pick<Address, 'platform' | 'account'>, atMs: number): Promise<void>;
  /** When the account was last heard, by any process; null when never. */
  lastHeardAtMs(account: Pick<Address, 'platform' | 'account'>): Promise<number | null>;
  /** Tells the chats of the account that are in the middle of something what was not heard; resolves when noted. */
  missed(account: Pick<Address, 'platform' | 'account'>, silence: Silence): Promise<void>;
}
