import type { Message, MessageEntity } from 'grammy/types';
import type { Bot } from './bot.ts';

/** The words of a message without our name in front. */
export interface Addressed {
  readonly words: string;
  /** The bot's name is in the words or the message replies to the bot. */
  readonly isForUs: boolean;
}

/**
 * The words meant for whoever listens; null when they are a command for another bot.
 * Names are found in the text itself: entities miss them where the text goes on without a space, as Chinese does.
 */
export function addressedWords(message: Message, bot: Bot): Addressed | null {
  const words = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const isForUs = isReplyTo(message, bot) || isMentioned(words, entities, bot);
  const own = withoutOwnName(words, entities, bot);
  const command = commandPattern.exec(own);
  if (command === null) return { words: own, isForUs };
  const [whole, name = '', addressee = ''] = command;
  if (!isSameName(addressee, bot)) return null;
  return { words: `/${name}${own.slice(whole.length)}`, isForUs: true };
}

const commandPattern = /^\s*[/／]([^\s@]+)@(\w+)/u;

const isSameName = (name: string, bot: Bot): boolean => name.toLowerCase() === bot.username.toLowerCase();

function isReplyTo({ reply_to_message: original }: Message, bot: Bot): boolean {
  // Everything in a topic "replies" to the message that opened the topic.
  return original?.from?.id === bot.id && original.forum_topic_created === undefined;
}

function isMentioned(words: string, entities: readonly MessageEntity[], bot: Bot): boolean {
  const names = [...words.matchAll(/(?<![\w@/])@(\w+)/g)].map(([, name = '']) => name);
  return names.some((name) => isSameName(name, bot)) || entities.some((entity) => isTextMention(entity, bot));
}

const isTextMention = (entity: MessageEntity, bot: Bot): boolean =>
  entity.type === 'text_mention' && entity.user.id === bot.id;

const leadingGap = /^[\s,，:：、]+/u;

function withoutOwnName(words: string, entities: readonly MessageEntity[], bot: Bot): string {
  const named = /^\s*@(\w+)/.exec(words);
  if (named?.[1] !== undefined && isSameName(named[1], bot))
    return words.slice(named[0].length).replace(leadingGap, '');
  const mention = entities.find((entity) => isTextMention(entity, bot) && words.slice(0, entity.offset).trim() === '');
  if (mention === undefined) return words;
  return words.slice(mention.offset + mention.length).replace(leadingGap, '');
}
