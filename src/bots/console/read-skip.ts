/** How far the clock is to be moved: by a time, or to the next instant at which clocks show a minute of the day. */
export type Skip = { readonly byMs: number } | { readonly toMinute: number };

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Units as people write them, in three languages. */
const unitWords: readonly (readonly [pattern: RegExp, unit: string])[] = [
  [/^(?:s|sec|secs|seconds?|秒钟?|秒鐘)$/, 's'],
  [/^(?:m|min|mins|minutes?|分钟?|分鐘)$/, 'm'],
  [/^(?:h|hr|hrs|hours?|小时|小時|个小时|個小時)$/, 'h'],
  [/^(?:d|days?|天|日)$/, 'd'],
  [/^(?:w|weeks?|周|週|星期)$/, 'w'],
];

/** The longest way at once; ten times this is ten lines. */
export const longestSkipMs = 31 * 86_400_000;

/** What `1h`, `30m`, `1h30m`, `2天` or `08:00` asks for; null for anything else and for no time at all. */
export function readSkip(words: string): Skip | null {
  const folded = words.normalize('NFKC').toLowerCase().trim();
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(folded);
  if (clock !== null) return { toMinute: Number(clock[1]) * 60 + Number(clock[2]) };
  if (!/^(?:\d{1,5}(?:\.\d{1,3})?\s*[a-z\p{Script=Han}]+\s*)+$/u.test(folded)) return null;
  let byMs = 0;
  for (const [, amount = '', word = ''] of folded.matchAll(/(\d+(?:\.\d+)?)\s*([a-z\p{Script=Han}]+)/gu)) {
    const unit = unitWords.find(([pattern]) => pattern.test(word))?.[1];
    if (unit === undefined) return null;
    byMs += Number(amount) * (unitMs[unit] ?? 0);
  }
  return byMs > 0 ? { byMs: Math.round(byMs) } : null;
}
