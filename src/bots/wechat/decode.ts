import type { Inbound, Person } from '../../commands/core/event.ts';
import type { Recognised } from '../../commands/core/desk.ts';
import { addressedWords } from './addressing.ts';
import { fileOf } from './incoming-file.ts';
import type { Identities } from './identities.ts';
import { askTimeoutMs, shownName } from './seen.ts';
import { within } from './wait.ts';
import { messageTypes, type WechatContact, type WechatMessage, type WechatRoom } from './wechat-bot.ts';

/** What decoding asks. */
export interface DecodeParts {
  readonly account: string;
  readonly identities: Identities;
  /** What the bot is called in private and, by the room, there. */
  ownNames(room: WechatRoom | null): Promise<readonly string[]>;
}

/** When and in which place something was heard. */
export interface Moment {
  readonly order: number;
  readonly atMs: number;
}

const media: ReadonlyMap<number, 'photo' | 'file' | 'voice' | 'sticker' | 'other'> = new Map([
  [messageTypes.attachment, 'file'],
  [messageTypes.audio, 'voice'],
  [messageTypes.emoticon, 'sticker'],
  [messageTypes.image, 'photo'],
  [messageTypes.video, 'other'],
]);

/** True for messages that tell us something: words, pictures, voices, files, stickers. */
export const isTelling = (message: WechatMessage): boolean =>
  message.type() === messageTypes.text || media.has(message.type());

/** What somebody else's message tells, null when it is noise. Rejects with StoreError, or as the puppet does. */
export async function decodeMessage(
  message: WechatMessage,
  moment: Moment,
  parts: DecodeParts,
): Promise<Inbound | null> {
  const room = message.room() ?? null;
  const talker = message.talker();
  const sender = await personOf(talker, room, parts.identities);
  const base = {
    ...(await envelopeOf(`m ${message.id}`, moment, { room, person: sender }, parts)),
    sender,
    isAnonymous: false,
    messageId: message.id,
  };
  const medium = media.get(message.type());
  if (medium !== undefined) {
    const file = medium === 'file' ? fileOf(message) : null;
    return { ...base, kind: 'media', medium, caption: '', isAddressed: room === null, file };
  }
  if (message.type() !== messageTypes.text) return null;
  const { words, isForUs } = addressedWords(message.text(), await parts.ownNames(room));
  const isAddressed = room === null || isForUs || (await isMentioned(message));
  return { ...base, kind: 'text', text: words, isAddressed, isEdited: false };
}

/** Only texts with a name in them are asked about; some puppets ask the platform for the answer. */
const isMentioned = async (message: WechatMessage): Promise<boolean> =>
  message.text().includes('@') && (await within(askTimeoutMs, message.mentionSelf()).catch(() => false));

/** The person as the core knows them. */
export async function personOf(
  contact: WechatContact,
  room: WechatRoom | null,
  identities: Identities,
): Promise<Person> {
  const recognised = await identities.ofPerson(contact, room);
  const name = await shownName(contact, room);
  return { id: recognised.id, name, languageTag: null, ...mayBe(recognised) };
}

const mayBe = (recognised: Recognised): { readonly mayBe?: readonly string[] } =>
  recognised.kind === 'unclear' ? { mayBe: recognised.mayBe } : {};

/** Where something happened: in a room, or between a person and the bot. */
export interface Place {
  readonly room: WechatRoom | null;
  readonly person: Person | null;
}

/** What all events have. A private chat has the id of its person. */
export async function envelopeOf(id: string, { order, atMs }: Moment, { room, person }: Place, parts: DecodeParts) {
  const recognised: Recognised =
    room === null ? { kind: 'known', id: person?.id ?? '' } : await parts.identities.ofGroup(room);
  return {
    id,
    order,
    atMs,
    from: { platform: 'wechat' as const, account: parts.account, chat: recognised.id },
    isGroup: room !== null,
    title: room === null ? null : await titleOf(room),
    ...(recognised.kind === 'unclear' ? { chatMayBe: recognised.mayBe } : {}),
  };
}

/** wechaty strings names together where a group has no title; null where the puppet cannot tell. */
async function titleOf(room: WechatRoom): Promise<string | null> {
  return (await within(askTimeoutMs, room.topic()).catch(() => '')) || null;
}
