import type { TimeZone } from '../domain/local-date.ts';
import { type Schedule, scheduleFromJson } from '../domain/schedule.ts';
import { fnv1a } from './fnv.ts';
import type { ChatId } from './keys.ts';

const orderKinds = ['reminder', 'plan', 'nudge', 'digest', 'quiz', 'fan-out'] as const;
export type OrderKind = (typeof orderKinds)[number];

export interface OrderName {
  readonly chat: ChatId;
  readonly kind: OrderKind;
  readonly ref: string;
}

/** A standing order as kept: what comes due in a chat, by which schedule. */
export interface StoredOrder extends OrderName {
  readonly schedule: Schedule;
  readonly zone: TimeZone;
  readonly graceMs: number;
}

/** Chats are spread over as many hash tags, so that a cluster shares the work; changing it loses every order. */
export const shardCount = 16;

/** The shard of a chat's orders. */
export const shardOf = (chat: ChatId): number => fnv1a(chat) % shardCount;

export const orderId = ({ chat, kind, ref }: OrderName): string => `${chat} ${kind} ${ref}`;

/** What is kept of an order beside its id. */
export const writeOrder = ({ schedule, zone, graceMs }: StoredOrder): string =>
  JSON.stringify({ schedule, zone, graceMs });

/** The order of an id and what is kept of it; null when either cannot be read. */
export function readOrder(id: string, json: string): StoredOrder | null {
  const parts = /^(\S*) (\S*) (.*)$/s.exec(id);
  const [, chat = '', spelled, ref = ''] = parts ?? [];
  const kind = orderKinds.find((one) => one === spelled);
  const { schedule: kept, zone, graceMs } = fieldsIn(json);
  const schedule = scheduleFromJson(kept);
  if (kind === undefined || schedule === null) return null;
  if (typeof zone !== 'string' || typeof graceMs !== 'number') return null;
  return { chat, kind, ref, schedule, zone: zone as TimeZone, graceMs };
}

function fieldsIn(json: string): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(json) as object) };
  } catch {
    return {}; // One damaged order must not keep the others from being read.
  }
}
