import type { LocalDate } from '../../domain/local-date.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { Recorded } from '../../store/check-ins.ts';
import type { Context } from '../core/command.ts';
import { quoting, type Reply, reply, say, toast } from '../core/reply.ts';
import { totalText } from './amount-text.ts';
import { nameOf, rosterPart } from './roster-message.ts';

/**
 * What a check-in is answered with: to a tapper alone, as a text in private, and quietly in groups – a sign on the
 * message and the roster that is changed in place, or one line where messages cannot be changed.
 */
export function checkInReplies(recorded: Recorded, on: LocalDate, context: Context): readonly Reply[] {
  const { chat, event, can } = context;
  const { outcome, memberCount, latest } = recorded;
  const own = ownText(recorded);
  const roster = outcome === 'again' ? null : reply(rosterPart(on, memberCount, latest, null));
  if (!chat.isGroup) return [event.kind === 'choice' ? toast(own) : say(own)];
  if (event.kind === 'choice') return roster === null ? [toast(own)] : [toast(own), roster];
  if (can.edit === null) return [outcome === 'recorded' ? say(lineText(recorded)) : quoting(say(own))];
  const sign = can.reactions === null ? quoting(say(own)) : reply({ kind: 'reaction', sign: 'done' });
  const praise = can.reactions === null ? null : milestoneText(recorded);
  return [sign, roster, praise === null ? null : quoting(say(praise))].filter((part) => part !== null);
}

function ownText(recorded: Recorded): Text {
  const { outcome, streak, member } = recorded;
  const amount = totalText(member.entries);
  switch (outcome) {
    case 'recorded': {
      const done =
        amount === null ? text('check-in-done', { streak }) : text('check-in-done-amount', { streak, amount });
      return lines(done, milestoneText(recorded));
    }
    case 'added':
      return amount === null ? text('check-in-noted') : text('check-in-added', { amount });
    case 'again':
      return text('check-in-again', { streak });
  }
}

function lineText(recorded: Recorded): Text {
  const { streak, member, memberCount: count } = recorded;
  const name = nameOf(member.name);
  const amount = totalText(member.entries);
  const line =
    amount === null
      ? text('check-in-line', { name, streak, count })
      : text('check-in-line-amount', { name, amount, streak, count });
  return lines(line, milestoneText(recorded));
}

const milestones: ReadonlyMap<number, Text> = new Map([
  [7, text('check-in-week')],
  [30, text('check-in-month')],
  [100, text('check-in-hundred')],
]);

/** One warm line on a day that completes a week, a month or a hundred days. */
const milestoneText = ({ outcome, streak }: Recorded): Text | null =>
  outcome === 'recorded' ? (milestones.get(streak) ?? null) : null;
