import { z } from 'zod';
import { deadSenderMs } from '../domain/limits.ts';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import type { OrderKind } from './order.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** One message to one chat for one due instant. */
export interface DeliveryName {
  readonly chat: ChatId;
  readonly kind: OrderKind;
  readonly ref: string;
  readonly dueAtMs: number;
}

const outcomes = [
  'sent',
  'late',
  'removed',
  'muted',
  'unknown',
  'failed',
  'skipped-late',
  'skipped-quiet',
  'skipped-nothing',
] as const;

/** How a delivery ended. `unknown`: the platform did not tell whether it took the message; `late`: sent, marked so. */
export type Outcome = (typeof outcomes)[number];

const ledgerEntry = z.object({
  outcome: z.enum(outcomes),
  atMs: z.number(),
  messageId: z.string().nullable(),
  /** With `failed`: why. */
  code: z.string().nullable(),
});
type EntryFields = z.infer<typeof ledgerEntry>;

export interface LedgerEntry extends EntryFields {
  readonly kind: string;
  readonly ref: string;
  readonly dueAtMs: number;
}

export interface Finish extends EntryFields {
  /** When check-ins were asked for; null when they were not. */
  readonly promptedAtMs: number | null;
}

const beginDelivery = script({
  name: 'begin-delivery',
  keys: ['sent'],
  args: ['nowMs', 'deadMs'],
  reply: z.enum(['begin', 'done', 'busy', 'lost']),
});
const finishDelivery = script({
  name: 'finish-delivery',
  keys: ['sent', 'ledger', 'chat'],
  args: ['dueAtMs', 'name', 'entry', 'kept', 'promptedAtMs', 'isTold'],
  reply: z.number(),
});

/** Outcomes of a message that has gone out, or may have: none of the others takes their place. */
const toldOutcomes: ReadonlySet<Outcome> = new Set(['sent', 'late', 'unknown']);

const keptEntries = 500;

export type LedgerStore = ReturnType<typeof createLedgerStore>;

/** What became of each delivery, and the marks that keep it from being sent twice. All reject with StoreError. */
export function createLedgerStore(redis: RedisClient, keys: Keys) {
  const sentKey = ({ chat, kind, ref, dueAtMs }: DeliveryName): string => keys.sent(chat, `${kind}-${ref}-${dueAtMs}`);
  return {
    /** Whether the message may be sent now. One round trip. */
    begin: (name: DeliveryName, nowMs: number): Promise<'begin' | 'done' | 'busy' | 'lost'> =>
      beginDelivery(redis, { sent: sentKey(name) }, { nowMs, deadMs: deadSenderMs }),

    /** Takes the mark back: nothing was sent, it will be tried again. */
    async release(name: DeliveryName): Promise<void> {
      await guarded(redis.del(sentKey(name)));
    },

    /**
     * Notes the outcome and its consequences for the chat; nothing for a chat that is unknown, nor when the delivery is
     * over already and comes again with nothing told. One round trip.
     */
    async finish(name: DeliveryName, { promptedAtMs, ...entry }: Finish): Promise<void> {
      const { chat, kind, ref, dueAtMs } = name;
      await finishDelivery(
        redis,
        { sent: sentKey(name), ledger: keys.ledger(chat), chat: keys.chat(chat) },
        {
          dueAtMs,
          name: `${kind} ${ref} `,
          // With its instant, so that no two entries are the same member.
          entry: JSON.stringify({ ...entry, dueAtMs }),
          kept: keptEntries,
          promptedAtMs: promptedAtMs ?? '',
          isTold: toldOutcomes.has(entry.outcome) ? 1 : 0,
        },
      );
    },

    /** The newest `count` entries, newest first. */
    async latest(chat: ChatId, count: number): Promise<readonly LedgerEntry[]> {
      const flat = await guarded(redis.zrevrange(keys.ledger(chat), 0, count - 1, 'WITHSCORES'));
      const entries: LedgerEntry[] = [];
      for (let index = 0; index + 1 < flat.length; index += 2) {
        const [kind = '', ref = '', ...json] = (flat[index] ?? '').split(' ');
        const fields = ledgerEntry.parse(JSON.parse(json.join(' ')));
        entries.push({ kind, ref, dueAtMs: Number(flat[index + 1]), ...fields });
      }
      return entries;
    },
  };
}
