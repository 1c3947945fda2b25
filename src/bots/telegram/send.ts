import type { Api } from 'grammy';
import type { Address } from '../../commands/core/event.ts';
import type { Outgoing, Receipt } from '../../commands/core/outgoing.ts';
import { type Call, encode, encodeCaptionEdit, methodOf } from './encode.ts';
import { deliveryErrorOf, isCaptioned, isSettled, isThreadGone, refusalOf } from './errors.ts';
import { telegramCapabilities } from './limits.ts';

/**
 * The receipt of what Telegram took; rejects with DeliveryError only.
 * What is so already ("not modified") or came too late to matter (an old tap) counts as taken. One call, two where the
 * topic is gone (then it goes to the main room) or where the message to change shows a picture.
 */
export async function send(api: Api, to: Address, outgoing: Outgoing): Promise<Receipt> {
  try {
    return await sendOnce(api, to, outgoing);
  } catch (error) {
    throw deliveryErrorOf(error, methodOf(outgoing));
  }
}

async function sendOnce(api: Api, to: Address, outgoing: Outgoing): Promise<Receipt> {
  const already: Receipt = { messageId: outgoing.kind === 'edit' ? outgoing.messageId : null };
  try {
    return { messageId: (await perform(api, encode(to, outgoing))) ?? already.messageId };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    if (isSettled(refusal)) return already;
    if (to.thread !== undefined && isThreadGone(refusal)) return await sendOnce(api, mainRoomOf(to), outgoing);
    if (outgoing.kind !== 'edit' || !isCaptioned(refusal)) throw error;
    return await editCaption(api, to, outgoing);
  }
}

async function editCaption(api: Api, to: Address, outgoing: Outgoing & { kind: 'edit' }): Promise<Receipt> {
  const { messageId } = outgoing;
  try {
    await perform(api, encodeCaptionEdit(to, outgoing, telegramCapabilities.captionMaxCharacters));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || !isSettled(refusal)) throw error;
  }
  return { messageId };
}

const mainRoomOf = ({ platform, account, chat }: Address): Address => ({ platform, account, chat });

/** Makes the call; the id of the message that was sent, null where none was. */
async function perform(api: Api, call: Call): Promise<string | null> {
  switch (call.method) {
    case 'sendMessage':
      return String((await api.raw.sendMessage(call.payload)).message_id);
    case 'sendPhoto':
      return String((await api.raw.sendPhoto(call.payload)).message_id);
    case 'sendDocument':
      return String((await api.raw.sendDocument(call.payload)).message_id);
    case 'editMessageText':
      await api.raw.editMessageText(call.payload);
      return null;
    case 'editMessageCaption':
      await api.raw.editMessageCaption(call.payload);
      return null;
    case 'setMessageReaction':
      await api.raw.setMessageReaction(call.payload);
      return null;
    case 'answerCallbackQuery':
      await api.raw.answerCallbackQuery(call.payload);
      return null;
    default:
      return call satisfies never;
  }
}
