import { z } from 'zod';
import { parseDatePhrase } from '../../domain/date-phrase.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import type { SeatedMember } from '../../store/roster.ts';
import { beginsWithDay } from '../check-in/make-up.ts';
import { shownName } from '../check-in/roster-message.ts';
import { type AnyCommand, command } from '../core/command.ts';
import { privately, say, toast } from '../core/reply.ts';
import { type DayStanding, type DayStandingParts, readDayStanding } from './day-standing.ts';

/** `/missing`: who has not checked in; the names go to the organiser in private unless the chat chose otherwise. */
export function createMissingCommand(parts: DayStandingParts): AnyCommand {
  return command({
    name: 'missing',
    words: ['未打卡', 'missing'],
    where: 'group',
    who: 'organiser',
    summary: 'missing-summary',
    usage: 'missing-usage',
    args: z.string(),
    isCall: (rest, { isGroup }) => !isGroup || rest === '' || beginsWithDay(rest),
    async run(words, { chat, today }) {
      const on = parseDatePhrase(words, { today, lean: 'past' })?.on ?? today;
      const list = say(missingText(on, await readDayStanding(chat.id, on, parts)));
      return chat.settings.missingNames === 'group' ? [list] : [privately(list), toast(text('missing-sent'))];
    },
  });
}

function missingText(on: LocalDate, { done, madeUp, excused, open, memberCount: total }: DayStanding): Text {
  const counts = { day: day(on), total, done: done.length + madeUp.length, open: open.length };
  const named = open.filter(({ isOptedOut }) => !isOptedOut);
  const onLeave = excused.filter(({ isOptedOut }) => !isOptedOut);
  const hiddenCount = open.length - named.length;
  return lines(
    open.length === 0 ? text('missing-all-done', { day: day(on), total }) : text('missing-head', counts),
    named.length === 0 ? null : text('missing-names', { names: namesOf(named) }),
    hiddenCount === 0 ? null : text('missing-hidden', { count: hiddenCount }),
    onLeave.length === 0 ? null : text('missing-excused', { names: namesOf(onLeave) }),
  );
}

const namesOf = (members: readonly SeatedMember[]) => ({ list: members.map(({ name }) => shownName(name)) });
