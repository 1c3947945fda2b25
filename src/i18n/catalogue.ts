import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { readFileSync } from 'node:fs';
import { createDateWords, type DateWords } from './date-words.ts';
import type { Locale } from './locale.ts';
import type { Text, TextParams, TextValue } from './text.ts';

/** Puts texts into words. */
export interface Catalogue {
  say(text: Text, locale: Locale): string;
}

interface Voice {
  readonly bundle: FluentBundle;
  readonly dates: DateWords;
  readonly list: Intl.ListFormat;
  clock(): number;
}

/**
 * The three catalogues read from the .ftl files beside this module; throws when a file is damaged. `clock`: in which year
 * people live, of which dates need not speak; wall time when absent.
 */
export function openCatalogue(clock: () => number = Date.now): Catalogue {
  const voices = new Map<Locale, Voice>();
  const voiceOf = (locale: Locale): Voice => {
    const known = voices.get(locale);
    if (known !== undefined) return known;
    const opened = openVoice(locale, clock);
    voices.set(locale, opened);
    return opened;
  };
  return { say: (text, locale) => sayIn(voiceOf(locale), locale, text) };
}

function openVoice(locale: Locale, clock: () => number): Voice {
  // Isolation marks (U+2068/9) would end up in copied commands and typed answers.
  const bundle = new FluentBundle(locale, { useIsolating: false });
  const source = readFileSync(new URL(`./${locale}.ftl`, import.meta.url), 'utf8');
  const errors = bundle.addResource(new FluentResource(source));
  if (errors[0] !== undefined) throw errors[0];
  const tag = intlTag[locale];
  return {
    bundle,
    dates: createDateWords(tag),
    list: new Intl.ListFormat(tag, { style: 'short', type: 'conjunction' }),
    clock,
  };
}

const intlTag: Readonly<Record<Locale, string>> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };

function sayIn(voice: Voice, locale: Locale, text: Text): string {
  if ('literal' in text) return text.literal;
  if ('lines' in text) return text.lines.map((line) => sayIn(voice, locale, line)).join('\n');
  const pattern = voice.bundle.getMessage(text.key)?.value;
  if (pattern === null || pattern === undefined) throw new Error(`${locale}.ftl has no ${text.key}`);
  const errors: Error[] = [];
  const said = voice.bundle.formatPattern(pattern, variablesOf(voice, locale, text.params), errors);
  if (errors[0] !== undefined) throw errors[0];
  return said;
}

/** Somebody's name may turn the direction of everything behind it. https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters */
const turns = /[\u202a-\u202e\u2066-\u2069]/gu;

const withoutTurns = (words: string): string => words.replace(turns, '');

function variablesOf(voice: Voice, locale: Locale, params: TextParams): Record<string, FluentVariable> {
  const variables: Record<string, FluentVariable> = {};
  for (const [name, value] of Object.entries(params)) variables[name] = variableOf(voice, locale, value);
  return variables;
}

function variableOf(voice: Voice, locale: Locale, value: TextValue): FluentVariable {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return withoutTurns(value);
  if ('on' in value) return voice.dates.day(value.on, voice.clock());
  if ('atMs' in value) return voice.dates.moment(value, voice.clock());
  if ('list' in value) return listOf(voice, locale, value.list);
  return sayIn(voice, locale, value);
}

function listOf(voice: Voice, locale: Locale, list: readonly (string | Text)[]): string {
  const words = list.map((entry) => (typeof entry === 'string' ? withoutTurns(entry) : sayIn(voice, locale, entry)));
  // Names are enumerated with 、 in Chinese; Intl would put 和 before the last one.
  return locale === 'en' ? voice.list.format(words) : words.join('、');
}
