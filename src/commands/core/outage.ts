import { negotiateLocale, type Locale } from '../../i18n/locale.ts';
import { text, type Text } from '../../i18n/text.ts';
import { defaultSettings } from '../../domain/settings.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { putNewest } from '../../domain/put-newest.ts';
import type { Chat } from '../../store/chat.ts';
import type { PersonalEvent } from './event.ts';
import type { Outbox } from './outbox.ts';
import { toast } from './reply.ts';

/**
 * Speaks without the store: tells people once an outage that what they said is not recorded yet (the event itself is
 * told again by its adapter), and what else cannot wait for a read.
 */
export interface Outage {
  /** An event that was surely meant for us could not be recorded; `chat` is our id of its chat, null when unknown. */
  notice(event: PersonalEvent, chat: string | null): void;
  /** Says something to the sender without reading their chat. */
  tell(event: PersonalEvent, chat: string | null, words: Text): void;
  /** The language that a chat was last answered in; remembered for the time when it cannot be read. */
  remember(chat: Chat, locale: Locale): void;
  isOver(): void;
}

const rememberedMax = 10_000;

const keyOf = ({ platform, account, chat }: PersonalEvent['from']): string => `${platform}:${account}:${chat}`;

export function createOutage(outbox: Outbox, defaultLocale: Locale): Outage {
  const told = new Set<string>();
  const locales = new Map<string, Locale>();
  const tell: Outage['tell'] = (event, chat, words) => {
    const locale = locales.get(keyOf(event.from)) ?? negotiateLocale([event.sender.languageTag], defaultLocale);
    const destination = { chat: unreadChat(event, chat ?? '', locale), to: event.from, locale, cause: event };
    outbox.post(destination, [toast(words)]);
  };
  return {
    tell,
    notice(event, chat) {
      const key = keyOf(event.from);
      if (told.has(key) || told.size >= rememberedMax) return;
      told.add(key);
      tell(event, chat, text('store-away'));
    },
    remember(chat, locale) {
      const key = keyOf(chat.address);
      putNewest(locales, key, locale, rememberedMax);
    },
    isOver: () => {
      told.clear();
    },
  };
}

/** As much of a chat as its event tells by itself; its id is empty when nobody remembers it. */
function unreadChat({ from, isGroup, title }: PersonalEvent, id: string, locale: Locale): Chat {
  return {
    id,
    address: from,
    isGroup,
    title: title ?? '',
    locale,
    isLocaleChosen: false,
    zone: 'Asia/Shanghai' as TimeZone,
    isZoneChosen: false,
    settings: defaultSettings,
    standing: 'active',
    promptedAtMs: null,
    heardOn: null,
    organisers: null,
    organisersAtMs: 0,
    memberCount: 0,
    isPrivacyExplained: false,
    planTitle: '',
  };
}
