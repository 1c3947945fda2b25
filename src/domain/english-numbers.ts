import type { FoundNumeral } from './numerals.ts';

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const valueOf: ReadonlyMap<string, number> = new Map([
  ...small.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, at): [string, number] => [word, (at + 2) * 10]),
  ['a', 1],
  ['an', 1],
  ['half', 0.5],
]);
const word = new RegExp(
  `^(?:(${tens.join('|')})(?:[- ](${small.slice(1, 10).join('|')}))?|${small.join('|')}|half|an?)(?![a-z'])`,
);

/** The number under a hundred written in English that a lower-case text starts with (twenty-five, an, half), or null. */
export function findEnglishNumber(text: string): FoundNumeral | null {
  const match = word.exec(text);
  if (match === null) return null;
  const [found, ten, one] = match;
  const value = ten === undefined ? valueOf.get(found) : (valueOf.get(ten) ?? 0) + (valueOf.get(one ?? '') ?? 0);
  return value === undefined ? null : { value, length: found.length };
}
