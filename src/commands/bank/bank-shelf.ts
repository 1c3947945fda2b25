import { normalise } from '../../domain/normalise.ts';
import type { Bank } from '../../domain/question.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { BankStore } from '../../store/banks.ts';
import type { Shelf } from '../quiz/shelf.ts';

/** Files that come with the program, as the edge reads them. */
export interface SampleFiles {
  /** Bytes of `samples/banks/<name>`, null when there is no such file. */
  read(name: string): Promise<Uint8Array | null>;
}

interface Sample {
  readonly file: string;
  /** Its name as people read and type it. */
  readonly title: string;
}

/** Banks that come with the program, by language; the first is played when no bank is named. */
const samplesOf: Readonly<Record<Locale, readonly Sample[]>> = {
  'zh-Hans': [
    { file: 'general-knowledge.csv', title: '常识' },
    { file: 'study-programmes.gift', title: '学习活动' },
  ],
  'zh-Hant': [
    { file: 'general-knowledge.zh-Hant.csv', title: '常識' },
    { file: 'study-programmes.gift', title: '學習活動' },
  ],
  en: [
    { file: 'general-knowledge.en.json', title: 'general knowledge' },
    { file: 'study-programmes.gift', title: 'study programmes (Chinese)' },
  ],
};

/** The shelf of every chat, which knows them all. */
export interface BankShelf extends Shelf {
  /** In how many of the chats there is no bank of that name. */
  lackingCount(chats: readonly { readonly id: string; readonly locale: Locale }[], name: string): Promise<number>;
}

/** The shelf of every chat: its own banks, those shared by all chats, and the samples. */
export function createBankShelf(banks: BankStore, shared: string, samples: SampleFiles): BankShelf {
  const opened = new Map<string, Promise<Bank | null>>();
  const sample = (file: string, title: string): Promise<Bank | null> => {
    const known = opened.get(title) ?? openSample(file, title, samples);
    opened.set(title, known);
    return known;
  };
  const samplesFor = async (locale: Locale): Promise<readonly Bank[]> => {
    const all = await Promise.all(samplesOf[locale].map(({ file, title }) => sample(file, title)));
    return all.filter((bank) => bank !== null);
  };
  return {
    async list(chat, locale) {
      const [own, common, bundled] = await Promise.all([banks.list(chat), banks.list(shared), samplesFor(locale)]);
      const listed = [...own, ...common].map(({ name, questionCount }) => ({ name, questionCount }));
      return [...listed, ...bundled.map(({ name, questions }) => ({ name, questionCount: questions.length }))];
    },
    async open(chat, name, locale) {
      const stored = (await banks.open(chat, name)) ?? (await banks.open(shared, name));
      if (stored !== null) return stored;
      return named(await samplesFor(locale), name);
    },
    async lackingCount(chats, name) {
      if ((await banks.lackingCount([shared], name)) === 0) return 0;
      const without = new Set<Locale>();
      for (const locale of new Set(chats.map((chat) => chat.locale))) {
        if (named(await samplesFor(locale), name) === null) without.add(locale);
      }
      const left = chats.filter(({ locale }) => without.has(locale)).map(({ id }) => id);
      return banks.lackingCount(left, name);
    },
    picture(_chat, _bank, source) {
      // Only files that come with the program; an address out of somebody's file is never fetched by us.
      return /^pictures\/[\w.-]+$/.test(source) ? samples.read(source) : Promise.resolve(null);
    },
  };
}

const named = (bundled: readonly Bank[], name: string): Bank | null =>
  bundled.find((bank) => normalise(bank.name) === normalise(name)) ?? null;

async function openSample(file: string, title: string, samples: SampleFiles): Promise<Bank | null> {
  const bytes = await samples.read(file);
  // Loaded when somebody wants a bank, not at every start.
  const { importBank } = await import('../../domain/bank/import-bank.ts');
  const imported = bytes === null ? null : importBank({ name: file, bytes });
  if (imported?.kind !== 'bank') return null;
  return { name: title, questions: imported.questions };
}
