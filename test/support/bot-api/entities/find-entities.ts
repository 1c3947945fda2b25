import type { MessageEntity } from '@grammyjs/types';

// A word character in TDLib is any letter or number of any script, or "_" (MessageEntity.cpp, is_word_character):
// that is why "打卡/start" and "/quiz题库" hold no command, and "@bot你好" no mention.
const WORD = String.raw`\p{L}\p{N}_`;

const COMMAND = new RegExp(`(?<![${WORD}/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![${WORD}/<>])`, 'gu');
const MENTION = new RegExp(`(?<![${WORD}])@[a-zA-Z0-9_]{2,32}(?![${WORD}])`, 'gu');
const HASHTAG = new RegExp(`(?<![${WORD}])#(?=[${WORD}]*[\\p{L}_])[${WORD}]{1,256}`, 'gu');
const URL_TEXT = /(?<![\p{L}\p{N}_])https?:\/\/[^\s<>"]+/gu;

/** The entities Telegram finds in a plain text: commands, mentions, hashtags and links, in order of their place. */
export function findEntities(text: string): MessageEntity[] {
  const urls = matches(text, URL_TEXT, 'url');
  const others = [
    ...matches(text, COMMAND, 'bot_command'),
    ...matches(text, MENTION, 'mention'),
    ...matches(text, HASHTAG, 'hashtag'),
  ].filter((one) => !urls.some((url) => one.offset < url.offset + url.length && url.offset < one.offset + one.length));
  // "/start@bot" is one command, not a command and a mention.
  const commands = others.filter((one) => one.type === 'bot_command');
  const rest = others.filter(
    (one) =>
      one.type === 'bot_command' || !commands.some((c) => one.offset > c.offset && one.offset < c.offset + c.length),
  );
  return [...urls, ...rest].sort((a, b) => a.offset - b.offset);
}

function matches(text: string, pattern: RegExp, type: 'bot_command' | 'mention' | 'hashtag' | 'url'): MessageEntity[] {
  return [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length }));
}

/** Command names with the bot they are addressed to (or null), for entities of type bot_command. */
export function commandsIn(
  text: string,
  entities: readonly MessageEntity[],
): { readonly name: string; readonly addressee: string | null }[] {
  return entities
    .filter((entity) => entity.type === 'bot_command')
    .map((entity) => {
      const [name = '', addressee = null] = text.slice(entity.offset + 1, entity.offset + entity.length).split('@');
      return { name, addressee };
    });
}
