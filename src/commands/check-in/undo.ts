import { z } from 'zod';
import { lines, type Text, text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import type { ProgressStore } from '../../store/progress.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { Undone, UndoStore } from '../../store/undo.ts';
import { type AnyCommand, command } from '../core/command.ts';
import { toast } from '../core/reply.ts';
import { amountText } from './amount-text.ts';
import type { BatchAcknowledger } from './batch-acknowledger.ts';
import { chatDay, checkInDay, toldAtMs } from './check-in-day.ts';
import { dayRoster } from './day-roster.ts';
import { daysText } from './days-text.ts';
import { whomOf } from './whom.ts';

export interface UndoParts {
  readonly undo: UndoStore;
  readonly progress: Pick<ProgressStore, 'latest'>;
  readonly roster: Pick<RosterStore, 'all' | 'one' | 'shownNames'>;
  readonly acknowledger: Pick<BatchAcknowledger, 'leaveOut'>;
}

const reachMs = 7 * 24 * 3_600_000;

/** `/undo`: takes back the last check-in, make-up or leave of the sender, or of a member whom an organiser names. */
export function createUndoCommand(parts: UndoParts): AnyCommand {
  return command({
    name: 'undo',
    words: ['撤销', '撤銷', 'undo'],
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: 'undo-summary',
    usage: 'undo-usage',
    args: z.string(),
    async run(words, context) {
      const { chat, event, seat } = context;
      const whom = await whomOf('undo', words, context, parts.roster);
      if (whom.kind === 'ask') return whom.replies;
      const whose = whom.kind === 'self' ? seat : whom.seat;
      const undone = await parts.undo.undo(chat.id, event.id, whose, toldAtMs(context) - reachMs);
      if (undone.kind === 'check-in') parts.acknowledger.leaveOut(chat.id, whose);
      const answer = toast(undoneText(undone));
      const listed = [checkInDay(context), chatDay(context)];
      const isListed = undone.kind === 'check-in' && listed.includes(undone.on);
      return chat.isGroup && isListed ? [answer, await dayRoster(chat.id, undone.on, parts)] : [answer];
    },
  });
}

function undoneText(undone: Undone): Text {
  switch (undone.kind) {
    case 'nothing':
      return text('undo-nothing');
    case 'leave':
      return text('undo-leave', { days: daysText(undone.from, undone.to) });
    case 'check-in': {
      const left = undone.leftCount === 0 ? null : text('undo-left', { count: undone.leftCount });
      return lines(takenBackText(undone), left);
    }
  }
}

function takenBackText({ on, outcome, amount }: Undone & { readonly kind: 'check-in' }): Text {
  if (outcome === 'made-up') return text('undo-make-up', { day: day(on) });
  if (amount === null) return text('undo-done', { day: day(on) });
  return text('undo-done-amount', { day: day(on), amount: amountText(amount) });
}
