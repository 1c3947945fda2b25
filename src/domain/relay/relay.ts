import { withoutInvisible } from '../normalise.ts';

/** One numbered line of a relay; `words` is what stands behind the number. */
export interface RelayEntry {
  readonly number: number;
  readonly words: string;
}

/** A list that grows from message to message: WeChat's 接龙. */
export interface Relay {
  /** Every line over the list, joined by spaces, without the `#接龙` itself and without examples. */
  readonly title: string;
  /** Lines that say something, in their order. */
  readonly entries: readonly RelayEntry[];
}

const entriesMax = 500;
const wordsMaxCharacters = 300;
const titleMaxCharacters = 300;

const lineEnd = /\r\n|[\n\r\u2028\u2029]/;
/** WeChat writes `#接龙`; people who type it by hand also leave the sign out or put it into brackets. */
const head = /^(?:[#＃]\s*接[龙龍][\s:：,，]*|[【[]?接[龙龍][】\]]?[\s:：]*(?=$))/u;
/** `1. `, `1、`, `１．`, `1)`; 11.21 is a date and 1:30 a time. */
const numbered = /^\s*([\d０-９]{1,3})\s*(?:[.．](?![\d０-９])|[、。)）])\s*(.*)$/u;
const example = /^\s*(?:例(?:如|子)?|示例|范例|格式|e\.?g\.?)(?=[\s:：.．、])/iu;
const rules = /规则|規則|要求|格式|说明|說明|须知|須知|注意/u;

interface NumberedLine extends RelayEntry {
  readonly after: readonly string[];
}

const digitsOf = (text: string): number => Number(text.normalize('NFKC'));

/** The relay that a message is, or null: `#接龙` in front, then a title of any height, then numbered lines. */
export function readRelay(text: string): Relay | null {
  const [first = '', ...rest] = withoutInvisible(text).trimStart().split(lineEnd);
  const opening = head.exec(first.trim());
  if (opening === null) return null;
  const over: string[] = [first.trim().slice(opening[0].length)];
  const listed: NumberedLine[] = [];
  for (const line of rest) {
    const match = numbered.exec(line);
    const last = listed.at(-1);
    if (match !== null) listed.push({ number: digitsOf(match[1] ?? ''), words: match[2] ?? '', after: [] });
    else if (last === undefined) over.push(line);
    else listed[listed.length - 1] = { ...last, after: [...last.after, line] };
  }
  if (listed.length === 0) return null;
  const title = over.filter((line) => !example.test(line)).map((line) => line.trim());
  const ruleCount = rules.test(title.at(-1) ?? '') || rules.test(title.at(-2) ?? '') ? rulesIn(listed) : 0;
  return {
    title: title
      .filter((line) => line !== '')
      .join(' ')
      .slice(0, titleMaxCharacters),
    entries: listed
      .slice(ruleCount)
      .slice(0, entriesMax)
      .map(entryOf)
      .filter(({ words }) => words !== ''),
  };
}

/** How many lines in front are numbered rules: where the numbers begin anew below them. */
const rulesIn = (listed: readonly NumberedLine[]): number =>
  Math.max(
    0,
    listed.findIndex(({ number }, index) => index > 0 && number === 1),
  );

/** What follows directly goes on with the line; after an empty line it belongs to nobody. */
function entryOf({ number, words, after }: NumberedLine): RelayEntry {
  const end = after.findIndex((line) => line.trim() === '');
  const whole = [words, ...(end === -1 ? after : after.slice(0, end))].map((line) => line.trim()).join(' ');
  return { number, words: Array.from(whole.trim()).slice(0, wordsMaxCharacters).join('') };
}
