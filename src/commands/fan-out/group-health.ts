import { addDays, localDateOf } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { csvText } from '../../domain/bank/csv-cell.ts';
import { Refusal } from '../../errors.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import type { Group, GroupStore } from '../../store/groups.ts';
import type { Context } from '../core/command.ts';
import { type Reply, reply, say } from '../core/reply.ts';
import { type GroupListParts, nextChoice, pageOf, titleText } from './group-list.ts';

export interface GroupHealthParts extends GroupListParts {
  readonly groups: Pick<GroupStore, 'all' | 'numbered' | 'setNumbered' | 'wasActive'>;
}

const troubles = ['removed', 'muted', 'half-deaf', 'silent'] as const;
type Trouble = (typeof troubles)[number];

/** A group that needs a look, why, and since when as far as that is known. */
interface Ailing {
  readonly group: Group;
  readonly trouble: Trouble;
  readonly on: LocalDate | null;
}

const silentDaysUsually = 7;
export const healthDaysMax = 365;
const askedAtOnce = 150;

/** Groups in which something is wrong, those that nothing reaches first. */
export async function groupHealth(
  wish: { readonly days: number | null; readonly page: number; readonly isFile: boolean },
  context: Context,
  parts: GroupHealthParts,
): Promise<readonly Reply[]> {
  const days = wish.days ?? silentDaysUsually;
  if (days < 1 || days > healthDaysMax) throw new Refusal('send-health-days', { max: healthDaysMax });
  const ailing = await ailingGroups(days, context, parts);
  if (ailing.length === 0) return [say(text('send-health-none', { days }))];
  if (wish.isFile && context.can.files !== null) return [fileOf(ailing)];
  const { page } = wish;
  const { shown, pages } = pageOf(ailing, page);
  const counts = troubles.map((trouble) => ({
    trouble,
    count: ailing.filter((one) => one.trouble === trouble).length,
  }));
  const more = page < pages ? [nextChoice(`send health ${String(days)}d ${String(page + 1)}`)] : [];
  const file = { label: text('send-button-file'), token: `send health ${String(days)}d file`, say: null };
  return [
    reply({
      kind: 'choices',
      text: lines(
        text('send-health', { count: ailing.length, page: String(page), pages: String(pages) }),
        ...counts
          .filter(({ count }) => count > 0)
          .map(({ trouble, count }) => text('send-health-count', { trouble: troubleText(trouble, days), count })),
        ...shown.map((one) => rowText(one, days)),
        page < pages ? text('send-health-more', { page: String(page + 1) }) : null,
      ),
      choices: [...more, ...(context.can.files === null ? [] : [file])],
      columns: 2,
    }),
  ];
}

function troubleText(trouble: Trouble, days: number): Text {
  switch (trouble) {
    case 'removed':
      return text('send-health-removed');
    case 'muted':
      return text('send-health-muted');
    case 'half-deaf':
      return text('send-health-half-deaf');
    case 'silent':
      return text('send-health-silent', { days });
  }
}

function rowText({ group, trouble, on }: Ailing, days: number): Text {
  const row = { title: titleText(group), trouble: troubleText(trouble, days) };
  return on === null ? text('send-health-row', row) : text('send-health-row-day', { ...row, day: day(on) });
}

async function ailingGroups(
  days: number,
  { nowMs }: Context,
  { groups }: GroupHealthParts,
): Promise<readonly Ailing[]> {
  const found: Ailing[] = [];
  const unmarked: Group[] = [];
  for (const group of await groups.all()) {
    const { standing, standingAtMs, zone, seesAll, heardOn } = group;
    const silentSince = addDays(localDateOf(nowMs, zone), -days);
    const toldOn = standingAtMs === null ? null : localDateOf(standingAtMs, zone);
    if (standing !== 'active') found.push({ group, trouble: standing, on: toldOn });
    else if (seesAll === false) found.push({ group, trouble: 'half-deaf', on: toldOn });
    else if (heardOn === null) unmarked.push(group);
    else if (heardOn <= silentSince) found.push({ group, trouble: 'silent', on: heardOn });
  }
  found.push(...(await silentAmong(unmarked, days, nowMs, groups)));
  const order = (one: Ailing): number => troubles.indexOf(one.trouble);
  return found.toSorted((a, b) => order(a) - order(b));
}

/** Groups met before their days were marked: whether anybody did anything there is asked of what was recorded. */
async function silentAmong(
  unmarked: readonly Group[],
  days: number,
  nowMs: number,
  groups: GroupHealthParts['groups'],
): Promise<readonly Ailing[]> {
  const silent: Ailing[] = [];
  for (let from = 0; from < unmarked.length; from += askedAtOnce) {
    const some = unmarked.slice(from, from + askedAtOnce);
    const wereActive = await Promise.all(
      some.map(({ id, zone }) => {
        const today = localDateOf(nowMs, zone);
        return groups.wasActive(
          id,
          Array.from({ length: days }, (_, back) => addDays(today, -back)),
        );
      }),
    );
    for (const [index, group] of some.entries()) {
      if (wereActive[index] === false) silent.push({ group, trouble: 'silent', on: null });
    }
  }
  return silent;
}

function fileOf(ailing: readonly Ailing[]): Reply {
  const rows = ailing.map(({ group, trouble, on }) => [
    group.id,
    group.platform,
    group.account,
    group.title,
    trouble,
    on ?? '',
  ]);
  const bytes = Buffer.from(csvText([['chat', 'platform', 'account', 'title', 'trouble', 'since'], ...rows]));
  const caption = text('send-health-file', { count: ailing.length });
  return reply({ kind: 'file', file: { name: 'group-health.csv', bytes }, caption });
}
