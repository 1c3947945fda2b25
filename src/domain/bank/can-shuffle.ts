import { normalise } from '../normalise.ts';

const yesNo: ReadonlySet<string> = new Set(
  '对 错 正确 错误 是 否 不是 有 没有 能 不能 会 不会 可以 不可以 true false yes no √ ×'.split(' '),
);

/** All patterns see text that went through `normalise`: lower case, simplified characters. */
const refersToOthers = [
  /^(?:以上|上述|前述|以下|下列|上面|前面)/,
  /(?:以上|上述|前面)(?:各项|选项|答案|说法|三者|两者|几项)?(?:都|皆|均|全|不|是|非)/,
  /^(?:都|全|全都|皆|均|全部|两者|三者)(?:都|皆|均)?(?:不)?(?:对|是|非|正确|错|错误|可以|可|有|不是|选)$/,
  /\b(?:all|none|both|neither|any|either|each|some)\s+(?:of\s+)?(?:the\s+)?(?:above|these|them|options|answers|choices|preceding)\b/,
  /\bthe above\b/,
  /(?:^|[^a-z0-9])[a-j]\s*(?:、|,|和|与|及|或|&|\/|\+|and\s|or\s)\s*[a-j](?![a-z0-9])/,
  /^[a-j]{2,}(?:都|均|皆|项|选)/,
  /(?:选项|项|仅|只有|只选|option\s|only\s)\s*[a-j](?![a-z0-9])/,
  /^[a-j](?:项|\s+only$)/,
];

/**
 * False where an option speaks of the others (“以上都对”, “both A and B”) or the options have a natural order (yes/no):
 * shuffling would make them wrong or odd.
 */
export function canShuffle(options: readonly string[]): boolean {
  const folded = options.map(normalise);
  if (folded.length === 2 && folded.every((option) => yesNo.has(option))) return false;
  return !folded.some((option) => refersToOthers.some((pattern) => pattern.test(option)));
}
