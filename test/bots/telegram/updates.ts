import type { Message, Update } from 'grammy/types';
import type { Bot } from '../../../src/bots/telegram/bot.ts';

/** The bot of the decoding tests, with privacy mode on. */
export const bot: Bot = {
  id: 7_123_456_789,
  username: 'banzhang_bot',
  canReadAll: false,
  fetchFile: (fileId) => Promise.resolve(new TextEncoder().encode(`content of ${fileId}`)),
};

export const lin = {
  id: 501,
  is_bot: false,
  first_name: '林',
  last_name: '小满',
  username: 'linxm',
  language_code: 'zh-hans',
} as const;

export const supergroup = { id: -1_001_234_567_890, type: 'supergroup', title: '晨读小组' } as const;
export const basicGroup = { id: -412_345, type: 'group', title: '晨读小组' } as const;
export const privateChat = { id: 501, type: 'private', first_name: '林', last_name: '小满' } as const;

/** 2026-11-21 08:30:00 in Shanghai. */
export const sentAtSeconds = 1_795_221_000;

/** A message update as Telegram sends it; `fields` replace what is usual. */
export function messageUpdate(fields: Partial<Message>): Update {
  const usual = { message_id: 77, from: lin, chat: supergroup, date: sentAtSeconds };
  // Partial messages of any chat cannot be told apart by type; decoding must cope with what comes.
  return { update_id: 803, message: { ...usual, ...fields } } as Update;
}
