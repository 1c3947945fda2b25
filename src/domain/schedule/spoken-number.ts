import { findEnglishNumber } from '../english-numbers.ts';
import { findNumeralPrefix } from '../numerals.ts';

/** Source of a pattern for a whole number in digits or Chinese numerals, below 100,000. */
export const numberSource = '(?:\\d{1,5}|[〇零一二两三四五六七八九十廿卅百]{1,5})';

/** Source of a pattern for a number in English words. */
export const englishWordSource =
  '(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{3,5})?|ten|eleven|twelve|[a-z]{3,5}teen|' +
  'one|two|three|four|five|six|seven|eight|nine|an|a)';

/** Source of a pattern for a whole number in digits or English words. */
export const englishNumberSource = `(?:\\d{1,5}|${englishWordSource})`;

/** The value of a whole number in digits, Chinese numerals or English words, all folded; null if the text is none. */
export function spokenNumber(text: string): number | null {
  const found = findNumeralPrefix(text) ?? findEnglishNumber(text);
  return found?.length === text.length && Number.isInteger(found.value) ? found.value : null;
}
