import { localDateOf } from '../../domain/calendar.ts';
import { csvText } from '../../domain/bank/csv-cell.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import type { Group } from '../../store/groups.ts';
import type { Context } from '../core/command.ts';
import { type Reply, reply } from '../core/reply.ts';
import { nextChoice, pageOf, titleText } from './group-list.ts';
import { unreachableReasons } from './unreachable.ts';

/** What may be wrong with a group, what nothing reaches first. */
export const troubles = [...unreachableReasons, 'half-deaf', 'not-admin', 'silent'] as const;
type Trouble = (typeof troubles)[number];

/** A group that needs a look, why, and since when as far as that is known. */
export interface Ailing {
  readonly group: Group;
  readonly trouble: Trouble;
  readonly on: LocalDate | null;
}

/** On which day of the group the platform told how the bot stands there. */
export const toldOn = ({ standingAtMs, zone }: Group): LocalDate | null =>
  standingAtMs === null ? null : localDateOf(standingAtMs, zone);

interface AilingList {
  readonly ailing: readonly Ailing[];
  /** How many days without a word are silence; not read where nothing is silent. */
  readonly days: number;
  readonly page: number;
  readonly title: (pages: number) => Text;
  /** Typed or tapped, shows a page or all as a file. */
  readonly token: string;
  readonly more: (page: string) => Text;
}

/** A page of groups with what is wrong with them. */
export function ailingReply({ ailing, days, page, title, token, more }: AilingList, { can }: Context): Reply {
  const { shown, pages } = pageOf(ailing, page);
  const counts = troubles.map((trouble) => ({
    trouble,
    count: ailing.filter((one) => one.trouble === trouble).length,
  }));
  const next = page < pages ? [nextChoice(`${token} ${String(page + 1)}`)] : [];
  const file = { label: text('send-button-file'), token: `${token} file`, say: null };
  return reply({
    kind: 'choices',
    text: lines(
      title(pages),
      ...counts
        .filter(({ count }) => count > 0)
        .map(({ trouble, count }) => text('send-health-count', { trouble: troubleText(trouble, days), count })),
      ...shown.map((one) => rowText(one, days)),
      page < pages ? more(String(page + 1)) : null,
    ),
    choices: [...next, ...(can.files === null ? [] : [file])],
    columns: 2,
  });
}

function troubleText(trouble: Trouble, days: number): Text {
  switch (trouble) {
    case 'removed':
      return text('send-health-removed');
    case 'muted':
      return text('send-health-muted');
    case 'away':
      return text('send-health-away');
    case 'half-deaf':
      return text('send-health-half-deaf');
    case 'not-admin':
      return text('send-health-not-admin');
    case 'silent':
      return text('send-health-silent', { days });
  }
}

function rowText({ group, trouble, on }: Ailing, days: number): Text {
  const row = { title: titleText(group), trouble: troubleText(trouble, days) };
  return on === null ? text('send-health-row', row) : text('send-health-row-day', { ...row, day: day(on) });
}

/** All of them as a table. */
export function ailingFile(ailing: readonly Ailing[], name: string, caption: Text): Reply {
  const rows = ailing.map(({ group, trouble, on }) => [
    group.id,
    group.platform,
    group.account,
    group.title,
    trouble,
    on ?? '',
  ]);
  const bytes = Buffer.from(csvText([['chat', 'platform', 'account', 'title', 'trouble', 'since'], ...rows]));
  return reply({ kind: 'file', file: { name, bytes }, caption });
}
