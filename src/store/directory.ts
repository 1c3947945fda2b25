import { z } from 'zod';
import { isByName } from '../domain/identity/is-by-name.ts';
import { nameFields } from '../domain/identity/name-fields.ts';
import type { RedisClient } from './client.ts';
import {
  boundEntry,
  type BoundEntry,
  groupRecord,
  type GroupRecord,
  personRecord,
  type PersonRecord,
  read,
} from './directory-entry.ts';
import type { Keys } from './keys.ts';
import { script } from './script.ts';
import { StoreError } from '../errors.ts';
import { guarded } from './store-error.ts';

const beginLogin = script({
  name: 'begin-login',
  keys: ['login', 'bound', 'passing'],
  args: ['self'],
  reply: z.number(),
});
const noteRecognised = script({
  name: 'note-recognised',
  keys: ['login', 'bound', 'passing', 'groups', 'people', 'persons', 'names', 'shared'],
  args: ['number', 'version', 'changes'],
  reply: z.number(),
});

/** What is known of an account when something is to be recognised. */
export interface DirectoryView {
  /** 0 when nobody has logged in yet. */
  readonly login: number;
  /** Moves on with everything that is noted. */
  readonly version: string;
  /** Passing ids that were asked for and are recognised in this login. */
  readonly bound: ReadonlyMap<string, BoundEntry>;
}

/** A change to note; `person` writes the group's row too when `group` is the one being noted. */
export type DirectoryChange =
  | { readonly kind: 'bind'; readonly passing: string; readonly entry: BoundEntry }
  /** The last login in which others may have been this person; null: nobody may any more. */
  | { readonly kind: 'shared'; readonly id: string; readonly login: number | null }
  /** Nobody of this login is the person any more. */
  | { readonly kind: 'left'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string; readonly record: GroupRecord }
  | { readonly kind: 'person'; readonly id: string; readonly record: PersonRecord; readonly isInGroup: boolean };

/** Somebody of the account, as last seen anywhere. */
export interface KnownPerson extends PersonRecord {
  readonly id: string;
  /** True when they have been met in this login. */
  readonly isTaken: boolean;
  /** True when nothing but their name told that it is they who were met. */
  readonly isTakenByName: boolean;
  /** True when, since they last said who they are, others may have been them. */
  readonly isShared: boolean;
  /** True when they are known in the group asked for, or in private. */
  readonly isHere: boolean;
}

/** In the place of a group: those who wrote in private. Groups' ids are never like this. */
const privateChats = 'private';

export type DirectoryStore = ReturnType<typeof createDirectoryStore>;

