import { z } from 'zod';
import { addDays, daysBetween } from '../../domain/calendar.ts';
import { type DateRange, parseDateRange } from '../../domain/date-phrase.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { Refusal } from '../../errors.ts';
import { text } from '../../i18n/text.ts';
import type { LeaveStore } from '../../store/leaves.ts';
import { type AnyCommand, command } from '../core/command.ts';
import { toast } from '../core/reply.ts';
import { checkInDay, toldAtMs } from './check-in-day.ts';
import { daysText } from './days-text.ts';

export interface LeaveParts {
  readonly leaves: Pick<LeaveStore, 'record'>;
}

const longestDays = 60;
const backDays = 7;
const aheadDays = 365;
/** Any day will do to see whether a text begins like a date. */
const someDay = '2024-01-15' as LocalDate;

/** `/leave [DATES] [reason]`: days that neither break nor count for the streak; today when no date is given. */
export function createLeaveCommand({ leaves }: LeaveParts): AnyCommand {
  return command({
    name: 'leave',
    words: ['请假', '請假', 'leave'],
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: 'leave-summary',
    usage: 'leave-usage',
    args: z.string(),
    isCall: (rest) => rest === '' || parseDateRange(rest, { today: someDay, lean: 'future' }) !== null,
    async run(words, context) {
      const { chat, event, seat } = context;
      const today = checkInDay(context);
      const range = parseDateRange(words, { today, lean: 'future' }) ?? { from: today, to: today, rest: words };
      refuseOutside(range, today);
      const { from, to, rest: reason } = range;
      const leave = { seat, from, to, reason, atMs: toldAtMs(context) };
      const { outcome } = await leaves.record(chat.id, event.id, leave);
      const days = daysText(from, to);
      return [toast(outcome === 'nothing' ? text('leave-nothing', { days }) : text('leave-done', { days }))];
    },
  });
}

function refuseOutside({ from, to }: DateRange, today: LocalDate): void {
  if (daysBetween(from, to) >= longestDays) throw new Refusal('leave-too-long', { days: longestDays });
  if (daysBetween(from, today) > backDays) throw new Refusal('leave-too-old', { days: backDays });
  if (to > addDays(today, aheadDays)) throw new Refusal('leave-too-far');
}
