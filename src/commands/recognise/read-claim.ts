import { normalise } from '../../domain/normalise.ts';
import { bindWords } from '../bind/bind.ts';
import type { PersonalEvent } from '../core/event.ts';

/** What somebody answers when asked who they are: a number of the list, or six digits from another platform. */
export type ClaimReading =
  { readonly kind: 'number'; readonly number: number } | { readonly kind: 'code'; readonly code: string };

const words = [...new Set(bindWords.map(normalise))].join('|');
/** 绑定 1 · /bind 1 · 绑定1号 · 绑定：483920 */
const claimPattern = new RegExp(`^/?(?:${words})[\\s:：,，]*(\\d{1,2}|\\d{6})(?:号|號)?[。.!！~]?$`, 'u');
/** 绑定 同意 1 · /bind yes 1 */
const approvalPattern = new RegExp(
  `^/?(?:${words})[\\s:：,，]*(?:同意|yes|ok)[\\s:：,，]*(\\d{1,2})(?:号|號)?[。.!！~]?$`,
  'u',
);

function saidIn(event: PersonalEvent): string {
  return normalise(event.kind === 'text' ? event.text : event.kind === 'choice' ? event.token : '');
}

/** Null when the event is no such answer. */
export function readClaim(event: PersonalEvent): ClaimReading | null {
  const digits = claimPattern.exec(saidIn(event))?.[1];
  if (digits === undefined) return null;
  return digits.length === 6 ? { kind: 'code', code: digits } : { kind: 'number', number: Number(digits) };
}

/** Which claim on a record that somebody else has an organiser agrees to; null when the event is no such word. */
export function readApproval(event: PersonalEvent): number | null {
  const digits = approvalPattern.exec(saidIn(event))?.[1];
  return digits === undefined ? null : Number(digits);
}
