import type { Catalogue } from '../../i18n/catalogue.ts';
import { type Locale, locales } from '../../i18n/locale.ts';
import { asText } from '../../i18n/text.ts';
import type { AnyCommand } from './command.ts';
import type { CommandTable } from './table.ts';

interface MenuLine {
  readonly name: string;
  readonly description: string;
}

/** What each kind of reader finds in a platform's command menu, in one language. */
export interface LocalMenu {
  readonly languageTag: Locale;
  readonly everyone: readonly MenuLine[];
  readonly group: readonly MenuLine[];
  readonly organisers: readonly MenuLine[];
}

/** The menus of all languages, the default one first; commands without a summary are left out. */
export function menusOf(table: CommandTable, catalogue: Catalogue, defaultLocale: Locale): readonly LocalMenu[] {
  const ordered = [defaultLocale, ...locales.filter((locale) => locale !== defaultLocale)];
  return ordered.map((locale) => {
    const lines = (fits: (command: AnyCommand) => boolean): readonly MenuLine[] =>
      table.all.filter(fits).flatMap(({ name, summary }) => {
        if (summary === null) return [];
        return [{ name, description: catalogue.say(asText(summary), locale) }];
      });
    return {
      languageTag: locale,
      everyone: lines(({ where, who }) => where !== 'group' && who === 'member'),
      group: lines(({ where, who }) => where !== 'private' && who === 'member'),
      organisers: lines(({ where, who }) => where !== 'private' && who !== 'owner'),
    };
  });
}
