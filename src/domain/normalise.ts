import { scriptPairs } from './script-map.ts';

/** Zero-width and direction marks, soft hyphens, variation selectors and the box around a keycap digit (1️⃣). */
const invisible = /\p{Default_Ignorable_Code_Point}|\u20e3/gu;
const whiteSpace = /[\s\u2005\u3000]+/g;
const plain = /^[!-@[-~]*$/;
/** NFKC alone turns 1½ into “11⁄2”. */
const quarters: Readonly<Record<string, string>> = { '¼': '.25', '½': '.5', '¾': '.75' };
const quarter = /[¼½¾]/g;

const firstHan = 0x4e00;
const lastHan = 0x9fff;
const simplifiedOf = readPairs(scriptPairs);

function readPairs(pairs: string): Uint16Array {
  const table = new Uint16Array(lastHan - firstHan + 1);
  for (let at = 0; at < pairs.length; at += 2) table[pairs.charCodeAt(at) - firstHan] = pairs.charCodeAt(at + 1);
  return table;
}

/** Code unit → the one it is compared as: full-width ASCII, capitals A–Z and traditional characters are folded. */
function foldUnit(unit: number): number {
  if (unit >= firstHan && unit <= lastHan) return simplifiedOf[unit - firstHan] || unit;
  const narrow = unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit === 0x3000 || unit === 0x2005 ? 0x20 : unit;
  return narrow >= 0x41 && narrow <= 0x5a ? narrow + 0x20 : narrow;
}

/** The text folded for matching without changing its length, so that positions found in it hold in the original. */
export function foldInPlace(text: string): string {
  let folded = '';
  let keptFrom = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const to = foldUnit(unit);
    if (to === unit) continue;
    folded += text.slice(keptFrom, at) + String.fromCharCode(to);
    keptFrom = at + 1;
  }
  return keptFrom === 0 ? text : folded + text.slice(keptFrom);
}

/** The text without characters nobody sees (zero-width, variation selectors, direction marks). */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/**
 * The text as it is compared: NFKC, lower case, simplified characters, single spaces, nothing invisible. Idempotent;
 * for matching only, never for showing.
 */
export function normalise(text: string): string {
  if (plain.test(text)) return text;
  const composed = withoutInvisible(text)
    .replace(quarter, (sign) => quarters[sign] ?? sign)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC');
  return foldInPlace(withoutInvisible(composed).replace(whiteSpace, ' ').trim());
}

/** What ends a mention: WeChat puts U+2005 after it, Telegram a space; people also type a comma or colon. */
const mentionEnd = /^[\s\u2005,:，：、]+/;

/**
 * The text after a leading `@name` of one of the names, or the text unchanged. Names may hold spaces, emoji and `@`;
 * of several that fit the longest is taken.
 */
export function stripMention(text: string, names: readonly string[]): string {
  const visible = withoutInvisible(text).trimStart();
  if (!/^[@＠]/.test(visible)) return text;
  const folded = foldInPlace(visible);
  let end = 0;
  for (const name of names) {
    const wanted = foldInPlace(withoutInvisible(name).trim());
    const nameEnd = wanted.length + 1;
    if (wanted === '' || nameEnd <= end || !folded.startsWith(wanted, 1)) continue;
    if (nameEnd === folded.length || mentionEnd.test(visible.slice(nameEnd))) end = nameEnd;
  }
  return end === 0 ? text : visible.slice(end).replace(mentionEnd, '').trim();
}
