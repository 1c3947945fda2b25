import { scheduleByKind, workdaysKindOf } from '../../domain/chat-workdays.ts';
import type { Chat } from '../../store/chat.ts';
import type { NumberedReminder, ReminderStore } from '../../store/reminders.ts';
import type { Orders } from '../core/announcement.ts';

/** Keeps the index of what is due in step with a chat's reminders. Every call is idempotent. */
export interface ReminderOrders {
  /** Puts the reminder on its next time, or takes it off while it is paused. */
  put(chat: Chat, reminder: NumberedReminder, nowMs: number): Promise<void>;
  remove(chat: string, number: number): Promise<void>;
  /** After the chat's zone or calendar has changed: every reminder on its new time. */
  replan(chat: Chat, nowMs: number): Promise<void>;
}

/** After downtime a reminder younger than this is still sent, marked late (product.md, “on time, once”). */
const graceMs = 2 * 3_600_000;

export function createReminderOrders(orders: Orders, reminders: Pick<ReminderStore, 'all'>): ReminderOrders {
  const put: ReminderOrders['put'] = async (chat, { number, isPaused, schedule }, nowMs) => {
    const name = { chat: chat.id, kind: 'reminder', ref: String(number) } as const;
    if (isPaused) await orders.remove(name);
    else {
      const kept = scheduleByKind(schedule, workdaysKindOf(chat));
      await orders.put({ ...name, schedule: kept, zone: chat.zone, graceMs }, nowMs);
    }
  };
  return {
    put,
    remove: (chat, number) => orders.remove({ chat, kind: 'reminder', ref: String(number) }),
    async replan(chat, nowMs) {
      for (const reminder of await reminders.all(chat.id)) await put(chat, reminder, nowMs);
    },
  };
}
