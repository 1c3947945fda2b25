import { putNewest } from '../domain/put-newest.ts';
import type { CoreLog } from '../commands/core/core-log.ts';
import type { Address } from '../commands/core/event.ts';
import type { Outgoing, Sender } from '../commands/core/outgoing.ts';
import type { Rendered } from '../commands/core/render.ts';
import type { ChatStore } from '../store/chats.ts';
import type { Attempt } from './attempt.ts';
import type { Recipient } from './recipient.ts';
import type { SendCall } from './send-call.ts';
import type { Urgency } from './urgency.ts';

export type Standing = Rendered & { readonly kind: 'standing' };

/** Messages that are changed in place: which one stands in a slot and what it shows. */
export interface StandingMessages {
  /** Changes the message in the slot, or sends it; never rejects. */
  show(recipient: Recipient, standing: Standing, urgency: Urgency): Promise<Attempt>;
  /** Notes that a sent message stands in `slot` from now on. */
  remember(recipient: Recipient, slot: string, outgoing: Outgoing, messageId: string): Promise<void>;
  /** How long the slot is to be left alone. */
  restMs(recipient: Recipient, slot: string): number;
}

export interface StandingMessagesParts {
  readonly chats: Pick<ChatStore, 'slotMessage' | 'rememberSlot' | 'forgetSlot'>;
  readonly sendCall: SendCall;
  readonly log: CoreLog;
  senderOf(address: Address): Sender | null;
  clock(): number;
}

/** Faster changes of one message than this nobody reads, and Telegram takes about 20 edits a minute in a group. */
export const restBetweenChangesMs = 3_000;
/** Slots whose content is remembered, to leave out edits that change nothing. */
const rememberedMax = 5_000;

interface Shown {
  readonly atMs: number;
  readonly content: string;
  readonly messageId: string | null;
}

const contentOf = ({ text, buttons }: Pick<Standing, 'text' | 'buttons'>): string => JSON.stringify([text, buttons]);
const keyOf = ({ chatId, to }: Recipient, slot: string): string => `${chatId ?? ''}:${to.chat}:${slot}`;

/** Message ids begin anew where a chat moves to: what stood in the old room is not changed in the new one. */
const keptSlot = ({ to }: Recipient, slot: string): string => `${slot}@${to.chat}`;

export function createStandingMessages(parts: StandingMessagesParts): StandingMessages {
  const { chats, log, clock } = parts;
  const shown = new Map<string, Shown>();
  const note = (key: string, content: string, messageId: string | null): void => {
    putNewest(shown, key, { atMs: clock(), content, messageId }, rememberedMax);
  };
  /** The store knows best; what this process remembers serves while Redis is away. */
  const messageIn = async (chatId: string, slot: string, known: Shown | undefined): Promise<string | null> =>
    chats.slotMessage(chatId, slot).catch(() => known?.messageId ?? null);
  const remember: StandingMessages['remember'] = async (recipient, slot, outgoing, messageId) => {
    if (recipient.chatId === null) return;
    const content = outgoing.kind === 'message' ? contentOf(outgoing) : '';
    note(keyOf(recipient, slot), content, messageId);
    await chats.rememberSlot(recipient.chatId, keptSlot(recipient, slot), messageId).catch((error: unknown) => {
      log.warn(
        { error, chat: recipient.chatId, ...recipient.origin, slot },
        'a standing message could not be remembered',
      );
    });
  };
  const sendFresh = async (recipient: Recipient, standing: Standing, urgency: Urgency): Promise<Attempt> => {
    const outgoing = freshMessage(standing);
    const attempt = await parts.sendCall(recipient, outgoing, urgency);
    if (attempt.kind === 'sent' && attempt.messageId !== null) {
      await remember(recipient, standing.slot, outgoing, attempt.messageId);
    }
    return attempt;
  };
  return {
    remember,
    restMs(recipient, slot) {
      const last = shown.get(keyOf(recipient, slot));
      return last === undefined ? 0 : Math.max(0, last.atMs + restBetweenChangesMs - clock());
    },
    async show(recipient, standing, urgency) {
      const { chatId } = recipient;
      const canEdit = (parts.senderOf(recipient.to)?.can.edit ?? null) !== null;
      if (chatId === null || !canEdit) return sendFresh(recipient, standing, urgency);
      const key = keyOf(recipient, standing.slot);
      const known = shown.get(key);
      const messageId = await messageIn(chatId, keptSlot(recipient, standing.slot), known);
      if (messageId === null) return sendFresh(recipient, standing, urgency);
      const content = contentOf(standing);
      if (known?.messageId === messageId && known.content === content) return { kind: 'sent', messageId };
      note(key, content, messageId);
      const attempt = await edit(recipient, messageId, standing, urgency, parts.sendCall);
      if (attempt.kind === 'sent') {
        note(key, content, messageId);
        return { kind: 'sent', messageId };
      }
      note(key, '', messageId);
      if (!isMessageLost(attempt)) return attempt;
      await chats.forgetSlot(chatId, keptSlot(recipient, standing.slot)).catch(() => undefined);
      return sendFresh(recipient, standing, urgency);
    },
  };
}

/** The message was deleted or can no longer be changed. If it is the chat that is gone, sending anew will tell. */
const isMessageLost = (attempt: Attempt): boolean =>
  attempt.kind === 'refused' && (attempt.code === 'bad-request' || attempt.code === 'gone');

function freshMessage({ text, buttons }: Standing): Outgoing {
  return { kind: 'message', text, buttons, mentions: [], quote: null };
}

async function edit(
  recipient: Recipient,
  messageId: string,
  { text, buttons }: Standing,
  urgency: Urgency,
  sendCall: SendCall,
): Promise<Attempt> {
  const outgoing: Outgoing = { kind: 'edit', messageId, text, buttons };
  const attempt = await sendCall(recipient, outgoing, urgency);
  // Unlike a message, an edit may be made twice without anybody noticing.
  const isUnknown = attempt.kind === 'refused' && attempt.code === 'unknown-outcome';
  return isUnknown ? sendCall(recipient, outgoing, urgency) : attempt;
}
