import type { Message, Update } from 'grammy/types';
import type { Inbound, IncomingFile, MediaEvent } from '../../commands/core/event.ts';
import { addressedWords } from './addressing.ts';
import type { Bot } from './bot.ts';
import { envelopeOf } from './envelope.ts';
import { addressOf, authorOf, personOf } from './people.ts';

/** What a new or edited message tells, null when nothing. */
export function decodeMessage(update: Update, message: Message, bot: Bot): Inbound | null {
  if (message.chat.type === 'channel') return null;
  const isEdited = update.edited_message !== undefined;
  return (isEdited ? null : decodeService(update, message, bot)) ?? decodeContent(update, message, bot, isEdited);
}

function decodeContent(update: Update, message: Message, bot: Bot, isEdited: boolean): Inbound | null {
  const author = authorOf(message);
  const addressed = addressedWords(message, bot);
  if (author === null || addressed === null) return null;
  const seconds = isEdited ? (message.edit_date ?? message.date) : message.date;
  const common = {
    ...envelopeOf(update, bot, { chat: message.chat, message, atMs: seconds * 1000 }),
    ...author,
    messageId: String(message.message_id),
    isAddressed: addressed.isForUs || message.chat.type === 'private',
  };
  if (message.text !== undefined) return { ...common, kind: 'text', text: addressed.words, isEdited };
  const medium = mediumOf(message);
  // A changed caption would count a second time: media events do not tell that they are edits.
  if (medium === null || isEdited) return null;
  return { ...common, kind: 'media', medium, caption: addressed.words, file: fileOf(message, medium, bot) };
}

const otherContents = [
  'animation',
  'audio',
  'video',
  'video_note',
  'contact',
  'dice',
  'game',
  'poll',
  'venue',
  'location',
  'story',
  'checklist',
  'rich_message',
  'paid_media',
] as const satisfies readonly (keyof Message)[];

function mediumOf(message: Message): MediaEvent['medium'] | null {
  // An animation carries a document too, a live photo a photo: the narrower word first.
  if (otherContents.some((content) => message[content] !== undefined)) return 'other';
  if (message.photo !== undefined) return 'photo';
  if (message.document !== undefined) return 'file';
  if (message.voice !== undefined) return 'voice';
  return message.sticker === undefined ? null : 'sticker';
}

function fileOf({ document }: Message, medium: MediaEvent['medium'], bot: Bot): IncomingFile | null {
  if (medium !== 'file' || document === undefined) return null;
  return {
    name: document.file_name ?? 'file',
    sizeBytes: document.file_size ?? null,
    fetchBytes: () => bot.fetchFile(document.file_id),
  };
}

function decodeService(update: Update, message: Message, bot: Bot): Inbound | null {
  const { chat, new_chat_members: newcomers, left_chat_member: leaver } = message;
  const atMs = message.date * 1000;
  const envelope = envelopeOf(update, bot, { chat, atMs });
  const account = String(bot.id);
  if (message.migrate_to_chat_id !== undefined) {
    return { ...envelope, kind: 'moved', to: addressOf({ ...chat, id: message.migrate_to_chat_id }, account) };
  }
  if (message.migrate_from_chat_id !== undefined) {
    // Told in the new chat; the old one tells the same, and either may come alone.
    const old = addressOf({ ...chat, id: message.migrate_from_chat_id }, account);
    return { ...envelope, from: old, kind: 'moved', to: envelope.from };
  }
  const joined = (newcomers ?? []).filter((user) => !user.is_bot).map(personOf);
  if (joined.length > 0) return { ...envelope, kind: 'joined', people: joined };
  if (leaver !== undefined && !leaver.is_bot) return { ...envelope, kind: 'left', people: [personOf(leaver)] };
  return null;
}
