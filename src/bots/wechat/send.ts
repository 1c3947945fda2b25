import type { Capabilities } from '../../commands/core/capabilities.ts';
import type { Address } from '../../commands/core/event.ts';
import type { Mention, Outgoing, Receipt } from '../../commands/core/outgoing.ts';
import { DeliveryError } from '../../errors.ts';
import { deliveryErrorOf } from './delivery-error.ts';
import { destinationOf, type DestinationParts } from './destination.ts';
import { askTimeoutMs, nameIn } from './seen.ts';
import { TimedOut, waitMs, within } from './wait.ts';
import type { FileBoxFactory, WechatContact, WechatRoom } from './wechat-bot.ts';

export interface SendParts extends DestinationParts {
  readonly fileBox: FileBoxFactory | null;
  /** Between a file and the words that go with it. */
  readonly betweenPartsMs: number;
  readonly sayTimeoutMs: number;
  can(): Capabilities;
  /** True while this process may speak for the account. */
  maySpeak(): boolean;
}

/** Files of the largest size over a slow gateway; after that nobody knows whether it went out. */
export const sayTimeoutMs = 60_000;

/** Sends it; rejects with DeliveryError only. Some puppets tell no id of what was sent. */
export async function send(to: Address, outgoing: Outgoing, parts: SendParts): Promise<Receipt> {
  if (!parts.maySpeak()) throw new DeliveryError('unreachable', 'wechat: the account is not connected here');
  const chat = await destinationOf(to.chat, parts).catch((error: unknown) => {
    if (error instanceof DeliveryError) throw error;
    throw new DeliveryError('unreachable', 'wechat: the chat could not be looked up', { cause: error });
  });
  switch (outgoing.kind) {
    case 'message':
      return say(chat, outgoing.text, await mentionedIn(chat, outgoing.mentions, outgoing.text, parts), parts);
    case 'image':
      return sayParts(chat, [fileOf(outgoing, parts), outgoing.caption], parts);
    case 'file':
      return sayParts(chat, [outgoing.caption, fileOf(outgoing, parts)], parts);
    case 'edit':
    case 'reaction':
    case 'toast':
      throw new DeliveryError('bad-request', `wechat: there is no ${outgoing.kind}`);
    default:
      return outgoing satisfies never;
  }
}

function fileOf(
  { bytes, name }: { readonly bytes: Uint8Array; readonly name: string },
  { fileBox }: SendParts,
): object {
  if (fileBox === null) throw new DeliveryError('bad-request', 'wechat: nothing here makes files');
  return fileBox.fromBuffer(Buffer.from(bytes), name);
}

async function say(
  chat: WechatRoom | WechatContact,
  said: string | object,
  mentioned: readonly WechatContact[],
  parts: SendParts,
): Promise<Receipt> {
  try {
    const sent = 'topic' in chat ? chat.say(said, ...mentioned) : chat.say(said);
    return { messageId: idOf(await within(parts.sayTimeoutMs, sent)) };
  } catch (error) {
    if (error instanceof TimedOut) {
      throw new DeliveryError('unknown-outcome', 'wechat: the puppet does not say whether it was sent', {
        cause: error,
      });
    }
    throw deliveryErrorOf(error);
  }
}

/** WeChat knows no captions: words and file are two messages, and once the first is out it must not be sent again. */
async function sayParts(
  chat: WechatRoom | WechatContact,
  said: readonly (string | object)[],
  parts: SendParts,
): Promise<Receipt> {
  let receipt: Receipt | null = null;
  for (const part of said.filter((one) => one !== '')) {
    if (receipt === null) {
      receipt = await say(chat, part, [], parts);
      continue;
    }
    await waitMs(parts.betweenPartsMs);
    await say(chat, part, [], parts).catch((error: unknown) => {
      throw new DeliveryError('unknown-outcome', 'wechat: only a part went out', { cause: error });
    });
  }
  return receipt ?? { messageId: null };
}

const idOf = (sent: unknown): string | null =>
  typeof sent === 'object' && sent !== null && 'id' in sent && typeof sent.id === 'string' ? sent.id : null;

/** Those who can be named in front of the text without making it too long; the others stand in it by name. */
async function mentionedIn(
  chat: WechatRoom | WechatContact,
  mentions: readonly Mention[],
  text: string,
  parts: SendParts,
): Promise<readonly WechatContact[]> {
  if (!('topic' in chat)) return [];
  const { textMaxCharacters, textMaxBytes } = parts.can();
  let prefix = '';
  const contacts: WechatContact[] = [];
  for (const { id } of mentions) {
    const contact = await contactOf(id, parts);
    if (contact === null) continue;
    // wechaty puts `@name`, a gap and in the end a space in front.
    prefix += `@${(await nameIn(chat, contact)) || contact.name()}\u2005`;
    const whole = prefix + text;
    if (whole.length > textMaxCharacters || Buffer.byteLength(whole) > (textMaxBytes ?? Infinity)) break;
    contacts.push(contact);
  }
  return contacts;
}

/** A mention is a courtesy: whoever cannot be found is not mentioned. */
async function contactOf(id: string, { identities, bot }: SendParts): Promise<WechatContact | null> {
  const platformId = await identities.platformIdOf(id).catch(() => null);
  if (platformId === null) return null;
  const found = await within(askTimeoutMs, bot.Contact.find({ id: platformId })).catch(() => undefined);
  return found ?? null;
}
