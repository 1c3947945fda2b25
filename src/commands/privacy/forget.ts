import { z } from 'zod';
import { normalise } from '../../domain/normalise.ts';
import { Refusal } from '../../errors.ts';
import { literal, text } from '../../i18n/text.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { DirectoryStore } from '../../store/directory.ts';
import type { ForgettingStore } from '../../store/forgetting.ts';
import type { MemberStore } from '../../store/members.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { quoting, type Reply, reply, say } from '../core/reply.ts';
import { ownSeats } from './own-seats.ts';

export interface ForgetParts {
  readonly forgetting: ForgettingStore;
  readonly members: Pick<MemberStore, 'chatsOf'>;
  readonly chats: Pick<ChatStore, 'setTitle'>;
  readonly directory: Pick<DirectoryStore, 'forget'>;
}

/** The button's token names the seat it was made for, so that nobody else's tap deletes anything. */
const confirmed = /^(?:yes|确认|是)(?: (\d+))?$/;
const isKnown = (words: string): boolean => words === '' || confirmed.test(normalise(words));

/** `/forget`: asks once, then deletes the sender's data in this group, or from a private chat everywhere. */
export function createForgetCommand(parts: ForgetParts): AnyCommand {
  return command({
    name: 'forget',
    words: ['忘记我', '忘記我'],
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: 'forget-summary',
    usage: 'forget-usage',
    args: z.string().refine(isKnown),
    isCall: (rest, { isGroup }) => !isGroup || isKnown(rest),
    async run(words, context) {
      const { chat, seat, event } = context;
      const answer = confirmed.exec(normalise(words));
      if (answer === null) return [ask(context)];
      const isForOther = answer[1] !== undefined && Number(answer[1]) !== seat;
      // Told again after it was done, the same tap comes from a new seat.
      if (isForOther && !(await parts.forgetting.wasForgotten(chat.id, event.id))) {
        throw new Refusal('forget-not-yours');
      }
      await forget(context, parts);
      return [say(text('forget-done'))];
    },
  });
}

function ask({ chat, seat }: Context): Reply {
  return quoting(
    reply({
      kind: 'choices',
      text: text(chat.isGroup ? 'forget-ask-chat' : 'forget-ask-all'),
      choices: [{ label: text('forget-button'), token: `forget yes ${seat}`, say: literal('/forget yes') }],
      columns: 1,
    }),
  );
}

async function forget(context: Context, { forgetting, members, chats, directory }: ForgetParts): Promise<void> {
  const { chat, event, member, today } = context;
  await forgetting.noteForgotten(chat.id, event.id);
  for (const own of await ownSeats(context, members)) {
    await forgetting.forgetSeat(own.chat, own.seat, today);
    await forgetting.forgetMember(member, own.chat);
  }
  const isGone = (await members.chatsOf(member)).length === 0;
  await directory.forget(event.from.account, event.sender.id, isGone ? null : event.from.chat);
  // A private chat is titled with the person's name on some platforms.
  if (!chat.isGroup) await chats.setTitle(chat.id, '');
}
