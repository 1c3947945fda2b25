import { z } from 'zod';
import { normalise } from '../../domain/normalise.ts';
import { periodsOfDay } from '../../domain/period.ts';
import { blankLine, lines, type Text, text } from '../../i18n/text.ts';
import type { Board, BoardRow, ProgressStore } from '../../store/progress.ts';
import type { RosterStore } from '../../store/roster.ts';
import { nameOf, rosterNamesMax, rosterText } from '../check-in/roster-message.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { type Reply, say, toast } from '../core/reply.ts';

export interface RankParts {
  readonly progress: Pick<ProgressStore, 'daysBoard' | 'pointsBoard' | 'latest'>;
  readonly roster: Pick<RosterStore, 'shownNames'>;
}

const periods = ['day', 'week', 'month', 'all'] as const;
type RankPeriod = (typeof periods)[number];

const periodWords: Readonly<Record<RankPeriod, readonly string[]>> = {
  day: ['day', 'today', '日', '今日', '今天', '日榜'],
  week: ['', 'week', 'weekly', '周', '本周', '这周', '周榜'],
  month: ['month', 'monthly', '月', '本月', '这个月', '月榜'],
  all: ['all', 'total', '总', '全部', '累计', '总榜'],
};

const periodOf = (words: string): RankPeriod | null =>
  periods.find((period) => periodWords[period].includes(normalise(words))) ?? null;

const shownMax = 10;

/** `/rank [period]`: who checked in on most days and who has most quiz points, with one's own place. */
export function createRankCommand(parts: RankParts): AnyCommand {
  return command({
    name: 'rank',
    words: ['排行', '排名', 'rank'],
    where: 'anywhere',
    who: 'member',
    summary: 'rank-summary',
    usage: 'rank-usage',
    args: z.string().refine((words) => periodOf(words) !== null),
    isCall: (rest, { isGroup }) => !isGroup || periodOf(rest) !== null,
    async run(words, context) {
      const period = periodOf(words) ?? 'week';
      return [period === 'day' ? await dayBoard(context, parts) : await board(period, context, parts)];
    },
  });
}

/** The day knows no order but that of coming: who has checked in, with what they did. */
async function dayBoard({ chat, today }: Context, { progress, roster }: RankParts): Promise<Reply> {
  const { memberCount, latest } = await progress.latest(chat.id, today, rosterNamesMax);
  const names = await roster.shownNames(
    chat.id,
    latest.map(({ seat }) => seat),
  );
  return say(
    rosterText(
      today,
      memberCount,
      latest.map((member, index) => ({ ...member, name: names[index] ?? null })),
    ),
  );
}

const heads: Readonly<Record<Exclude<RankPeriod, 'day'>, Text>> = {
  week: text('rank-head-week'),
  month: text('rank-head-month'),
  all: text('rank-head-all'),
};

async function board(period: Exclude<RankPeriod, 'day'>, context: Context, parts: RankParts): Promise<Reply> {
  const { chat, seat, today } = context;
  const name = period === 'all' ? 'all' : periodsOfDay(today)[period];
  const [days, points] = await Promise.all([
    parts.progress.daysBoard(chat.id, name, seat, shownMax),
    parts.progress.pointsBoard(chat.id, name, seat, shownMax),
  ]);
  if (days.top.length + points.top.length === 0) return toast(text('rank-empty'));
  const names = await namesOf(chat.id, [...days.top, ...points.top], parts);
  const dayLines = boardLines(days, (row) => text('rank-row-days', rowWords(row, names)), ownDays);
  const pointLines = boardLines(points, (row) => text('rank-row-points', rowWords(row, names)), ownPoints);
  return say(
    lines(
      ...(days.top.length === 0 ? [] : [heads[period], ...dayLines]),
      days.top.length === 0 || points.top.length === 0 ? null : blankLine,
      ...(points.top.length === 0 ? [] : [text('rank-points-head'), ...pointLines]),
    ),
  );
}

type Names = ReadonlyMap<number, string | null>;

async function namesOf(chat: string, rows: readonly BoardRow[], { roster }: RankParts): Promise<Names> {
  const seats = [...new Set(rows.map(({ seat }) => seat))];
  const names = await roster.shownNames(chat, seats);
  return new Map(seats.map((seat, index) => [seat, names[index] ?? null]));
}

const rowWords = ({ seat, score, place }: BoardRow, names: Names) => ({
  place,
  name: nameOf(names.get(seat) ?? null),
  count: score,
});

/** The rows, and the asker's own place when it is not among them. */
function boardLines({ top, own }: Board, lineOf: (row: BoardRow) => Text, ownLine: (row: BoardRow) => Text) {
  const isShown = own === null || top.some(({ seat }) => seat === own.seat);
  return [...top.map(lineOf), isShown ? null : ownLine(own)];
}

const ownDays = ({ place, score }: BoardRow): Text => text('rank-own-days', { place, count: score });
const ownPoints = ({ place, score }: BoardRow): Text => text('rank-own-points', { place, count: score });
