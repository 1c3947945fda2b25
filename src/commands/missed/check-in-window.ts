import { localDateOf, minuteOfDay } from '../../domain/calendar.ts';
import { isQuiet } from '../../domain/quiet-hours.ts';
import type { Chat } from '../../store/chat.ts';
import { signFreshMs } from '../check-in/quick-reply.ts';
import type { Silence } from '../core/desk.ts';

/**
 * True when check-ins were being waited for while nothing was heard: the group was asked today, and a mere `1` would
 * have counted at some time of the silence. Never in quiet hours.
 */
export function isCheckInWindowHit(chat: Chat, { fromMs, toMs }: Silence, nowMs: number): boolean {
  const { promptedAtMs, zone, settings } = chat;
  if (!chat.isGroup || chat.standing !== 'active' || promptedAtMs === null) return false;
  if (promptedAtMs >= toMs || fromMs > promptedAtMs + signFreshMs) return false;
  if (localDateOf(promptedAtMs, zone) !== localDateOf(nowMs, zone)) return false;
  return !isQuiet(minuteOfDay(nowMs, zone), settings.quiet);
}
