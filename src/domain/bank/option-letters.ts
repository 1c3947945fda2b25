const firstLetter = 0x41;
/** The label in front of an option that was trimmed: `A. `, `B)`, `（C）`, `D、`, `Ｅ．`. */
export const optionLabel = /^[（(]?\s*([A-Za-zＡ-Ｚ])\s*(?:[）)]|[.．、:：](?!\d))\s*/;

/** 0 → A. */
export function letterOf(index: number): string {
  return String.fromCharCode(firstLetter + index);
}

/** A → 0, in any case and width; null for anything that is not one letter. */
export function indexOfLetter(letter: string): number | null {
  const plain = letter.normalize('NFKC').toUpperCase();
  return /^[A-Z]$/.test(plain) ? plain.charCodeAt(0) - firstLetter : null;
}

/**
 * The indexes named by an answer such as `C`, `AC`, `A,C`, `a、c` or `Ｂ`, increasing and without doubles; null when it
 * is not made of letters only.
 */
export function readLetters(answer: string): readonly number[] | null {
  const letters = answer
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s,、;/|&+.。和与與及]+/g, '');
  if (!/^[A-Z]{1,26}$/.test(letters)) return null;
  return [...new Set(letters)].map((letter) => letter.charCodeAt(0) - firstLetter).sort((a, b) => a - b);
}

/** The options without labels of their own (`A. Paris`), if each has the one of its place. */
export function withoutLabels(options: readonly string[]): readonly string[] {
  const isLabelled = options.length > 0 && options.every((option, index) => labelIndex(option) === index);
  return isLabelled ? options.map((option) => option.replace(optionLabel, '')) : options;
}

function labelIndex(option: string): number | null {
  const letter = optionLabel.exec(option)?.[1];
  return letter === undefined ? null : indexOfLetter(letter);
}
