import { isLocale, type Locale } from '../../i18n/locale.ts';
import type { Chat } from '../../store/chat.ts';
import type { Run } from '../../store/run.ts';
import type { Address } from '../core/event.ts';

/** The chat's address with the topic in which the quiz is played. */
export const roomOf = ({ address }: Chat, { thread }: Run): Address =>
  thread === null ? address : { ...address, thread };

/** The language in which the bot speaks up in the chat by itself. */
export const localeOf = (chat: Chat): Locale => (isLocale(chat.locale) ? chat.locale : 'zh-Hans');
