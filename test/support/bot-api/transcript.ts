import type { InlineKeyboardButton, Message } from '@grammyjs/types';
import type { ChatState, StoredMessage } from './world.ts';

type SeenButton = { readonly text: string; readonly data: string | null; readonly url: string | null };

/** A message as people in the chat see it now. */
export type SeenMessage = {
  readonly id: number;
  readonly fromId: number | null;
  readonly isByBot: boolean;
  readonly kind: 'text' | 'photo' | 'document' | 'service';
  /** Text or caption. */
  readonly text: string;
  readonly rows: readonly (readonly SeenButton[])[];
  readonly buttons: readonly SeenButton[];
  readonly reactions: readonly { readonly userId: number; readonly emoji: string }[];
  readonly isPinned: boolean;
  readonly editCount: number;
  readonly threadId: number | null;
  readonly replyToId: number | null;
  /** The photo's largest size, or the document. */
  readonly fileId: string | null;
  readonly fileName: string | null;
  /** For ephemeral messages, the only user who sees it. */
  readonly receiverId: number | null;
  readonly raw: Message;
};

/** What is in the chat now: deleted messages are gone, edited ones show their last state. */
export function transcript(state: ChatState): SeenMessage[] {
  return state.messages.filter((stored) => !stored.isDeleted).map(seen);
}

function seen(stored: StoredMessage): SeenMessage {
  const { message } = stored;
  const rows = (message.reply_markup?.inline_keyboard ?? []).map((row) => row.map(seenButton));
  return {
    id: message.message_id,
    fromId: message.from?.id ?? null,
    isByBot: stored.isByBot,
    kind: kindOf(message),
    text: message.text ?? message.caption ?? '',
    rows,
    buttons: rows.flat(),
    reactions: [...stored.reactions].flatMap(([userId, reactions]) =>
      reactions.map((one) => ({ userId, emoji: one.type === 'emoji' ? one.emoji : one.type })),
    ),
    isPinned: stored.isPinned,
    editCount: stored.editCount,
    threadId: message.message_thread_id ?? null,
    replyToId: message.reply_to_message?.message_id ?? null,
    fileId: message.document?.file_id ?? message.photo?.at(-1)?.file_id ?? null,
    fileName: message.document?.file_name ?? null,
    receiverId: stored.receiverId,
    raw: message,
  };
}

function kindOf(message: Message): SeenMessage['kind'] {
  if (message.text !== undefined) return 'text';
  if (message.photo) return 'photo';
  return message.document ? 'document' : 'service';
}

function seenButton(button: InlineKeyboardButton): SeenButton {
  return {
    text: button.text,
    data: 'callback_data' in button ? button.callback_data : null,
    url: 'url' in button ? button.url : null,
  };
}
