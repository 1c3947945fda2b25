export const locales = ['zh-Hans', 'zh-Hant', 'en'] as const;

/** The languages Banzhang speaks; each has a complete catalogue, none falls back to another. */
export type Locale = (typeof locales)[number];

export const isLocale = (value: string): value is Locale => (locales as readonly string[]).includes(value);

/**
 * The catalogue that fits the first tag we can serve, `fallback` when none fits.
 * Script decides for Chinese (`zh-TW` → `zh-Hant`), as `Intl.Locale.maximize()` knows it.
 */
export function negotiateLocale(tags: readonly (string | null | undefined)[], fallback: Locale): Locale {
  for (const tag of tags) {
    const locale = tag === null || tag === undefined ? null : localeOfTag(tag);
    if (locale !== null) return locale;
  }
  return fallback;
}

function localeOfTag(tag: string): Locale | null {
  if (isLocale(tag)) return tag;
  try {
    const { language, script } = new Intl.Locale(tag.replaceAll('_', '-')).maximize();
    if (language === 'zh' || language === 'yue') return script === 'Hant' ? 'zh-Hant' : 'zh-Hans';
    return language === 'en' ? 'en' : null;
  } catch {
    return null; // Platforms send free text here; an unreadable tag is no evidence.
  }
}
