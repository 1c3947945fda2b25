import type { Audience, FanOutContent, FanOutSpec } from '../../domain/fan-out/fan-out.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { mistypedTime } from '../../domain/schedule/mistyped-time.ts';
import { leastIntervalMinutes } from '../../domain/schedule/when-phrase.ts';
import { parseSchedulePhrase } from '../../domain/schedule-phrase.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { WorkCalendar } from '../../domain/workdays.ts';
import { Refusal } from '../../errors.ts';
import { isLocale } from '../../i18n/locale.ts';
import type { FanOutStore } from '../../store/fan-outs.ts';
import type { GroupStore } from '../../store/groups.ts';
import { pastRefusal } from '../remind/past-refusal.ts';
import type { Context } from '../core/command.ts';
import type { BankShelf } from '../bank/bank-shelf.ts';
import type { Reply } from '../core/reply.ts';
import { previewReply } from './preview.ts';
import { type Aim, readContent } from './read-send.ts';
import { type AccountView, type Survey, surveyOf } from './survey.ts';

export interface DraftParts {
  readonly fanOuts: Pick<FanOutStore, 'draft'>;
  readonly groups: Pick<GroupStore, 'all' | 'numbered'>;
  readonly accounts: AccountView;
  /** Mainland China's. */
  readonly workdays: WorkCalendar;
  readonly shelf: Pick<BankShelf, 'lackingCount'>;
}

/** What is to be said must fit beside the late mark in one message of any platform. */
const wordsMaxCharacters = 800;

/** Keeps what was understood as a draft and shows it. */
export async function draft(
  { audience, words }: { readonly audience: Aim; readonly words: string },
  context: Context,
  parts: DraftParts,
): Promise<readonly Reply[]> {
  const { chat, event, nowMs } = context;
  const { schedule, isWallTime, rest, isGuessed } = readWhen(words, context, parts);
  const content = readContent(rest);
  if (content === null) throw new Refusal('send-of-what');
  if (content.kind === 'text' && content.words.length > wordsMaxCharacters) {
    throw new Refusal('send-long', { max: wordsMaxCharacters });
  }
  const aimed = await audienceFor(audience, context, parts);
  const spec: FanOutSpec = { content, audience: aimed, schedule, isWallTime, zone: chat.zone };
  const survey = surveyOf(spec, await parts.groups.all(), parts.accounts, nowMs);
  if (survey.groups.length === 0) throw new Refusal('send-nobody');
  const lackingCount = await bankLackingCount(content, survey, parts);
  const by = `${event.from.platform}:${event.sender.id}`;
  const number = await parts.fanOuts.draft(event.id, spec, { by, chat: chat.id, nowMs });
  const hasGuessedDays = isGuessed && survey.groups.some(({ workdaysKind }) => workdaysKind === 'china');
  return [previewReply(number, spec, { ...survey, lackingCount, hasGuessedDays })];
}

/** In how many of the groups that can be reached the bank that was named is not there to be played. */
async function bankLackingCount(content: FanOutContent, { groups }: Survey, { shelf }: DraftParts): Promise<number> {
  if (content.kind !== 'quiz' || content.bank === null) return 0;
  const reachable = groups.filter(({ standing }) => standing === 'active');
  const asked = reachable.map(({ id, locale }) => ({ id, locale: isLocale(locale) ? locale : 'zh-Hans' }) as const);
  return shelf.lackingCount(asked, content.bank);
}

interface When {
  readonly schedule: Schedule | null;
  readonly isWallTime: boolean;
  /** True where workdays are meant of a year whose holidays are not known. */
  readonly isGuessed: boolean;
  readonly rest: string;
}

const atOnceOnly = { schedule: null, isWallTime: false, isGuessed: false } as const;
const atOnce = /^(?:现在|現在|立刻|马上|馬上|now)(?:[\s,，:：]+|$)/iu;
/** Some zone that no clock of people shows: what is the same there is an instant and not a time of day. */
const elsewhere = 'Pacific/Marquesas' as TimeZone;

function readWhen(words: string, { nowMs, zone }: Context, { workdays }: Pick<DraftParts, 'workdays'>): When {
  const now = atOnce.exec(words)?.[0];
  if (now !== undefined) return { ...atOnceOnly, rest: words.slice(now.length) };
  const parsed = parseSchedulePhrase(words, { nowMs, zone, workdays });
  switch (parsed.kind) {
    case 'not-understood': {
      const mistyped = mistypedTime(words);
      if (mistyped !== null) throw new Refusal('send-when-unclear', { words: mistyped });
      return { ...atOnceOnly, rest: words };
    }
    case 'past':
      throw pastRefusal('send-past', parsed.atMs, { nowMs, zone });
    case 'too-often':
      throw new Refusal('remind-too-often', { minutes: leastIntervalMinutes });
    case 'understood': {
      const { schedule, rest, warning } = parsed;
      const isWallTime = schedule.kind !== 'once' || isTimeOfDay(words, schedule.atMs, nowMs);
      return { schedule, rest, isWallTime, isGuessed: warning !== null };
    }
  }
}

/** “明天8点” is another instant in another zone; “半小时后” is the same one. */
function isTimeOfDay(words: string, atMs: number, nowMs: number): boolean {
  const there = parseSchedulePhrase(words, { nowMs, zone: elsewhere });
  return !(there.kind === 'understood' && there.schedule.kind === 'once' && there.schedule.atMs === atMs);
}

async function audienceFor(aim: Aim, { chat }: Context, { groups }: DraftParts): Promise<Audience> {
  if (aim.kind !== 'numbers') return aim;
  const numbered = await groups.numbered(chat.id);
  const chats = aim.numbers.map((number) => {
    const id = numbered[number - 1];
    if (id === undefined) throw new Refusal('send-number-unknown', { number: String(number) });
    return id;
  });
  return { kind: 'list', chats };
}
