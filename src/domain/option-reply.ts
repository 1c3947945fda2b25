import { normalise } from './normalise.ts';

/** Circled and boxed signs are told apart before NFKC turns ①③ into 13. */
const circled = /[①-⑳❶-❿➀-➉➊-➓⑴-⒇㈠-㈩㊀-㊉Ⓐ-Ⓙⓐ-ⓙ🅐-🅙🄰-🄹🅰🅱]/gu;
const circleRuns: readonly (readonly [first: number, length: number])[] = [
  [0x2460, 20],
  [0x2776, 10],
  [0x2780, 10],
  [0x278a, 10],
  [0x2474, 20],
  [0x3220, 10],
  [0x3280, 10],
];
const letterRuns: readonly number[] = [0x24b6, 0x24d0, 0x1f150, 0x1f130, 0x1f170];

const letters = 'abcdefghij';
const stems = '甲乙丙丁戊己庚辛壬癸';
const hanDigits = '一二三四五六七八九十';

const hanLead =
  /^(?:那|这题|这道题|本题)?[我俺]?(?:觉得|认为|感觉|猜|想)?(?:应该|肯定|估计|还是|就)?(?:选项|选择?|投票|投|答案?(?:应该)?|回答)?(?:应该)?[是为]?(?:选项)?(?:(?<=[\u4e00-\u9fff])[:,])? ?(?=.)/;
const englishLead =
  /^(?:i(?:'m| am|'d|'ll)? (?:would |will )?(?:think|guess|choose|chose|pick|picked|say|vote(?: for)?|go(?:ing)? (?:with|for)|answer)(?: it's| it is| is)?|(?:my |the )?answer(?: is|:)?|it's|it is|option|choice|choose|pick|definitely|probably|maybe) ?(?:the |option |choice |answer )?(?=.)/;
const wrap = /^[\s("'[{【「『《<]+|[\s.。!,，、~)"'\]}】」』》>…·]+$/gu;
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/gu;
const tail = / ?(?:选?项|吧|啦|啊|呀|哦|喔|咯|了)$/;
const reason = /^(.{1,12}?)[,，。;；:： ]*(?:因为|because|since).*$/;
const ordinal = /^第 ?([一二三四五六七八九十]|\d{1,2}) ?(?:个|项|个?选项)$/;
const all = /^(?:我)?(?:全选|全部选|都选|全都选|all of them|all of the above)$/;

const oneSign = /^(?:[a-j]|\d{1,2}|[甲乙丙丁戊己庚辛壬癸]|[一二三四五六七八九十])$/;
const splitter = / ?(?:[,，、;；]|和|与|跟|及|以及|还有|\band\b|&) ?| /;
/** Only option signs and what stands between them. */
const list = /^(?:[a-j\d]|[甲乙丙丁戊己庚辛壬癸一二三四五六七八九十]|[\s,，、;；&/.+|和与跟及以还有]|and)+$/;
/** Letters may also be joined by what between digits makes a date, a sum or a number. */
const letterSplitter = /(?<=[a-j]) ?[/.+|] ?(?=[a-j])/g;
/** English words that consist of option letters. */
const words = new Set(
  'ad bad bag bed beg bid cab cad dab dad deb egg fab fad fed fig gab gag gig hag hid hi he ha be aid age ace face fade cafe bead deaf beef feed dig add bade chad head each beach bi id if jab'.split(
    ' ',
  ),
);

function uncircle(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  for (const [first, length] of circleRuns) {
    if (code >= first && code < first + length) return ` ${String(code - first + 1)} `;
  }
  for (const first of letterRuns) {
    if (code >= first && code < first + letters.length) return ` ${letters.charAt(code - first)} `;
  }
  return sign;
}

function positionOf(sign: string): number {
  if (!oneSign.test(sign)) return -1;
  if (/^\d/.test(sign)) return Number(sign) - 1;
  return Math.max(letters.indexOf(sign), stems.indexOf(sign), hanDigits.indexOf(sign));
}

function isIncreasing(positions: readonly number[]): boolean {
  return positions.every((position, at) => at === 0 || position > (positions[at - 1] ?? 0));
}

/** AC, 13, 甲丙: signs one beside the other. Out of order only in capitals, and never an English word. */
function readRun(run: string, typed: string, optionCount: number): readonly number[] | null {
  const isDigits = /^[1-9]{2,9}$/.test(run);
  if (isDigits ? optionCount >= 10 : !/^(?:[a-j]{2,10}|[甲乙丙丁戊己庚辛壬癸]{2,10})$/.test(run)) return null;
  const positions = Array.from(run, positionOf);
  const isShouted = /^[A-JＡ-Ｊ]+$/.test(typed);
  if (isIncreasing(positions)) return words.has(run) && !isShouted ? null : positions;
  return isShouted && !words.has(run) ? positions : null;
}

function readSeveral(plain: string, typed: string, optionCount: number): readonly number[] | null {
  const run = readRun(plain, typed, optionCount);
  if (run !== null) return run;
  if (!list.test(plain)) return null;
  const parts = plain.replace(letterSplitter, ',').split(splitter);
  if (parts.length < 2 || parts.length > optionCount) return null;
  return parts.map(positionOf);
}

function unwrapped(text: string): string {
  return text.replace(wrap, '');
}

/** The message without “我选”, “答案是”, brackets, a final 吧 and a reason, or null where it asks or goes on. */
function coreOf(plain: string): string | null {
  if (/[?？吗]$/.test(plain)) return null;
  const bare = unwrapped(plain.replace(emoji, ''));
  const core = unwrapped(bare.replace(englishLead.test(bare) ? englishLead : hanLead, ''));
  const claim = unwrapped(core.replace(reason, '$1'));
  if (claim.endsWith('了') && core === bare) return null;
  return ordinal.exec(claim)?.[1] ?? unwrapped(claim.replace(tail, ''));
}

/**
 * The 0-based positions that a short message names, increasing and without repeats, or null: `A`, `选B`, `②`, `甲`, and
 * with `takesSeveral` also `AC`, `a c`, `A和C`, `13`.
 */
export function readOptions(text: string, optionCount: number, takesSeveral: boolean): readonly number[] | null {
  const plain = normalise(text.replace(circled, uncircle));
  const core = coreOf(plain);
  if (core === null || core === '') return null;
  if (takesSeveral && all.test(core)) return Array.from({ length: optionCount }, (_, position) => position);
  const single = positionOf(core);
  const typed = text.replace(/[^a-zA-ZＡ-Ｚａ-ｚ]/g, '');
  const isOne = single >= 0 && single < optionCount;
  const positions = isOne ? [single] : takesSeveral ? readSeveral(core, typed, optionCount) : null;
  if (positions === null || positions.some((position) => position < 0 || position >= optionCount)) return null;
  if (new Set(positions).size < positions.length) return null;
  return positions.toSorted((one, other) => one - other);
}
