import type { Capabilities } from '../../commands/core/capabilities.ts';

/** The kinds of updates we ask for; a list must name every wanted one. https://core.telegram.org/bots/api#getupdates */
export const wantedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'] as const;

/** Updates an answer to getUpdates holds at most. https://core.telegram.org/bots/api#getupdates */
export const updatesPerFetch = 100;

/** What getFile gives out. https://core.telegram.org/bots/api#getfile */
export const downloadMaxBytes = 20 * 1024 * 1024;

/** The "General" topic has this id and must not be named when sending (tdlib/telegram-bot-api, Client.cpp). */
export const generalTopicId = 1;

/** Stands in for administrators who write in the group's name (tdlib/td, UserManager.cpp get_anonymous_bot_user_id). */
export const anonymousAdminId = 1087968824;

/** Signs that a bot may put on messages, out of the fixed list; ✅ is not in it. https://core.telegram.org/bots/api#reactiontypeemoji */
export const reactionSigns = ['👌', '👍'] as const;

/** What Telegram takes from a bot. */
export const telegramCapabilities: Capabilities = {
  // https://core.telegram.org/bots/api#sendmessage
  textMaxCharacters: 4096,
  // https://core.telegram.org/bots/api#sendphoto
  captionMaxCharacters: 1024,
  buttons: {
    // The server keeps 12 a row and 300 in all (tdlib/td, ReplyMarkup.cpp); clients show 8 a row and about 100 well.
    perRow: 8,
    max: 96,
    labelMaxCharacters: 64,
    // https://core.telegram.org/bots/api#inlinekeyboardbutton
    tokenMaxBytes: 64,
  },
  // Edits in a group count like messages. https://grammy.dev/advanced/flood
  edit: { perMinute: 20 },
  reactions: { done: reactionSigns[0], seen: reactionSigns[1] },
  // Messages keep 100 entities in all. https://core.telegram.org/bots/api#messageentity
  mentions: { max: 50 },
  // https://core.telegram.org/bots/api#sending-files
  images: { maxBytes: 10_000_000 },
  files: { maxBytes: 50_000_000 },
  // https://core.telegram.org/bots/api#answercallbackquery
  privateAnswers: { maxCharacters: 200 },
  // https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
  pace: { accountPerSecond: 30, chatPerSecond: 1, groupPerMinute: 20, accountPerMinute: null, chatSwitchMs: null },
};
