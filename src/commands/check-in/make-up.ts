import { z } from 'zod';
import { addDays, dayNumber, daysBetween } from '../../domain/calendar.ts';
import { parseDatePhrase } from '../../domain/date-phrase.ts';
import { holdsDateWord } from '../../domain/date-like.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { isWithinBounds, readProgress } from '../../domain/progress.ts';
import { readDayState } from '../../domain/streak.ts';
import { Refusal } from '../../errors.ts';
import { literal, text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import type { CheckInStore } from '../../store/check-ins.ts';
import type { ProgressStore } from '../../store/progress.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { type Choice, type Reply, reply, toast } from '../core/reply.ts';
import { checkInDay } from './check-in-day.ts';
import { entryOf } from './check-in.ts';
import { refuseOnBehalf, withoutBot } from './whom.ts';

export interface MakeUpParts {
  readonly checkIns: Pick<CheckInStore, 'makeUp'>;
  readonly progress: Pick<ProgressStore, 'states'>;
}

/** Any day will do to see whether a text begins like a date. */
const someDay = '2024-01-15' as LocalDate;
const offeredDaysMax = 6;

/** True when words begin with a day. */
export const beginsWithDay = (words: string): boolean => parseDatePhrase(words, { today: someDay }) !== null;

/** A day that cannot be read is asked about; a question is left to the people of the group. */
const isAboutSomeDay = (words: string): boolean => holdsDateWord(words) && !/[？?]|吗|嗎/u.test(words);

/** `/makeup DATE`: records a past day, within the chat's window and monthly quota; without a date it offers the open days. */
export function createMakeUpCommand(parts: MakeUpParts): AnyCommand {
  return command({
    name: 'makeup',
    words: ['补卡', '補卡', 'makeup'],
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: 'make-up-summary',
    usage: 'make-up-usage',
    args: z.string(),
    isCall: (rest, { isGroup }) => !isGroup || rest === '' || beginsWithDay(rest) || isAboutSomeDay(rest),
    async run(typed, context) {
      refuseOnBehalf(typed);
      const words = withoutBot(typed);
      const today = checkInDay(context);
      const { makeupPerMonth, makeupWindowDays } = context.chat.settings;
      if (makeupPerMonth === 0 || makeupWindowDays === 0) throw new Refusal('make-up-off');
      const date = parseDatePhrase(words, { today, lean: 'past' });
      if (date === null && words !== '') throw new Refusal('make-up-which-day');
      if (date === null) return [await offerDays(today, context, parts)];
      refuseOutside(date.on, today, makeupWindowDays);
      return [await makeUp(date.on, date.rest, context, parts)];
    },
  });
}

function refuseOutside(on: LocalDate, today: LocalDate, windowDays: number): void {
  if (on === today) throw new Refusal('make-up-today');
  if (on > today) throw new Refusal('make-up-future', { day: day(on) });
  if (daysBetween(on, today) > windowDays) throw new Refusal('make-up-too-old', { days: windowDays, day: day(on) });
}

async function makeUp(on: LocalDate, words: string, context: Context, { checkIns }: MakeUpParts): Promise<Reply> {
  const { chat, event, seat } = context;
  const progress = readProgress(words);
  if (!isWithinBounds(progress)) throw new Refusal('check-in-odd-amount');
  const quota = chat.settings.makeupPerMonth;
  const entry = entryOf(progress, 'made-up', context, seat);
  const limits = { today: checkInDay(context), quota };
  const { outcome, streak, usedCount } = await checkIns.makeUp(chat.id, event.id, { seat, on, entry }, limits);
  const month = text('month-name', { month: Number(on.slice(5, 7)) });
  switch (outcome) {
    case 'already':
      return toast(text('make-up-already', { day: day(on) }));
    case 'quota':
      return toast(text('make-up-quota', { quota, month }));
    case 'made-up':
      return toast(text('make-up-done', { day: day(on), streak, left: quota - usedCount, month }));
  }
}

/** The days of the window that are still open, newest first, one button each. */
async function offerDays(today: LocalDate, context: Context, { progress }: MakeUpParts): Promise<Reply> {
  const { chat, seat } = context;
  const [bits = new Uint8Array()] = await progress.states(chat.id, [seat]);
  const days = Array.from({ length: chat.settings.makeupWindowDays }, (_, index) => addDays(today, -1 - index));
  const open = days.filter((on) => readDayState(bits, dayNumber(on)) === 'none').slice(0, offeredDaysMax);
  if (open.length === 0) return toast(text('make-up-none-open'));
  const choices = open.map((on): Choice => ({
    label: text('enumeration', { parts: day(on) }),
    token: `makeup ${on}`,
    say: literal(`/makeup ${on}`),
  }));
  return reply({ kind: 'choices', text: text('make-up-which'), choices, columns: 2 });
}
