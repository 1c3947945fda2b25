import { addDays, daysBetween, localDateFrom } from '../calendar.ts';
import type { LocalDate } from '../local-date.ts';
import { foldInPlace } from '../normalise.ts';

/** 11月21日, 11.21, 11/21, 2026-11-21, 2026年11月21日; 第3.5节 and 3/5页 are none. */
const dated =
  /(?<![第\d.:/])(?:(\d{4})\s?[年./-]\s?)?(\d{1,2})(?:\s?月\s?(\d{1,2})(?:[日号])?|[./](\d{1,2})|(?<=[./-]\s?\d{1,2})-(\d{1,2}))(?![\d.:%/]|\s?(?:章|节|页|单元|课|题|分|小时|个))/g;
/** Two numbers that are a day further off than this are rather a share (3/5) or a section. */
const looseDaysMax = 31;
const ahead = /明[天日早晚]|后[天日]|下周|下个?(?:星期|礼拜)|下月|tomorrow|next week/;
const behind: readonly (readonly [RegExp, number])[] = [
  [/大前天/, -3],
  [/前[天日]/, -2],
  [/昨[天日晚]|yesterday/, -1],
];

/**
 * The day that a relay's title is about: `today` where it names today or no day, `past` with the day (null where it is
 * a stretch that is over), `ahead` for one to come. A title without a year means the nearest such day.
 */
export type RelayDay =
  | { readonly kind: 'today'; readonly isNamed: boolean }
  | { readonly kind: 'past'; readonly on: LocalDate }
  | { readonly kind: 'ahead' };

export function relayDay(title: string, today: LocalDate): RelayDay {
  const folded = foldInPlace(title);
  const days = [...folded.matchAll(dated)].flatMap((match) => dayOf(match, today) ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first !== undefined && last !== undefined) {
    if (first <= today && today <= last) return { kind: 'today', isNamed: first === last };
    return last < today ? { kind: 'past', on: last } : { kind: 'ahead' };
  }
  if (/今[天日晚早]|today/.test(folded)) return { kind: 'today', isNamed: false };
  const back = behind.find(([word]) => word.test(folded))?.[1];
  if (back !== undefined) return { kind: 'past', on: addDays(today, back) };
  return ahead.test(folded) ? { kind: 'ahead' } : { kind: 'today', isNamed: false };
}

function dayOf(match: RegExpExecArray, today: LocalDate): LocalDate | null {
  const [, year, month = '', han, dot, dash] = match;
  const day = Number(han ?? dot ?? dash);
  if (year !== undefined) return localDateFrom(Number(year), Number(month), day);
  const thisYear = Number(today.slice(0, 4));
  const near = [thisYear - 1, thisYear, thisYear + 1].flatMap((each) => localDateFrom(each, Number(month), day) ?? []);
  const [nearest] = near.sort((a, b) => distance(a, today) - distance(b, today));
  return nearest === undefined || (han === undefined && distance(nearest, today) > looseDaysMax) ? null : nearest;
}

const distance = (a: LocalDate, b: LocalDate): number => Math.abs(daysBetween(a, b));
