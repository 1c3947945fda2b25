import { z } from 'zod';
import { parseDatePhrase } from '../../domain/date-phrase.ts';
import { normalise } from '../../domain/normalise.ts';
import { text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import { beginsWithDay } from '../check-in/make-up.ts';
import { type AnyCommand, command } from '../core/command.ts';
import { say, toast } from '../core/reply.ts';
import { type DigestParts, digestText } from './digest.ts';

const dayWords: readonly string[] = ['', 'day', 'daily', '日', '日报', '今日', '今天'];
const laterWords: readonly string[] = [
  'week',
  'weekly',
  '周',
  '本周',
  '周报',
  'month',
  'monthly',
  '月',
  '本月',
  '月报',
];

const isKnown = (rest: string): boolean =>
  dayWords.includes(normalise(rest)) || laterWords.includes(normalise(rest)) || beginsWithDay(rest);

/** `/report [day]`: the digest of today or of a day named. */
export function createReportCommand(parts: DigestParts): AnyCommand {
  return command({
    name: 'report',
    words: ['日报', '日報', 'report'],
    where: 'group',
    who: 'member',
    summary: 'report-summary',
    usage: 'report-usage',
    args: z.string().refine(isKnown),
    isCall: (rest, { isGroup }) => !isGroup || isKnown(rest),
    async run(words, { chat, today }) {
      const wanted = normalise(words);
      if (laterWords.includes(wanted)) return [toast(text('report-later'))];
      const on = dayWords.includes(wanted) ? today : (parseDatePhrase(words, { today, lean: 'past' })?.on ?? today);
      const digest = await digestText(chat, on, parts);
      return [digest === null ? toast(text('report-nothing', { day: day(on) })) : say(digest)];
    },
  });
}

/** `周报` and `月报` by their own words: they say that they are still to come. */
export function createLaterReportsCommand(): AnyCommand {
  return command({
    name: 'weekly',
    words: ['周报', '週報', '月报', '月報', 'monthly'],
    where: 'anywhere',
    who: 'member',
    summary: null,
    usage: null,
    args: z.string(),
    run: () => Promise.resolve([toast(text('report-later'))]),
  });
}
