import type { Urgency } from './urgency.ts';

/** A call that waits for its slot on a slow account. */
export interface Waiting {
  readonly chat: string;
  readonly urgency: Urgency;
  /** Nothing can be booked for it before. */
  readonly readyAtMs: number;
}

/** Where an account is. */
export interface Whereabouts {
  /** The chat of its latest message; null before the first. */
  readonly chat: string | null;
  /** How many messages in a row went there. */
  readonly stayedCount: number;
  /** How many chats in a row it turned to for an answer. */
  readonly answeredCount: number;
}

/** Messages in a row to one chat while another one waits. */
export const stayMax = 5;
/** Chats in a row that are answered while a reminder to another one waits. */
export const answersMax = 3;

/**
 * Which of those who wait, in order of arrival, is to be sent next; null when nobody's time has come. What goes to the
 * chat the account is in goes first, since to leave and come back takes far longer than to stay; then answers, then the
 * rest. Neither one chat nor the answers may keep the others waiting for ever. `leavesByMs` is when the account could
 * turn to another chat at the latest.
 */
export function nextInLine<W extends Waiting>(
  waiting: readonly W[],
  at: Whereabouts,
  { nowMs, leavesByMs }: { readonly nowMs: number; readonly leavesByMs: number },
): W | null {
  const ready = waiting.filter(({ readyAtMs }) => readyAtMs <= nowMs);
  const isHere = ({ chat }: W): boolean => chat === at.chat;
  const isTired = at.stayedCount >= stayMax && waiting.some((one) => !isHere(one) && one.readyAtMs <= leavesByMs);
  const here = isTired ? [] : ready.filter(isHere);
  const stays = here.find(({ urgency }) => urgency === 'direct') ?? here[0];
  if (stays !== undefined) return stays;
  const away = ready.filter((one) => !isHere(one));
  const answer = away.find(({ urgency }) => urgency === 'direct');
  const reminder = away.find(({ urgency }) => urgency === 'bulk');
  const first = at.answeredCount >= answersMax ? (reminder ?? answer) : (answer ?? reminder);
  return first ?? null;
}

/** Where the account is after a message of `urgency` to `chat`. */
export function movedOn(at: Whereabouts, chat: string, urgency: Urgency): Whereabouts {
  if (chat === at.chat) return { ...at, stayedCount: at.stayedCount + 1 };
  return { chat, stayedCount: 1, answeredCount: urgency === 'direct' ? at.answeredCount + 1 : 0 };
}
