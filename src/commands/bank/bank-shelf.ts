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

/** Bank files that come with the program, by language; the first is played when no bank is named. */
const sampleNames: Readonly<Record<Locale, readonly string[]>> = {
  'zh-Hans': ['general-knowledge.csv', 'study-programmes.gift'],
  'zh-Hant': ['general-knowledge.zh-Hant.csv', 'study-programmes.gift'],
  en: ['general-knowledge.en.json', 'study-programmes.gift'],
};

/** Their names as people read and type them. */
const sampleTitles: Readonly<Record<string, string>> = {
  'general-knowledge.csv': '常识',
  'general-knowledge.zh-Hant.csv': '常識',
  'general-knowledge.en.json': 'general knowledge',
  'study-programmes.gift': '学习活动',
};

/** The shelf of every chat: its own banks, those shared by all chats, and the samples. */
export function createBankShelf(banks: BankStore, shared: string, samples: SampleFiles): Shelf {
  const opened = new Map<string, Promise<Bank | null>>();
  const sample = (file: string): Promise<Bank | null> => {
    const known = opened.get(file) ?? openSample(file, samples);
    opened.set(file, known);
    return known;
  };
  const samplesFor = async (locale: Locale): Promise<readonly Bank[]> => {
    const all = await Promise.all(sampleNames[locale].map(sample));
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
      const bundled = await samplesFor(locale);
      return bundled.find((bank) => normalise(bank.name) === normalise(name)) ?? null;
    },
    picture(_chat, _bank, source) {
      // Only files that come with the program; an address out of somebody's file is never fetched by us.
      return /^pictures\/[\w.-]+$/.test(source) ? samples.read(source) : Promise.resolve(null);
    },
  };
}

async function openSample(file: string, samples: SampleFiles): Promise<Bank | null> {
  const bytes = await samples.read(file);
  // Loaded when somebody wants a bank, not at every start.
  const { importBank } = await import('../../domain/bank/import-bank.ts');
  const imported = bytes === null ? null : importBank({ name: file, bytes });
  if (imported?.kind !== 'bank') return null;
  return { name: sampleTitles[file] ?? imported.name, questions: imported.questions };
}
