import { normalise } from '../../domain/normalise.ts';
import { bindWords } from '../bind/bind.ts';
import type { PersonalEvent } from '../core/event.ts';

/** What somebody answers when asked who they are: a number of the list, or six digits from another platform. */
export type ClaimReading =
  { readonly kind: 'number'; readonly number: number } | { readonly kind: 'code'; readonly code: string };

const words = [...new Set(bindWords.map(normalise))].join('|');
/** 绑定 1 · /bind 1 · 绑定1号 · 绑定：483920 */
const claimPattern = new RegExp(`^/?(?:${words})[\\s:：,，]*(\\d{1,2}|\\d{6})(?:号|號)?[。.!！~]?$`, 'u');

/** Null when the event is no such answer. */
export function readClaim(event: PersonalEvent): ClaimReading | null {
  const said = event.kind === 'text' ? event.text : event.kind === 'choice' ? event.token : '';
  const digits = claimPattern.exec(normalise(said))?.[1];
  if (digits === undefined) return null;
  return digits.length === 6 ? { kind: 'code', code: digits } : { kind: 'number', number: Number(digits) };
}
