import { z } from 'zod';
import { type Schedule, scheduleFromJson } from '../domain/schedule.ts';
import { remindersMax } from '../domain/limits.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** What a chat is reminded of. */
export interface Reminder {
  readonly schedule: Schedule;
  readonly words: string;
  /** The topic it was made in; null in the main room. */
  readonly thread: string | null;
  /** Absent in those that were made before it was noted. */
  readonly madeAtMs?: number | undefined;
}

export interface NumberedReminder extends Reminder {
  /** Counts up in the chat and is never given again. */
  readonly number: number;
  readonly isPaused: boolean;
}

const reminderShape = z.object({
  schedule: z.unknown().transform((kept, context): Schedule => {
    const schedule = scheduleFromJson(kept);
    if (schedule !== null) return schedule;
    context.addIssue('not a schedule');
    return z.NEVER;
  }),
  words: z.string(),
  thread: z.string().nullable(),
  madeAtMs: z.number().optional(),
});

const addReminder = script({
  name: 'add-reminder',
  keys: ['reminders', 'chat', 'handled'],
  args: ['reminder', 'max'],
  reply: jsonReply(z.object({ number: z.number(), kept: z.string() })),
});
const changeReminder = script({
  name: 'change-reminder',
  keys: ['reminders', 'handled'],
  args: ['number', 'act'],
  reply: jsonReply(z.object({ kept: z.string() })),
});

const reminderOf = (json: string): Reminder => reminderShape.parse(JSON.parse(json));

export type ReminderStore = ReturnType<typeof createReminderStore>;

/** Reminders of chats. When they are due stands in the index of occurrences. All reject with StoreError. */
export function createReminderStore(redis: RedisClient, keys: Keys) {
  const numbered = (number: number, kept: string): NumberedReminder => ({
    ...reminderOf(kept.slice(1)),
    number,
    isPaused: kept.startsWith('-'),
  });
  return {
    /** The new reminder with its number, the first one made by this event; null when the chat has enough. */
    async add(chat: ChatId, event: string, reminder: Reminder): Promise<NumberedReminder | null> {
      const { number, kept } = await addReminder(
        redis,
        { reminders: keys.reminders(chat), chat: keys.chat(chat), handled: keys.handled(chat, event) },
        { reminder: JSON.stringify(reminder), max: remindersMax },
      );
      return number === 0 ? null : { ...reminderOf(kept), number, isPaused: false };
    },

    /** The reminder that was changed (as it was, if deleted); null when there is none of that number. */
    async change(
      chat: ChatId,
      event: string,
      number: number,
      act: 'pause' | 'resume' | 'delete',
    ): Promise<NumberedReminder | null> {
      const { kept } = await changeReminder(
        redis,
        { reminders: keys.reminders(chat), handled: keys.handled(chat, event) },
        { number, act },
      );
      return kept === '' ? null : { ...reminderOf(kept), number, isPaused: act === 'pause' };
    },

    async read(chat: ChatId, number: number): Promise<NumberedReminder | null> {
      const kept = await guarded(redis.hget(keys.reminders(chat), String(number)));
      return kept === null ? null : numbered(number, kept);
    },

    /** All of a chat by number. */
    async all(chat: ChatId): Promise<readonly NumberedReminder[]> {
      const kept = await guarded(redis.hgetall(keys.reminders(chat)));
      return Object.entries(kept)
        .map(([number, json]) => numbered(Number(number), json))
        .sort((a, b) => a.number - b.number);
    },

    /** Takes away a reminder whose time is over; nothing happens when it is gone. */
    async drop(chat: ChatId, number: number): Promise<void> {
      await guarded(redis.hdel(keys.reminders(chat), String(number)));
    },
  };
}
