import { type WorkdaysKind, workdaysKindOf } from '../domain/chat-workdays.ts';
import type { LocalDate, TimeZone } from '../domain/local-date.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import { defaultSettings } from '../domain/settings.ts';
import type { Chat, ChatAddress } from './chat.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { guarded } from './store-error.ts';

/** A group as one of many: what decides whether and when it can be reached, and how it does. */
export interface Group {
  readonly id: ChatId;
  readonly platform: ChatAddress['platform'];
  readonly account: string;
  /** The platform's id of it. */
  readonly chat: string;
  readonly title: string;
  readonly zone: TimeZone;
  readonly locale: string;
  readonly standing: Chat['standing'];
  /** When it was last told; null when that was not noted. */
  readonly standingAtMs: number | null;
  /** False where the bot only hears what is meant for it; null when the platform has not told. */
  readonly seesAll: boolean | null;
  /** Null where the platform has not told, or knows no administrators. */
  readonly isAdmin: boolean | null;
  readonly heardOn: LocalDate | null;
  readonly tags: readonly string[];
  readonly quiet: QuietHours | null;
  /** By which calendar its workdays go. */
  readonly workdaysKind: WorkdaysKind;
}

const fields = [
  'isGroup',
  'address',
  'title',
  'zone',
  'locale',
  'standing',
  'standingAtMs',
  'seesAll',
  'heardOn',
  's:tags',
  's:quiet',
  's:workdays',
  'isAdmin',
] as const;
/** Asked at once: a few milliseconds during which nobody else is served. */
const askedAtOnce = 50;
const listedSeconds = 86_400;

export type GroupStore = ReturnType<typeof createGroupStore>;

/** All groups at a glance. All reject with StoreError; the costs grow with the number of chats. */
export function createGroupStore(redis: RedisClient, keys: Keys) {
  const read = async (id: ChatId): Promise<Group | null> => groupOf(id, await redis.hmget(keys.chat(id), ...fields));
  return {
    /** Every group that is known, in no order; one read a chat, many at a time. */
    async all(): Promise<readonly Group[]> {
      const ids = await guarded(redis.smembers(keys.chats()));
      const groups: Group[] = [];
      for (let from = 0; from < ids.length; from += askedAtOnce) {
        const some = await guarded(Promise.all(ids.slice(from, from + askedAtOnce).map(read)));
        for (const group of some) if (group !== null) groups.push(group);
      }
      return groups;
    },

    /** Groups in the order in which they were numbered in a chat within a day: the first has number 1. */
    async numbered(chat: ChatId): Promise<readonly ChatId[]> {
      const kept = await guarded(redis.get(keys.listed(chat)));
      return kept === null ? [] : (JSON.parse(kept) as string[]);
    },
    async setNumbered(chat: ChatId, groups: readonly ChatId[]): Promise<void> {
      await guarded(redis.set(keys.listed(chat), JSON.stringify(groups), 'EX', listedSeconds));
    },

    /** Whether anybody checked in or scored on one of the days. One round trip. */
    async wasActive(chat: ChatId, days: readonly LocalDate[]): Promise<boolean> {
      const asked = days.flatMap((on) => [keys.day(chat, on), keys.points(chat, on)]);
      return (await guarded(redis.exists(...asked))) > 0;
    },
  };
}

function groupOf(id: ChatId, values: readonly (string | null)[]): Group | null {
  const [
    isGroup,
    address,
    title,
    zone,
    locale,
    standing,
    standingAtMs,
    seesAll,
    heardOn,
    tags,
    quiet,
    workdays,
    isAdmin,
  ] = values;
  if (isGroup !== '1') return null;
  const { platform, account, chat } = JSON.parse(address ?? '{}') as ChatAddress;
  const zoneOf = (zone ?? 'Asia/Shanghai') as TimeZone;
  const chosen = kept(workdays, (json) => JSON.parse(json) as WorkdaysKind | null);
  return {
    id,
    platform,
    account,
    chat,
    title: title ?? '',
    zone: zoneOf,
    locale: locale ?? '',
    standing: standing === 'removed' ? 'removed' : standing === 'muted' ? 'muted' : 'active',
    standingAtMs: kept(standingAtMs, Number),
    seesAll: kept(seesAll, (value) => value === '1'),
    isAdmin: kept(isAdmin, (value) => value === '1'),
    heardOn: kept(heardOn, (value) => value as LocalDate),
    tags: kept(tags, (json) => JSON.parse(json) as string[]) ?? [],
    quiet: quiet === null || quiet === undefined ? defaultSettings.quiet : (JSON.parse(quiet) as QuietHours | null),
    workdaysKind: workdaysKindOf({ zone: zoneOf, settings: { workdays: chosen } }),
  };
}

const kept = <T>(value: string | null | undefined, read: (value: string) => T): T | null =>
  value === null || value === undefined ? null : read(value);
