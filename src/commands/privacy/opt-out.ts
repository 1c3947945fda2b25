import { z } from 'zod';
import { normalise } from '../../domain/normalise.ts';
import { text } from '../../i18n/text.ts';
import type { MemberStore } from '../../store/members.ts';
import type { RosterStore } from '../../store/roster.ts';
import { type AnyCommand, command } from '../core/command.ts';
import { toast } from '../core/reply.ts';
import { ownSeats } from './own-seats.ts';

export interface OptOutParts {
  readonly roster: Pick<RosterStore, 'setOptedOut'>;
  readonly members: Pick<MemberStore, 'chatsOf'>;
}

const onWords: readonly string[] = ['', 'on', '开', '打开', '开启'];
const offWords: readonly string[] = ['off', '关', '关闭', '取消', '恢复'];
const isKnown = (words: string): boolean => [...onWords, ...offWords].includes(normalise(words));

/** `/optout [off]`: stop being named and nudged, in this group, or from a private chat everywhere. */
export function createOptOutCommand({ roster, members }: OptOutParts): AnyCommand {
  return command({
    name: 'optout',
    words: ['免打扰', '免打擾'],
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: 'opt-out-summary',
    usage: 'opt-out-usage',
    args: z.string().refine(isKnown),
    isCall: (rest, { isGroup }) => !isGroup || isKnown(rest),
    async run(words, context) {
      const isOptedOut = onWords.includes(normalise(words));
      for (const { chat, seat } of await ownSeats(context, members)) await roster.setOptedOut(chat, seat, isOptedOut);
      return [toast(text(isOptedOut ? 'opt-out-on' : 'opt-out-off'))];
    },
  });
}
