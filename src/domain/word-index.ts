import MiniSearch from 'minisearch';
import { normalise } from './normalise.ts';

/** Finds texts by their words, nearest first. */
export interface WordIndex {
  /** Positions in the list given, at most `count`; every word of `words` has to occur, near misses and beginnings count. */
  search(words: string, count: number): readonly number[];
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words of Chinese and English alike. */
function tokenize(words: string): string[] {
  const tokens: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(normalise(words)))
    if (isWordLike === true) tokens.push(segment);
  return tokens;
}

/** An index over `texts`; about 225 ms for 10,000 questions. */
export function createWordIndex(texts: readonly string[]): WordIndex {
  const index = new MiniSearch<{ readonly id: number; readonly words: string }>({ fields: ['words'], tokenize });
  index.addAll(texts.map((words, id) => ({ id, words })));
  return {
    search: (words, count) =>
      index
        .search(words, { prefix: true, fuzzy: 0.15, combineWith: 'AND' })
        .slice(0, count)
        .map(({ id }) => Number(id)),
  };
}
