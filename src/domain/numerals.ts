import { normalise } from './normalise.ts';

export interface FoundNumeral {
  readonly value: number;
  /** How many code units of the text it takes up. */
  readonly length: number;
}

const digitOf: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 两: 2 },
  ...{ 壹: 1, 贰: 2, 叁: 3, 参: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
};
const unitOf: Readonly<Record<string, number>> = {
  ...{ 十: 10, 百: 100, 千: 1000, 拾: 10, 佰: 100, 仟: 1000, 廿: 20, 卅: 30, 卌: 40 },
};
const sections = [
  ['亿', 1e8],
  ['万', 1e4],
] as const;

const arabic = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|^\.\d+/;
/** 1.5万, 3千, 2亿: what follows Arabic digits. */
const arabicUnits = /^[十百千]?[万亿]?/;
const hanRun = /^[〇零一二三四五六七八九两壹贰叁参肆伍陆柒捌玖十百千拾佰仟廿卅卌万亿]+/;
const positional = /^[〇零一二三四五六七八九]+$/;
const hanDecimals = /^点([〇零一二三四五六七八九]+)(?![十百千万亿分])/;
const longestRun = 24;
const longestDigits = 15;

/** 〇五, 二〇二六, 一九四九: digits read one by one; 二三 alone means “two or three” and is none. */
function readPositional(run: string): number | null {
  if (!positional.test(run) || run.length > longestDigits) return null;
  if (run.length === 2 && !/[〇零]/.test(run)) return null;
  let value = 0;
  for (const sign of run) value = value * 10 + (digitOf[sign] ?? 0);
  return value;
}

/** A number below ten thousand in units (二百三十, 一百零五, 廿三, 一百二 = 120), or null. */
function readSection(run: string): number | null {
  let total = 0;
  let lastUnit = 10_000;
  let digit: number | null = null;
  let zero = false;
  for (const sign of run) {
    const unit = unitOf[sign];
    if (unit === undefined) {
      const next = digitOf[sign];
      if (next === undefined || digit !== null) return null;
      if (next === 0 && (zero || lastUnit === 10_000)) return null;
      if (next === 0) zero = true;
      else digit = next;
      continue;
    }
    const step = unit < 100 ? 10 : unit;
    const bare = unit > 10 && unit < 100;
    if (step >= lastUnit || (bare && digit !== null) || (digit === null && step > 10)) return null;
    total += bare ? unit : (digit ?? 1) * unit;
    lastUnit = step;
    digit = null;
    zero = false;
  }
  if (digit === null) return zero ? null : total;
  const isShort = !zero && lastUnit >= 100 && lastUnit < 10_000;
  return total + digit * (isShort ? lastUnit / 10 : 1);
}

/** A section after a bigger one: 零 may stand for the places left out, and a digit alone for the next place (两万五). */
function readLaterSection(section: string, bigger: number): number | null {
  const hasZero = /^[零〇]/.test(section);
  const value = readSection(hasZero ? section.slice(1) : section);
  if (value === null || value === 0) return null;
  return !hasZero && section.length === 1 && value < 10 ? (value * bigger) / 10 : value;
}

/** 一千两百万, 三亿零五万, 两万五: sections joined by 亿 and 万. */
function readSections(run: string): number | null {
  let rest = run;
  let total = 0;
  let bigger = 0;
  for (const [sign, size] of sections) {
    const at = rest.indexOf(sign);
    if (at === -1) continue;
    const part = rest.slice(0, at);
    const value = bigger === 0 || !/^[零〇]/.test(part) ? readSection(part) : readSection(part.slice(1));
    if (value === null || value === 0) return null;
    total += value * size;
    bigger = size;
    rest = rest.slice(at + 1);
  }
  if (bigger === 0) return readSection(rest);
  if (rest === '') return total;
  const last = readLaterSection(rest, bigger);
  return last === null ? null : total + last;
}

function readRun(run: string): number | null {
  if (run === '参' || run.length > longestRun) return null;
  return readPositional(run) ?? readSections(run);
}

function findArabic(text: string): FoundNumeral | null {
  const digits = arabic.exec(text)?.[0];
  if (digits === undefined || digits.length > longestDigits) return null;
  let value = Number(digits.replaceAll(',', ''));
  const units = arabicUnits.exec(text.slice(digits.length))?.[0] ?? '';
  for (const sign of units) value *= unitOf[sign] ?? (sign === '亿' ? 1e8 : 1e4);
  return { value: Number(value.toPrecision(15)), length: digits.length + units.length };
}

function findHan(text: string): FoundNumeral | null {
  if (text.startsWith('半')) return { value: 0.5, length: 1 };
  const run = hanRun.exec(text)?.[0].slice(0, longestRun) ?? '';
  for (let length = run.length; length > 0; length -= 1) {
    const value = readRun(run.slice(0, length));
    if (value === null) continue;
    const decimals = length === run.length ? hanDecimals.exec(text.slice(length))?.[1] : undefined;
    if (decimals === undefined || decimals.length > longestDigits) return { value, length };
    const fraction = Array.from(decimals, (sign) => String(digitOf[sign])).join('');
    return { value: Number(`${String(value)}.${fraction}`), length: length + 1 + decimals.length };
  }
  return null;
}

/** The number a text starts with and the room it takes, or null. The text has to be normalised. */
export function findNumeralPrefix(text: string): FoundNumeral | null {
  return findArabic(text) ?? findHan(text);
}

/** The number that the whole text is: Arabic, full-width, circled or Chinese digits, with an optional minus; or null. */
export function parseNumeral(text: string): number | null {
  const plain = normalise(text).replace(/^\((.+)\)$/, '$1');
  const sign = /^(?:[-−负])/.exec(plain)?.[0] ?? '';
  const found = findNumeralPrefix(plain.slice(sign.length));
  if (found?.length !== plain.length - sign.length) return null;
  return sign === '' ? found.value : -found.value;
}
