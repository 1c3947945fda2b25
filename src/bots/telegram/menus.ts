import type { Api } from 'grammy';
import type { BotCommandScope, LanguageCode } from 'grammy/types';
import type { Menu, MenuEntry } from '../adapter.ts';
import { deliveryErrorOf } from './errors.ts';
import { waitMs } from './wait.ts';

type Scope = Exclude<BotCommandScope['type'], 'chat' | 'chat_member' | 'chat_administrators'>;

/** One setMyCommands call; without a language it is for everybody whose language has no menu. */
export interface MenuCall {
  readonly scope: Scope;
  readonly languageCode: LanguageCode | null;
  readonly entries: readonly MenuEntry[];
}

/**
 * The calls that show the menus: every scope in every language and, without a language, in that of the first menu.
 * Telegram knows languages by two letters only, so all of Chinese gets the simplified menu where there is one.
 * https://core.telegram.org/bots/api#determining-list-of-commands
 */
export function menuCalls(menus: readonly Menu[]): readonly MenuCall[] {
  const [fallback] = menus;
  if (fallback === undefined) return [];
  const byCode = new Map<LanguageCode, Menu>();
  for (const menu of menus) {
    const { language, script } = new Intl.Locale(menu.languageTag).maximize();
    if (isTwoLetterCode(language) && (!byCode.has(language) || script === 'Hans')) byCode.set(language, menu);
  }
  return [
    { scope: 'default', languageCode: null, entries: fallback.everyone },
    ...scopesOf(fallback, null),
    ...[...byCode].flatMap(([code, menu]) => scopesOf(menu, code)),
  ];
}

const isTwoLetterCode = (language: string): language is LanguageCode => /^[a-z]{2}$/.test(language);

const scopesOf = ({ everyone, group, organisers }: Menu, languageCode: LanguageCode | null): readonly MenuCall[] => [
  { scope: 'all_private_chats', languageCode, entries: everyone },
  { scope: 'all_group_chats', languageCode, entries: group },
  { scope: 'all_chat_administrators', languageCode, entries: organisers },
];

/** Longer than this nobody waits for a menu. */
const patienceMs = 60_000;

/** Shows the menus, one call after another; rejects with DeliveryError at the first that fails for good. */
export async function publishMenus(api: Api, menus: readonly Menu[]): Promise<void> {
  for (const call of menuCalls(menus)) {
    try {
      await publish(api, call);
    } catch (error) {
      const failure = deliveryErrorOf(error, 'setMyCommands');
      if (failure.retryAfterMs === null || failure.retryAfterMs > patienceMs) throw failure;
      await waitMs(failure.retryAfterMs);
      await publish(api, call).catch((again: unknown) => {
        throw deliveryErrorOf(again, 'setMyCommands');
      });
    }
  }
}

const publish = (api: Api, { scope, languageCode, entries }: MenuCall): Promise<true> =>
  api.raw.setMyCommands({
    commands: entries.map(({ name, description }) => ({ command: name, description })),
    scope: { type: scope },
    ...(languageCode === null ? {} : { language_code: languageCode }),
  });
