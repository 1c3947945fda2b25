import { z } from 'zod';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { type EntryFields, type LedgerEntry, readEntry, writeEntry } from './ledger-entry.ts';
import type { OrderKind } from './order.ts';
import { isTold, type Outcome } from './outcome.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** One message to one chat for one due instant. */
export interface DeliveryName {
  readonly chat: ChatId;
  /** `handed-over`: what people were to be answered by a process that has ended. */
  readonly kind: OrderKind | 'handed-over';
  readonly ref: string;
  readonly dueAtMs: number;
}

export interface Finish extends EntryFields {
  /** When check-ins were asked for; null when they were not. */
  readonly promptedAtMs: number | null;
  /** Who began to send it; absent: nobody did. */
  readonly sender?: string;
}

/**
 * Whether somebody may send a message. `done`: its outcome is known; `lost`: another was about to send it, and nobody knows
 * what became of that; a number: so many of its calls are out, more than were known of.
 */
export type Begun = 'begin' | 'done' | 'lost' | number;

const beginDelivery = script({
  name: 'begin-delivery',
  keys: ['sent'],
  args: ['sender', 'sentCount'],
  reply: z.union([z.enum(['begin', 'done', 'lost']), z.number()]),
});
const releaseDelivery = script({
  name: 'release-delivery',
  keys: ['sent'],
  args: ['sender', 'sentCount'],
  reply: z.number(),
});
const finishDelivery = script({
  name: 'finish-delivery',
  keys: ['sent', 'ledger', 'chat'],
  args: ['dueAtMs', 'name', 'entry', 'inDoubt', 'kept', 'promptedAtMs', 'isTold', 'sender'],
  reply: z.number(),
});

/** As many as Redis and Valkey keep packed (`zset-max-listpack-entries`): a tenth of what one more would take. */
const keptEntries = 128;

export type LedgerStore = ReturnType<typeof createLedgerStore>;

/** What became of each delivery, and the marks that keep it from being sent twice. All reject with StoreError. */
export function createLedgerStore(redis: RedisClient, keys: Keys) {
  const sentKey = ({ chat, kind, ref, dueAtMs }: DeliveryName): string => keys.sent(chat, `${kind}-${ref}-${dueAtMs}`);
  return {
    /**
     * Whether `sender`, who knows of `sentCount` calls that are out, may send what follows; nobody else may from now on.
     * Idempotent for one sender. One round trip.
     */
    begin: (name: DeliveryName, sender: string, sentCount: number): Promise<Begun> =>
      beginDelivery(redis, { sent: sentKey(name) }, { sender, sentCount }),

    /** Takes the sender's mark back: what follows these calls was not sent, it will be tried again. One round trip. */
    async release(name: DeliveryName, sender: string, sentCount: number): Promise<void> {
      await releaseDelivery(redis, { sent: sentKey(name) }, { sender, sentCount });
    },

    /**
     * Notes the outcome and its consequences for the chat; nothing for a chat that is unknown, nor when the delivery is
     * over already and comes again with nothing told. Resolves to what it is from now on: `unknown` when nothing is told
     * and another sender's mark says that it was about to be. One round trip.
     */
    async finish(name: DeliveryName, { promptedAtMs, sender, ...entry }: Finish): Promise<Outcome> {
      const { chat, kind, ref, dueAtMs } = name;
      const answer = await finishDelivery(
        redis,
        { sent: sentKey(name), ledger: keys.ledger(chat), chat: keys.chat(chat) },
        {
          dueAtMs,
          name: `${kind} ${ref} `,
          entry: writeEntry(entry, dueAtMs),
          inDoubt: writeEntry({ ...entry, outcome: 'unknown' }, dueAtMs),
          kept: keptEntries,
          promptedAtMs: promptedAtMs ?? '',
          isTold: isTold(entry.outcome) ? 1 : 0,
          sender: sender ?? '',
        },
      );
      return answer === 2 ? 'unknown' : entry.outcome;
    },

    /** What is noted of one delivery; null when nothing is, or no longer. One round trip. */
    async find({ chat, kind, ref, dueAtMs }: DeliveryName): Promise<LedgerEntry | null> {
      const entries = await guarded(redis.zrangebyscore(keys.ledger(chat), dueAtMs, dueAtMs));
      const found = entries.find((entry) => entry.startsWith(`${kind} ${ref} `));
      return found === undefined ? null : readEntry(found, dueAtMs);
    },

    /** The newest `count` entries, newest first. */
    async latest(chat: ChatId, count: number): Promise<readonly LedgerEntry[]> {
      const flat = await guarded(redis.zrevrange(keys.ledger(chat), 0, count - 1, 'WITHSCORES'));
      const entries: LedgerEntry[] = [];
      for (let index = 0; index + 1 < flat.length; index += 2) {
        entries.push(readEntry(flat[index] ?? '', Number(flat[index + 1])));
      }
      return entries;
    },
  };
}
