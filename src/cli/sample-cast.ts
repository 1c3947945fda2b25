import type { Cast } from '../bots/console/cast.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { Locale } from '../i18n/locale.ts';
import { text } from '../i18n/text.ts';

/** Ids stay the same in every language: who changes it meets the same people. */
const ids = ['li', 'wang', 'zhang', 'chen', 'ming'] as const;

const names: Readonly<Record<Locale, readonly string[]>> = {
  'zh-Hans': ['小李', '小王', '老张', '陈姐', '阿明'],
  'zh-Hant': ['小李', '小王', '老張', '陳姐', '阿明'],
  en: ['Lily', 'Wang', 'Zhang', 'Chen', 'Ming'],
};

/** The sample group in a language; its first member organises it. */
export function sampleCast(catalogue: Catalogue, locale: Locale): Cast {
  return {
    groupTitle: catalogue.say(text('console-group'), locale),
    botName: catalogue.say(text('console-bot'), locale),
    organiserId: ids[0],
    members: ids.map((id, index) => ({ id, name: names[locale][index] ?? id, languageTag: locale })),
  };
}
