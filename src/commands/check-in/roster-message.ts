import type { LocalDate } from '../../domain/local-date.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import type { DayMember } from '../../store/check-ins.ts';
import { shorten } from '../core/cut-text.ts';
import type { RosterPart } from '../core/reply.ts';
import { totalText } from './amount-text.ts';
import { checkInChoice } from './check-in-choice.ts';

/** Names on the roster message; more of them nobody reads. */
export const rosterNamesMax = 30;
const nameMaxCharacters = 24;

/** A name as one short line. */
export const shownName = (name: string): string => shorten(name.replace(/\s+/g, ' ').trim(), nameMaxCharacters);

/** A name, or “a fellow student” for one who does not want to be named. */
export const nameOf = (name: string | null): string | Text => (name === null ? text('somebody') : shownName(name));

/** The day's roster: how many, the latest names with what they did, and how many more. `latest` is newest first. */
export function rosterText(on: LocalDate, memberCount: number, latest: readonly DayMember[]): Text {
  if (memberCount === 0) return lines(text('roster-head', { day: day(on), count: 0 }), text('roster-nobody'));
  const named = latest
    .flatMap(({ name, entries }) => (name === null ? [] : [entryText(name, totalText(entries))]))
    .reverse();
  const moreCount = memberCount - named.length;
  return lines(
    text('roster-head', { day: day(on), count: memberCount }),
    named.length === 0 ? null : enumeration(named),
    moreCount <= 0 ? null : text('roster-more', { count: moreCount }),
  );
}

/** The slot in which the roster of a day stands. */
export const rosterSlot = (on: LocalDate): string => `check-in:${on}`;

/** The standing message of a day; `fresh` is said where messages cannot be changed. */
export function rosterPart(
  on: LocalDate,
  memberCount: number,
  latest: readonly DayMember[],
  fresh: Text | null,
): RosterPart {
  const words = rosterText(on, memberCount, latest);
  return { kind: 'roster', slot: rosterSlot(on), text: words, choices: [checkInChoice], fresh };
}

/** A name with what its bearer did, if that was counted. */
export function entryText(name: string, amount: ReturnType<typeof totalText>): Text {
  return amount === null
    ? text('enumeration', { parts: shownName(name) })
    : text('roster-entry', { name: shownName(name), amount });
}

const enumeration = (parts: readonly Text[]): Text => text('enumeration', { parts: { list: parts } });
