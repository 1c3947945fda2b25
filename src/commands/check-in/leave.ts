import { z } from 'zod';
import { addDays, daysBetween } from '../../domain/calendar.ts';
import { type DateRange, parseDateRange } from '../../domain/date-phrase.ts';
import { beginsLikeDate, goesOnLikeDate } from '../../domain/date-like.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { Refusal } from '../../errors.ts';
import { text } from '../../i18n/text.ts';
import type { LeaveStore } from '../../store/leaves.ts';
import { type AnyCommand, command } from '../core/command.ts';
import { toast } from '../core/reply.ts';
import { checkInDay, toldAtMs } from './check-in-day.ts';
import { daysText } from './days-text.ts';
import { refuseOnBehalf, withoutBot } from './whom.ts';

export interface LeaveParts {
  readonly leaves: Pick<LeaveStore, 'record'>;
}

const longestDays = 60;
const backDays = 7;
const aheadDays = 365;
/** Any day will do to see whether a text begins like a date. */
const someDay = '2024-01-15' as LocalDate;

const cancelWords = /^(?:取消|撤销|撤銷|cancel|undo)[。.!！]?$/iu;

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
    isCall: (rest, { isGroup }) => !isGroup || isLeaveCall(rest),
    async run(typed, context) {
      const { chat, event, seat } = context;
      refuseOnBehalf(typed);
      const today = checkInDay(context);
      const range = readRange(withoutBot(typed), today);
      refuseOutside(range, today);
      const { from, to, rest: reason } = range;
      const leave = { seat, from, to, reason, atMs: toldAtMs(context) };
      const { outcome } = await leaves.record(chat.id, event.id, leave);
      const days = daysText(from, to);
      return [toast(outcome === 'nothing' ? text('leave-nothing', { days }) : text('leave-done', { days }))];
    },
  });
}

function isLeaveCall(rest: string): boolean {
  if (rest === '' || parseDateRange(rest, { today: someDay, lean: 'future' }) !== null) return true;
  return (beginsLikeDate(rest) || cancelWords.test(rest)) && !/[？?]|吗|嗎/u.test(rest);
}

/** The days meant; today when the words name none. Words that look like days but are none are asked about. */
function readRange(words: string, today: LocalDate): DateRange {
  if (cancelWords.test(words)) throw new Refusal('leave-cancel');
  const range = parseDateRange(words, { today, lean: 'future' });
  if (range === null ? beginsLikeDate(words) : goesOnLikeDate(range.rest)) throw new Refusal('leave-which-days');
  return range ?? { from: today, to: today, rest: words };
}

function refuseOutside({ from, to }: DateRange, today: LocalDate): void {
  if (daysBetween(from, to) >= longestDays) throw new Refusal('leave-too-long', { days: longestDays });
  if (daysBetween(from, today) > backDays) throw new Refusal('leave-too-old', { days: backDays });
  if (to > addDays(today, aheadDays)) throw new Refusal('leave-too-far');
}
