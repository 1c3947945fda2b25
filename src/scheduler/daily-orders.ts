import type { AnnouncementKind, Orders } from '../commands/core/announcement.ts';
import type { Chat } from '../store/chat.ts';

/** Keeps a chat's daily messages on the times of its settings. */
export interface DailyOrders {
  /** Puts the plan's morning message, the nudge and the digest on their times; takes away what is turned off. Idempotent. */
  put(chat: Chat, nowMs: number): Promise<void>;
}

/** A daily message that is later than this is of no use any more. */
const graceMs = 2 * 3_600_000;

export function createDailyOrders(orders: Orders): DailyOrders {
  return {
    async put(chat, nowMs) {
      const { planMinute, nudgeMinute, digestMinute } = chat.settings;
      const times: readonly (readonly [AnnouncementKind, number | null])[] = [
        ['plan', planMinute],
        ['nudge', nudgeMinute],
        ['digest', digestMinute],
      ];
      for (const [kind, minute] of times) {
        const name = { chat: chat.id, kind, ref: '' };
        if (minute === null || !chat.isGroup) await orders.remove(name);
        else {
          const schedule = { kind: 'daily', minutes: [minute] } as const;
          await orders.put({ ...name, schedule, zone: chat.zone, graceMs }, nowMs);
        }
      }
    },
  };
}
