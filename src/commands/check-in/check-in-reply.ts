import type { LocalDate } from '../../domain/local-date.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { Recorded } from '../../store/check-ins.ts';
import type { Context } from '../core/command.ts';
import { quoting, type Reply, reply, say, toast } from '../core/reply.ts';
import { totalText } from './amount-text.ts';
import { lineText, milestoneText } from './check-in-line.ts';
import { rosterPart } from './roster-message.ts';

/**
 * What a check-in is answered with: to a tapper alone, as a text in private, and quietly in groups – a sign on the
 * message and the roster that is changed in place, or one line where messages cannot be changed. Groups that have neither
 * signs nor changed messages are answered for many at once, see batch-acknowledger.ts.
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
