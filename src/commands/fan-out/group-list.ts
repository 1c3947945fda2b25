import { normalise } from '../../domain/normalise.ts';
import { Refusal } from '../../errors.ts';
import { lines, literal, type Text, text } from '../../i18n/text.ts';
import type { Group, GroupStore } from '../../store/groups.ts';
import type { Context } from '../core/command.ts';
import { type Reply, reply, say } from '../core/reply.ts';
import { tagsText } from './fan-out-texts.ts';

export interface GroupListParts {
  readonly groups: Pick<GroupStore, 'all' | 'numbered' | 'setNumbered'>;
}

const perPage = 20;

/** Groups with their numbers, those whose title or tag has the words; a page at a time. */
export async function groupList(
  { words, page }: { readonly words: string; readonly page: number },
  { chat }: Context,
  parts: GroupListParts,
): Promise<readonly Reply[]> {
  const all = await numberedGroups(chat.id, parts);
  const found = all.filter(({ group }) => hasWords(group, words));
  if (found.length === 0) return [say(text('send-groups-none'))];
  const { shown, pages } = pageOf(found, page);
  const more = page < pages ? ['send chats', words, String(page + 1)].filter((word) => word !== '').join(' ') : null;
  return [
    reply({
      kind: 'choices',
      text: lines(
        text('send-groups', { count: found.length, page: String(page), pages: String(pages) }),
        ...shown.map(({ number, group }) => rowText(number, group)),
        more === null ? null : text('send-groups-more', { page: String(page + 1) }),
      ),
      choices: more === null || Buffer.byteLength(more) > tokenMaxBytes ? [] : [nextChoice(more)],
      columns: 1,
    }),
  ];
}

const tokenMaxBytes = 64;

export const nextChoice = (token: string) => ({ label: text('send-button-next'), token, say: null });

/** One page of several; throws Refusal when there is no such page. */
export function pageOf<T>(all: readonly T[], page: number): { readonly shown: readonly T[]; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  if (page < 1 || page > pages) throw new Refusal('send-no-page', { page: String(page), pages });
  return { shown: all.slice((page - 1) * perPage, page * perPage), pages };
}

export const titleText = ({ title }: Pick<Group, 'title'>): Text =>
  title === '' ? text('send-untitled') : literal(title);

function rowText(number: number, group: Group): Text {
  const row = { number: String(number), title: titleText(group) };
  return group.tags.length === 0
    ? text('send-group-row', row)
    : text('send-group-row-tags', { ...row, tags: tagsText(group.tags) });
}

function hasWords({ title, tags }: Group, words: string): boolean {
  const wanted = normalise(words).replace(/^#/, '');
  return normalise(title).includes(wanted) || tags.some((tag) => normalise(tag) === wanted);
}

interface Numbered {
  readonly number: number;
  readonly group: Group;
}

/** Numbers stay for a day, so that what was read a minute ago can be typed; new groups come behind the others. */
async function numberedGroups(chat: string, { groups }: GroupListParts): Promise<readonly Numbered[]> {
  const [all, before] = await Promise.all([groups.all(), groups.numbered(chat)]);
  const byId = new Map(all.map((group) => [group.id, group]));
  const known = new Set(before);
  const fresh = all.filter(({ id }) => !known.has(id)).toSorted((a, b) => compare(a.title, b.title));
  const order = [...before, ...fresh.map(({ id }) => id)];
  await groups.setNumbered(chat, order);
  return order.flatMap((id, index) => {
    const group = byId.get(id);
    return group === undefined ? [] : [{ number: index + 1, group }];
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