/** Lasting ids of groups and people by account. All reject with StoreError. Nothing here decides who is who. */
export function createDirectoryStore(redis: RedisClient, keys: Keys) {
  const getAll = (key: string, fields: readonly string[]): Promise<(string | null)[]> =>
    fields.length === 0 ? Promise.resolve([]) : guarded(redis.hmget(key, ...fields));
  /** What the passing ids of lasting ids stand for, in the order asked; null where not met in this login. */
  const holders = async (account: string, lasting: readonly string[]): Promise<readonly (BoundEntry | null)[]> => {
    const passing = await getAll(keys.idsPassing(account), lasting);
    const met = passing.filter((id) => id !== null);
    const entries = entriesOf(met, await getAll(keys.idsBound(account), met));
    return passing.map((id) => (id === null ? null : (entries.get(id) ?? null)));
  };
  const entriesOf = (ids: readonly string[], told: readonly (string | null)[]): ReadonlyMap<string, BoundEntry> => {
    const entries = ids.map((id, index) => [id, read(boundEntry, told[index])] as const);
    return new Map(entries.flatMap(([id, entry]) => (entry === null ? [] : [[id, entry] as const])));
  };
  return {
    /** The number of the login, a new one unless `self` is still the same; a new one forgets the passing ids before. */
    login: (account: string, self: string): Promise<number> =>
      beginLogin(
        redis,
        { login: keys.idsLogin(account), bound: keys.idsBound(account), passing: keys.idsPassing(account) },
        { self },
      ),

    /** What passing ids stand for; those not recognised are absent. One round trip. */
    bound: async (account: string, ids: readonly string[]): Promise<ReadonlyMap<string, BoundEntry>> =>
      entriesOf(ids, await getAll(keys.idsBound(account), ids)),

    /** Passing ids of lasting ids and stand-ins, in the order asked; null where not met in this login. One round trip. */
    passing: (account: string, lasting: readonly string[]): Promise<readonly (string | null)[]> =>
      getAll(keys.idsPassing(account), lasting),

    /** What is noted of whoever is each of these in this login, in the order asked; null where nobody is. Two round trips. */
    holders,

    /** What is known of somebody in each of the groups, in the order asked; null where nothing is. One round trip. */
    async seated(account: string, id: string, groups: readonly string[]): Promise<readonly (PersonRecord | null)[]> {
      const told = await guarded(Promise.all(groups.map((group) => redis.hget(keys.idsPeople(account, group), id))));
      return told.map((json) => read(personRecord, json));
    },

    /** What is known of a person as last seen anywhere; null when nothing is. One round trip. */
    person: async (account: string, id: string): Promise<PersonRecord | null> =>
      read(personRecord, (await getAll(keys.idsPersons(account), [id]))[0]),

    /** What is known of a group; null when nothing is. One round trip. */
    group: async (account: string, id: string): Promise<GroupRecord | null> =>
      read(groupRecord, (await getAll(keys.idsGroups(account), [id]))[0]),

    /** In which login others may last have been these people, in the order asked; null where never. One round trip. */
    async shared(account: string, people: readonly string[]): Promise<readonly (number | null)[]> {
      const told = await getAll(keys.idsShared(account), people);
      return told.map((login) => (login === null ? null : Number(login)));
    },

    /** What `note` needs, and what the ids stand for; to be read before anything that is decided on. One round trip. */
    async view(account: string, ids: readonly string[]): Promise<DirectoryView> {
      // The version comes first: what is noted between the two makes `note` fail, never pass.
      const [[number, version], told] = await guarded(
        Promise.all([redis.hmget(keys.idsLogin(account), 'number', 'version'), getAll(keys.idsBound(account), ids)]),
      );
      return { login: Number(number ?? 0), version: version ?? '', bound: entriesOf(ids, told) };
    },

    /** Every group of the account. One round trip; grows with their number. */
    async groups(account: string): Promise<ReadonlyMap<string, GroupRecord>> {
      const rows = await guarded(redis.hgetall(keys.idsGroups(account)));
      return new Map(Object.entries(rows).map(([id, json]) => [id, groupRecord.parse(JSON.parse(json))]));
    },

    /** Everybody ever seen in the groups, in the order asked. One round trip. */
    async people(account: string, groups: readonly string[]): Promise<readonly ReadonlyMap<string, PersonRecord>[]> {
      const rows = await guarded(Promise.all(groups.map((id) => redis.hgetall(keys.idsPeople(account, id)))));
      return rows.map(
        (people) => new Map(Object.entries(people).map(([id, json]) => [id, personRecord.parse(JSON.parse(json))])),
      );
    },

    /**
     * People with any of the names or remarks (as `nameFields` writes them), as last seen; `group` null asks who of them
     * wrote in private. Three round trips.
     */
    async namesakes(
      account: string,
      fields: readonly string[],
      { login, group }: { readonly login: number; readonly group: string | null },
    ): Promise<readonly KnownPerson[]> {
      const told = await getAll(keys.idsNames(account), fields);
      const ids = [...new Set(told.flatMap((list) => list?.split(' ') ?? []))];
      const [records, holding, shared, here] = await Promise.all([
        getAll(keys.idsPersons(account), ids),
        holders(account, ids),
        getAll(keys.idsShared(account), ids),
        getAll(keys.idsPeople(account, group ?? privateChats), ids),
      ]);
      return ids.flatMap((id, index) => {
        const record = read(personRecord, records[index]);
        if (record === null) return [];
        const holder = holding[index] ?? null;
        return [
          {
            ...record,
            id,
            isTaken: holder !== null,
            isTakenByName: isByName(holder),
            isShared: isSharedSince(shared[index], login),
            isHere: here[index] != null,
          },
        ];
      });
    },

    /** Notes all or, when anything was noted since the view was taken, nothing (false). Rejects when the login is over. One round trip. */
    async note(
      account: string,
      { login, version }: Pick<DirectoryView, 'login' | 'version'>,
      changes: readonly DirectoryChange[],
      group: string | null = null,
    ): Promise<boolean> {
      const where = {
        login: keys.idsLogin(account),
        bound: keys.idsBound(account),
        passing: keys.idsPassing(account),
        groups: keys.idsGroups(account),
        people: keys.idsPeople(account, group ?? privateChats),
        persons: keys.idsPersons(account),
        names: keys.idsNames(account),
        shared: keys.idsShared(account),
      };
      const args = { number: login, version, changes: JSON.stringify(changes.flatMap(fieldsOf)) };
      const noted = await noteRecognised(redis, where, args);
      if (noted === -1) throw new StoreError('redis-reply', 'the login in which somebody was to be recognised is over');
      return noted === 1;
    },

    /**
     * Forgets a person: in one group, or (null) all that is kept of them; the next login takes them for somebody new.
     * Grows with the account. Idempotent.
     */
    async forget(account: string, id: string, group: string | null): Promise<void> {
      if (group !== null) {
        await guarded(redis.hdel(keys.idsPeople(account, group), id));
        return;
      }
      const places = [privateChats, ...(await guarded(redis.hkeys(keys.idsGroups(account))))];
      await guarded(Promise.all(places.map((place) => redis.hdel(keys.idsPeople(account, place), id))));
      await guarded(redis.hdel(keys.idsPersons(account), id));
      await guarded(redis.hdel(keys.idsShared(account), id));
      const names = await guarded(redis.hgetall(keys.idsNames(account)));
      for (const [field, ids] of Object.entries(names)) {
        const others = ids.split(' ').filter((other) => other !== id);
        if (others.length === 0) await guarded(redis.hdel(keys.idsNames(account), field));
        else if (others.join(' ') !== ids) await guarded(redis.hset(keys.idsNames(account), field, others.join(' ')));
      }
    },

    /** Adds one person to what is known of a group, or (null) to those who wrote in private. Idempotent. */
    async seat(account: string, group: string | null, id: string, record: PersonRecord): Promise<void> {
      await guarded(redis.hset(keys.idsPeople(account, group ?? privateChats), id, JSON.stringify(record)));
    },
  };
}

/** Doubts of the login itself are seen in it, by who is there; only older ones must be remembered. */
const isSharedSince = (told: string | null | undefined, login: number): boolean => told != null && Number(told) < login;

function fieldsOf(change: DirectoryChange): readonly (readonly [string, string, string])[] {
  switch (change.kind) {
    case 'bind':
      return [
        ['bound', change.passing, JSON.stringify(change.entry)],
        ['passing', change.entry.id, change.passing],
      ];
    case 'shared':
      return [['shared', change.id, change.login === null ? '' : String(change.login)]];
    case 'left':
      return [['passing', change.id, '']];
    case 'group':
      return [['groups', change.id, JSON.stringify(change.record)]];
    case 'person': {
      const json = JSON.stringify(change.record);
      return [
        ['persons', change.id, json],
        ...nameFields(change.record).map((field) => ['names', field, change.id] as const),
        ...(change.isInGroup ? [['people', change.id, json] as const] : []),
      ];
    }
  }
}
