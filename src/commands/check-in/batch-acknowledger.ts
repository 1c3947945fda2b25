import type { LocalDate } from '../../domain/local-date.ts';
import { type Text, lines, text } from '../../i18n/text.ts';
import type { DayMember, Recorded } from '../../store/check-ins.ts';
import type { Capabilities } from '../core/capabilities.ts';
import type { Context } from '../core/command.ts';
import { firstNames } from '../core/first-names.ts';
import { createGathering, type GatheringParts } from '../core/gathering.ts';
import type { Outbox } from '../core/outbox.ts';
import { say } from '../core/reply.ts';
import { totalText } from './amount-text.ts';
import { lineText, milestones } from './check-in-line.ts';
import { entryText, shownName } from './roster-message.ts';

/** Says that check-ins are on record where each would cost a message: one line for all of a few seconds. */
export interface BatchAcknowledger {
  /** Puts what was recorded for a member's day into the chat's next line; more than once for those on a list. */
  acknowledgeSoon(recorded: Recorded, on: LocalDate, context: Acknowledged): void;
  /** Says something about names below the chat's next line; names of one sort of remark are said together. */
  remarkSoon(remark: Remark, on: LocalDate, context: Acknowledged): void;
  /** The member has taken something back and was told so: the line leaves them out. */
  leaveOut(chat: string, seat: number): void;
  /** Says at once what waits. Never rejects. */
  tellAll(): Promise<void>;
}

/** What is said about those who could not be recorded. */
export interface Remark {
  readonly names: readonly string[];
  /** The same function for all remarks of one sort. */
  readonly say: (names: readonly string[]) => Text;
}

/** Of the event that is answered. */
export type Acknowledged = Pick<Context, 'chat' | 'event' | 'locale'>;

export interface BatchAcknowledgerParts extends Pick<GatheringParts<never>, 'timers' | 'clock'> {
  readonly outbox: Pick<Outbox, 'post'>;
}

/** Whether check-ins of the chat are acknowledged together: it can show them neither by a sign nor in a changed message. */
export const isAcknowledgedTogether = (isGroup: boolean, can: Pick<Capabilities, 'edit' | 'reactions'>): boolean =>
  isGroup && can.edit === null && can.reactions === null;

const quietMs = 5_000;
const mostMs = 20_000;
/** About a thousand bytes of Chinese; with the rest of the line every platform takes it in one message. */
const namesMaxCharacters = 320;
/** What an amount and the comma add to a name. */
const amountCharacters = 10;
const milestoneNamesMaxCharacters = 60;

interface Entry extends Acknowledged {
  readonly what: { readonly recorded: Recorded } | { readonly remark: Remark };
  readonly on: LocalDate;
}

export function createBatchAcknowledger({ outbox, timers, clock }: BatchAcknowledgerParts): BatchAcknowledger {
  const gathering = createGathering<Entry>({
    name: 'check-ins',
    timers,
    clock,
    quietMs,
    mostMs,
    tell(entries) {
      const last = entries.at(-1);
      if (last === undefined) return Promise.resolve();
      const { chat, event, locale } = last;
      const people = onePerSeat(entries.flatMap(({ what }) => ('recorded' in what ? [what.recorded] : [])));
      const [only, ...others] = people;
      const done = only === undefined ? null : others.length === 0 ? lineText(only) : batchText(people);
      const remarks = remarkTexts(entries.flatMap(({ what }) => ('remark' in what ? [what.remark] : [])));
      outbox.post({ chat, to: event.from, locale, cause: event }, [say(lines(done, ...remarks))]);
      return Promise.resolve();
    },
  });
  return {
    acknowledgeSoon(recorded, on, { chat, event, locale }) {
      gathering.add(`${chat.id}:${on}`, { what: { recorded }, on, chat, event, locale });
    },
    remarkSoon(remark, on, { chat, event, locale }) {
      gathering.add(`${chat.id}:${on}`, { what: { remark }, on, chat, event, locale });
    },
    leaveOut(chat, seat) {
      gathering.drop(
        ({ chat: { id }, what }) => id === chat && 'recorded' in what && what.recorded.member.seat === seat,
      );
    },
    tellAll: () => gathering.tellAll(),
  };
}

function remarkTexts(remarks: readonly Remark[]): readonly Text[] {
  const sorts = new Map<Remark['say'], readonly string[]>();
  for (const remark of remarks) sorts.set(remark.say, [...(sorts.get(remark.say) ?? []), ...remark.names]);
  return [...sorts].map(([sayThem, names]) => sayThem([...new Set(names)]));
}

/** The latest state of each member, in the order of their first check-in; the first check-in of a day stays one. */
function onePerSeat(all: readonly Recorded[]): readonly Recorded[] {
  const bySeat = new Map<number, Recorded>();
  for (const recorded of all) {
    const { seat } = recorded.member;
    const known = bySeat.get(seat);
    bySeat.set(seat, known?.outcome === 'recorded' ? { ...recorded, outcome: 'recorded' } : recorded);
  }
  return [...bySeat.values()];
}

function batchText(people: readonly Recorded[]): Text {
  const count = Math.max(...people.map(({ memberCount }) => memberCount));
  const members = people.map(({ member }) => ({ ...member, name: shownOf(member) }));
  const { named, moreCount } = firstNames(members, namesMaxCharacters, amountCharacters);
  const names = { list: named.map(({ name, entries }) => entryText(name ?? '', totalText(entries))) };
  return lines(
    named.length === 0
      ? text('check-ins-noted-unnamed', { more: moreCount, count })
      : moreCount === 0
        ? text('check-ins-noted', { names, count })
        : text('check-ins-noted-more', { names, more: moreCount, count }),
    ...[...milestones].map(([days, { together }]) => milestoneText(people, days, together)),
  );
}

const shownOf = ({ name }: DayMember): string | null => (name === null ? null : shownName(name));

/** A warm word for those who complete so many days in a row; null when nobody may be named for it. */
function milestoneText(people: readonly Recorded[], days: number, words: (names: Text) => Text): Text | null {
  const there = people.filter(({ outcome, streak }) => outcome === 'recorded' && streak === days);
  const shown = there.map(({ member }) => ({ name: shownOf(member) }));
  const { named } = firstNames(shown, milestoneNamesMaxCharacters, 1);
  if (named.length === 0) return null;
  const names = { list: named.map(({ name }) => name ?? '') };
  return words(
    named.length === there.length
      ? text('enumeration', { parts: names })
      : text('check-ins-names', { names, count: there.length }),
  );
}
