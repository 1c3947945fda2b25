import { foldInPlace, normalise } from '../normalise.ts';

const trueWords: ReadonlySet<string> = new Set('对 正确 √ ✓ ✔ ☑ 真 true'.split(' '));
const falseWords: ReadonlySet<string> = new Set('错 错误 不正确 不对 × ✗ ✘ ╳ ❌ 假 false'.split(' '));
/** These mean true or false only where the question is known to be of that kind. */
const shortTrueWords: ReadonlySet<string> = new Set('t y yes 是 1 ✅ o ○'.split(' '));
const shortFalseWords: ReadonlySet<string> = new Set('f n no 否 不是 0 x'.split(' '));

/** True or false as a file states it (对, 錯, √, ×, True …), or null; short forms (T, 是, 1) only when `isDeclared`. */
export function readTrueFalse(answer: string, isDeclared: boolean): boolean | null {
  const word = normalise(answer);
  if (trueWords.has(word) || (isDeclared && shortTrueWords.has(word))) return true;
  if (falseWords.has(word) || (isDeclared && shortFalseWords.has(word))) return false;
  return null;
}

const han = /\p{Script=Han}/gu;
/** Characters such as 著 and 乾 stand in simplified texts too: a few do not make a text traditional. */
const traditionalShare = 0.1;

/**
 * The two options of a true/false question, true first, in the language and script of its text. They follow from the
 * text alone, so that the same question has the same id whatever format it came in.
 */
export function trueFalseOptions(text: string): readonly [string, string] {
  const characters = text.match(han) ?? [];
  if (characters.length === 0) return ['True', 'False'];
  const traditional = characters.filter((character) => foldInPlace(character) !== character).length;
  return traditional / characters.length >= traditionalShare ? ['對', '錯'] : ['对', '错'];
}
