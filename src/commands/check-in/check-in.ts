import { z } from 'zod';
import { readCheckIn } from '../../domain/check-in-reply.ts';
import { pastDayOf } from '../../domain/date-like.ts';
import { isWithinBounds, type Progress, readProgress } from '../../domain/progress.ts';
import { Refusal } from '../../errors.ts';
import { text } from '../../i18n/text.ts';
import type { CheckInEntry } from '../../store/check-in-entry.ts';
import type { CheckInStore, Recorded } from '../../store/check-ins.ts';
import type { RosterStore } from '../../store/roster.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { quoting, type Reply, reply, say, toast } from '../core/reply.ts';
import { totalText } from './amount-text.ts';
import { type BatchAcknowledger, isAcknowledgedTogether } from './batch-acknowledger.ts';
import { chatDay, checkInDay, toldAtMs } from './check-in-day.ts';
import { checkInReplies } from './check-in-reply.ts';
import { nameOf, rosterNamesMax, rosterPart } from './roster-message.ts';
import { namesSomebody, whomOf, withoutBot } from './whom.ts';

export interface CheckInParts {
  readonly checkIns: Pick<CheckInStore, 'record' | 'mayAsk'>;
  readonly roster: Pick<RosterStore, 'all' | 'one'>;
  readonly acknowledger: BatchAcknowledger;
}

/** `/checkin`: records today's progress of the sender, or of a member whom an organiser names. */
export function createCheckInCommand(parts: CheckInParts): AnyCommand {
  return command({
    name: 'checkin',
    words: ['打卡', '签到', '簽到', '完成', 'done'],
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: 'check-in-summary',
    usage: 'check-in-usage',
    args: z.string(),
    // Words with progress behind them are read by the quick replies, which know ordinary talk.
    isCall: (rest) => withoutBot(rest) === '' || namesSomebody(rest) || isMistaken(rest),
    async run(words, context) {
      if (isCalledByWord(context) && namesSomebody(words) && !(await context.isOrganiser())) {
        return ownWithMention(words, context, parts);
      }
      const whom = await whomOf('checkin', words, context, parts.roster);
      if (whom.kind === 'ask') return whom.replies;
      const day = pastDayOf(whom.rest);
      if (day !== null) throw new Refusal('check-in-past-day', { day });
      const progress = readProgress(whom.rest);
      if (!isWithinBounds(progress)) throw new Refusal('check-in-odd-amount');
      if (whom.kind === 'self') return checkIn(progress, context, parts);
      const recorded = await record(progress, whom.seat, context, parts);
      return behalfReplies(recorded, context);
    },
  });
}

/** A report of a past day, or less than nothing: better asked about than recorded for today. */
const isMistaken = (words: string): boolean =>
  (/^[-−－][\d半]/.test(words) || pastDayOf(words) !== null) && !/[？?]|吗|嗎|[没沒]$/u.test(words);

const isCalledByWord = ({ event }: Context): boolean =>
  event.kind === 'text' ? !/^\s*[/／]/.test(event.text) : event.kind === 'media' && !/^\s*[/／]/.test(event.caption);

/** A member who mentions a friend beside the word means themselves, or just talks. */
function ownWithMention(words: string, context: Context, parts: CheckInParts): Promise<readonly Reply[]> {
  const rest = withoutBot(words).replace(/^[@＠]\s*\S+\s*/u, '');
  const reading = readCheckIn(`打卡 ${rest}`, { prompted: false });
  return reading.kind === 'check-in' ? checkIn(reading.progress, context, parts) : Promise.resolve([]);
}

/** Records the sender's progress of the day and says so, at once or soon with others. */
export async function checkIn(progress: Progress, context: Context, parts: CheckInParts): Promise<readonly Reply[]> {
  const recorded = await record(progress, context.seat, context, parts);
  if (context.event.kind !== 'choice' && isAcknowledgedTogether(context.chat.isGroup, context.can)) {
    parts.acknowledger.acknowledgeSoon(recorded, checkInDay(context), context);
    return [];
  }
  return checkInReplies(recorded, checkInDay(context), context);
}

function record(progress: Progress, seat: number, context: Context, parts: CheckInParts): Promise<Recorded> {
  const { chat, event, can } = context;
  const on = seat === context.seat ? checkInDay(context) : chatDay(context);
  const entry = entryOf(progress, 'done', context, seat);
  const shownCount = chat.isGroup && can.edit !== null ? rosterNamesMax : 0;
  return parts.checkIns.record(chat.id, event.id, { seat, on, entry }, shownCount);
}

/** The entry that an event makes for the member at `seat`. */
export function entryOf(
  { amount, unit, of, note }: Progress,
  outcome: CheckInEntry['outcome'],
  context: Context,
  seat: number,
): CheckInEntry {
  return {
    outcome,
    amount: amount === null ? null : { amount, unit, of },
    note,
    hasPhoto: context.event.kind === 'media' && context.event.medium === 'photo',
    bySeat: seat === context.seat ? null : context.seat,
    atMs: toldAtMs(context),
  };
}

function behalfReplies(recorded: Recorded, context: Context): readonly Reply[] {
  const { outcome, member, memberCount, latest } = recorded;
  const name = nameOf(member.name);
  if (outcome === 'again') return [toast(text('check-in-behalf-again', { name }))];
  const amount = totalText(member.entries);
  const said = amount === null ? text('check-in-behalf', { name }) : text('check-in-behalf-amount', { name, amount });
  const answer = quoting(say(said));
  return context.chat.isGroup ? [answer, reply(rosterPart(chatDay(context), memberCount, latest, null))] : [answer];
}
