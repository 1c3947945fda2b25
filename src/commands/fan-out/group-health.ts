import { addDays, localDateOf } from '../../domain/calendar.ts';
import { Refusal } from '../../errors.ts';
import { text } from '../../i18n/text.ts';
import type { Group, GroupStore } from '../../store/groups.ts';
import type { Context } from '../core/command.ts';
import { type Reply, say } from '../core/reply.ts';
import { type Ailing, ailingFile, ailingReply, toldOn, troubles } from './ailing.ts';
import type { AccountView } from './survey.ts';
import { unreachableReason } from './unreachable.ts';

export interface GroupHealthParts {
  readonly groups: Pick<GroupStore, 'all' | 'numbered' | 'setNumbered' | 'wasActive'>;
  readonly accounts: AccountView;
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
  const count = ailing.length;
  if (count === 0) return [say(text('send-health-none', { days }))];
  if (wish.isFile && context.can.files !== null) {
    return [ailingFile(ailing, 'group-health.csv', text('send-health-file', { count }))];
  }
  const { page } = wish;
  const list = {
    ...{ ailing, days, page },
    title: (pages: number) => text('send-health', { count, page: String(page), pages: String(pages) }),
    token: `send health ${String(days)}d`,
    more: (next: string) => text('send-health-more', { page: next }),
  };
  return [ailingReply(list, context)];
}

async function ailingGroups(
  days: number,
  { nowMs }: Context,
  { groups, accounts }: GroupHealthParts,
): Promise<readonly Ailing[]> {
  const found: Ailing[] = [];
  const unmarked: Group[] = [];
  for (const group of await groups.all()) {
    const { zone, seesAll, isAdmin, heardOn } = group;
    const silentSince = addDays(localDateOf(nowMs, zone), -days);
    const reason = unreachableReason(group, accounts);
    const on = reason === 'away' ? null : toldOn(group);
    if (reason !== null) found.push({ group, trouble: reason, on });
    else if (seesAll === false) found.push({ group, trouble: 'half-deaf', on });
    else if (isAdmin === false) found.push({ group, trouble: 'not-admin', on });
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
