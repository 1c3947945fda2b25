import type { MemberStore } from '../../store/members.ts';
import type { Context } from '../core/command.ts';

/** A chat in which the sender sits. */
export interface OwnSeat {
  readonly chat: string;
  readonly seat: number;
}

/** The seats that a wish about oneself is meant for: this one in a group, all of them in private; this chat last. */
export async function ownSeats(context: Context, members: Pick<MemberStore, 'chatsOf'>): Promise<readonly OwnSeat[]> {
  const { chat, seat, member } = context;
  const here = { chat: chat.id, seat };
  if (chat.isGroup) return [here];
  const seats = await members.chatsOf(member);
  return [...seats.filter((own) => own.chat !== chat.id), here];
}
