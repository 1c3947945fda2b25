import { dayNumber } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { streakOf } from '../../domain/streak.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { Recorded } from '../../store/check-ins.ts';
import type { ProgressStore } from '../../store/progress.ts';
import type { RelayOutcome, RelayStore } from '../../store/relays.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { BatchAcknowledger, Remark } from '../check-in/batch-acknowledger.ts';
import { dayRoster } from '../check-in/day-roster.ts';
import { nameOf, shownName } from '../check-in/roster-message.ts';
import type { Context } from '../core/command.ts';
import { quoting, type Reply, reply, say } from '../core/reply.ts';

export interface RelayReplyParts {
  readonly relays: Pick<RelayStore, 'entries'>;
  readonly progress: Pick<ProgressStore, 'latest' | 'states' | 'dayCount'>;
  readonly roster: Pick<RosterStore, 'shownNames'>;
  readonly acknowledger: Pick<BatchAcknowledger, 'acknowledgeSoon' | 'leaveOut' | 'remarkSoon'>;
}

/** Names told back in one line. */
const namesMax = 8;

/**
 * What a relay is answered with: check-ins as if each had sent one – a sign and the roster where messages can be
 * changed, else a part of the next line for many – and one line for what could not be recorded; nothing for nothing.
 */
export async function relayReplies(
  outcome: RelayOutcome,
  on: LocalDate,
  context: Context,
  parts: RelayReplyParts,
): Promise<readonly Reply[]> {
  const { recorded, added, corrected, takenBack } = outcome;
  const remarks = remarksOf(outcome);
  const seats = [...recorded, ...added, ...corrected];
  if (context.can.edit === null) {
    for (const seat of takenBack) parts.acknowledger.leaveOut(context.chat.id, seat);
    for (const each of await asRecorded(outcome, on, context, parts)) {
      parts.acknowledger.acknowledgeSoon(each, on, context);
    }
    for (const remark of remarks) parts.acknowledger.remarkSoon(remark, on, context);
    return takenBack.length === 0 ? [] : [say(await takenBackText(takenBack, context, parts))];
  }
  const left = remarks.length === 0 ? [] : [quoting(say(lines(...remarks.map((each) => each.say(each.names)))))];
  if (seats.length === 0 && takenBack.length === 0) return left;
  const sign = context.can.reactions === null ? [] : [reply({ kind: 'reaction', sign: 'done' })];
  return [...sign, await dayRoster(context.chat.id, on, parts), ...left];
}

/** What each one's check-in by hand would have come back with. */
async function asRecorded(
  { recorded, added, corrected }: RelayOutcome,
  on: LocalDate,
  { chat }: Context,
  { relays, progress, roster }: RelayReplyParts,
): Promise<readonly Recorded[]> {
  const seats = [...recorded, ...added, ...corrected];
  const [entries, states, names, memberCount] = await Promise.all([
    relays.entries(chat.id, on, seats),
    progress.states(chat.id, seats),
    roster.shownNames(chat.id, seats),
    progress.dayCount(chat.id, on),
  ]);
  return seats.map((seat, index) => ({
    outcome: recorded.includes(seat) ? 'recorded' : 'added',
    streak: streakOf(states[index] ?? new Uint8Array(), dayNumber(on)).current,
    member: { seat, name: names[index] ?? null, entries: entries.get(seat) ?? [] },
    memberCount,
    latest: [],
  }));
}

async function takenBackText(seats: readonly number[], { chat }: Context, { roster }: RelayReplyParts): Promise<Text> {
  const names = await roster.shownNames(chat.id, seats);
  return text('relay-taken-back', { names: { list: names.map(nameOf) } });
}

const remarksOf = ({ strangers, unclear }: RelayOutcome): readonly Remark[] =>
  [
    { names: strangers, say: strangersText },
    { names: unclear, say: unclearText },
  ].filter(({ names }) => names.length > 0);

const strangersText: Remark['say'] = (names) => text('relay-strangers', { names: someNames(names) });
const unclearText: Remark['say'] = (names) => text('relay-unclear', { names: someNames(names) });

function someNames(names: readonly string[]): Text {
  const list = { list: names.slice(0, namesMax).map(shownName) };
  return names.length <= namesMax
    ? text('enumeration', { parts: list })
    : text('relay-names', { names: list, count: names.length });
}
