import { text } from '../../i18n/text.ts';
import type { CheckInStore } from '../../store/check-ins.ts';
import { checkInDay } from '../check-in/check-in-day.ts';
import type { Context, Listener } from '../core/command.ts';
import type { Address } from '../core/event.ts';
import { type Reply, say } from '../core/reply.ts';

export interface PrivateHintParts {
  /** Shared with the question whether something was a check-in: one remark of our own a day is enough. */
  readonly checkIns: Pick<CheckInStore, 'mayAsk'>;
  /** True where what is nobody's command is the business of somebody's own bot. */
  isGuest(address: Address): boolean;
}

/** Comes last: in a private chat words that nobody took get one hint a day where help is. */
export function createPrivateHintListener(parts: PrivateHintParts): Listener {
  return {
    name: 'private-hint',
    hear(context) {
      const { chat, event, run, seat } = context;
      if (chat.isGroup || seat === 0 || run !== null || parts.isGuest(event.from)) return null;
      if (event.kind !== 'text' || event.isEdited || event.text.trim() === '') return null;
      return () => hint(context, parts);
    },
  };
}

async function hint(context: Context, { checkIns }: PrivateHintParts): Promise<readonly Reply[]> {
  const { chat, event, seat } = context;
  const isFirst = await checkIns.mayAsk(chat.id, seat, checkInDay(context), event.id);
  return isFirst ? [say(text('hint-private'))] : [];
}
