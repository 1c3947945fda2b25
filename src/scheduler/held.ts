import { afterQuiet } from '../domain/quiet-hours.ts';
import { type ChatSettings, defaultSettings } from '../domain/settings.ts';
import type { Chat } from '../store/chat.ts';
import type { DeliveryName } from '../store/ledger.ts';
import type { OrderKind } from '../store/order.ts';

/** What is later than this is a catch-up, and says that it is late. */
export const lateAfterMs = 2 * 60_000;

const minuteSettings: Partial<Record<OrderKind, 'planMinute' | 'nudgeMinute' | 'digestMinute'>> = {
  plan: 'planMinute',
  nudge: 'nudgeMinute',
  digest: 'digestMinute',
};

/**
 * The instant from which a delivery may be made: `nowMs`, or the end of the chat's quiet hours.
 * What somebody set for a time within quiet hours is sent at that time; quiet hours hold back what comes late, and
 * daily messages whose time nobody chose.
 */
export function heldUntilMs(
  { kind, lateMs }: Pick<DeliveryName, 'kind'> & { readonly lateMs: number },
  { settings, zone }: Chat,
  nowMs: number,
): number {
  // Somebody is waiting for an answer.
  if (kind === 'handed-over') return nowMs;
  const isCatchUp = lateMs > lateAfterMs;
  if (!isCatchUp && isTimeChosen(kind, settings)) return nowMs;
  return afterQuiet(nowMs, settings.quiet, zone);
}

function isTimeChosen(kind: OrderKind, settings: ChatSettings): boolean {
  // One who sends to many chats chose a time for none of them.
  if (kind === 'fan-out') return false;
  const name = minuteSettings[kind];
  return name === undefined || settings[name] !== defaultSettings[name];
}
