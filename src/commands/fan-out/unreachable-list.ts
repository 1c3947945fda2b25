import { audienceOf } from '../../domain/fan-out/audience.ts';
import { text } from '../../i18n/text.ts';
import type { FanOut } from '../../store/fan-outs.ts';
import type { GroupStore } from '../../store/groups.ts';
import type { Context } from '../core/command.ts';
import { type Reply, say } from '../core/reply.ts';
import { type Ailing, ailingFile, ailingReply, toldOn } from './ailing.ts';
import type { AccountView } from './survey.ts';
import { unreachableOf, unreachableReasons } from './unreachable.ts';

interface UnreachableListParts {
  readonly groups: Pick<GroupStore, 'all'>;
  readonly accounts: Pick<AccountView, 'isConnected'>;
}

/** Those a fan-out is addressed to that nothing reaches now, a page at a time or all as a file. */
export async function unreachableList(
  { number, spec }: FanOut,
  { page, isFile }: { readonly page: number; readonly isFile: boolean },
  context: Context,
  { groups, accounts }: UnreachableListParts,
): Promise<readonly Reply[]> {
  const named = String(number);
  const found = unreachableOf(audienceOf(spec.audience, await groups.all()), accounts);
  const count = found.length;
  if (count === 0) return [say(text('send-unreachable-none', { number: named }))];
  const ailing = unreachableReasons.flatMap((reason) =>
    found
      .filter((one) => one.reason === reason)
      .map(({ group }): Ailing => ({ group, trouble: reason, on: reason === 'away' ? null : toldOn(group) })),
  );
  if (isFile && context.can.files !== null) {
    const caption = text('send-unreachable-file', { number: named, count });
    return [ailingFile(ailing, `unreachable-${named}.csv`, caption)];
  }
  const list = {
    ...{ ailing, days: 0, page },
    title: (pages: number) =>
      text('send-unreachable-list', { number: named, count, page: String(page), pages: String(pages) }),
    token: `send unreachable ${named}`,
    more: (next: string) => text('send-unreachable-more', { number: named, page: next }),
  };
  return [ailingReply(list, context)];
}
