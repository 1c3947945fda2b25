import { findAmountPrefix, type FoundAmount, isPlausibleAmount } from './amount.ts';
import { foldInPlace } from './normalise.ts';
import type { AmountUnit } from './study-units.ts';
import { pastSource, verbSource, whoWhenSource } from './study-words.ts';

/** What a member did: an amount where one was given, and everything else in their own words. */
export interface Progress {
  readonly amount: number | null;
  /** Null where no amount or a bare number was given; hours come as minutes. */
  readonly unit: AmountUnit | null;
  /** The whole of a fraction: 5 in 3/5. */
  readonly of: number | null;
  readonly note: string;
}

const noProgress: Progress = { amount: null, unit: null, of: null, note: '' };
/** An amount is looked for at the start of long notes only. */
const searchedLength = 200;

const unseen = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const leadingSeparators = /^[\s,，.。:：;；、!！|/~～)）】\]#–—-]+/;
const trailingSeparators = /[\s,，:：;；、|/–—-]+$/;
const hasWord = /[\p{L}\p{N}]/u;
const plusOne = /^[+＋][1１一](?![\d０-９])/;

/** Where an amount may begin: not inside a number, a date, a time, a price or 第三章. */
const amountStart =
  /(?<![\w.,/:$¥€£#@第每〇零一二两三四五六七八九十百千万亿半-])(?:[\d半〇零一二两三四五六七八九十百千廿卅贰叁肆伍陆柒捌玖拾]|(?<![a-z'])(?=[a-z])(?:an? |half |one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|fif|six|seven|eigh|nine|twenty|forty))/g;
/** 30分钟后, 2 hours ago, 20–30页: no amount of work. */
const soonAfter = /^ ?(?:(?:以|之)?[后前内]|later|ago|left|late|before|after|[-–~～到至] ?\d)/;
const rangeBefore = /[\d页分时][-–~～到至]$/;
/** Less than nothing, not a dash that sets the amount off. */
const negative = /^[-−－][\d半]/;
const spacesBetween = /^[\s,，。;；、|]*$/;

const verbEnd = new RegExp(
  `(?:${whoWhenSource} ?)*(?:(?:${verbSource}|完成)${pastSource}?)?(?:大概|大约|约|差不多|有)?$|(?:\\bi )?\\b(?:read|studied|did|learn(?:ed|t)|reviewed|finished|completed|practi[sc]ed|memori[sz]ed|wrote|watched|listened)(?: for| about| another)? $`,
);
const linkStart = /^\s*(?:of|的)\s*/;

interface PlacedAmount extends FoundAmount {
  readonly start: number;
}

function isToken(folded: string, start: number, end: number): boolean {
  const before = folded.charAt(start - 1);
  const after = folded.charAt(end);
  return (before === '' || spacesBetween.test(before)) && (after === '' || spacesBetween.test(after));
}

/** The first amount of the text: with a unit anywhere, a fraction as a word of its own, a bare number only in front. */
function findAmount(folded: string): PlacedAmount | null {
  for (const match of folded.slice(0, searchedLength).matchAll(amountStart)) {
    const start = match.index;
    const found = findAmountPrefix(folded.slice(start, start + searchedLength));
    if (found === null) continue;
    const end = start + found.length;
    if (soonAfter.test(folded.slice(end)) || rangeBefore.test(folded.slice(0, start))) continue;
    if (found.unit === null && (start > 0 || !isToken(folded, start, end))) continue;
    if (found.unit === 'fraction' && !isToken(folded, start, end)) continue;
    return { ...found, start };
  }
  return null;
}

function joinNote(before: string, after: string): string {
  const parts = [before.replace(trailingSeparators, ''), after.replace(leadingSeparators, '')];
  const note = parts.filter((part) => hasWord.test(part)).join(' ');
  return note.trim();
}

/**
 * The amount and the note of what was typed after an explicit check-in word: everything that is not the amount is the
 * note, as it was typed. The amount is as said, be it plausible or not: see {@link isWithinBounds}.
 */
export function readProgress(text: string): Progress {
  const typed = text.replace(unseen, '').trim().replace(leadingSeparators, '').replace(plusOne, '');
  if (!hasWord.test(typed)) return noProgress;
  const folded = foldInPlace(typed);
  const found = findAmount(folded);
  if (negative.test(text.trim())) return { ...noProgress, amount: -(found?.amount ?? 1), note: typed };
  if (found === null) return { ...noProgress, note: joinNote('', typed) };
  const before = folded.slice(0, found.start);
  const kept = typed.slice(0, before.length - (verbEnd.exec(before)?.[0].length ?? 0));
  const note = joinNote(kept, typed.slice(found.start + found.length).replace(linkStart, ' '));
  return { amount: found.amount, unit: found.unit, of: found.of, note };
}

/** True where there is no amount, or one that a day can hold: see {@link isPlausibleAmount}. */
export function isWithinBounds(progress: Progress): boolean {
  return progress.amount === null || isPlausibleAmount(progress.amount, progress.unit, progress.of);
}
