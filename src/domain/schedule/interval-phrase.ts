import { groupsAt, type Match } from './scan.ts';
import { englishNumberSource, numberSource, spokenNumber } from './spoken-number.ts';

const chineseInterval = new RegExp(`每(?:隔)?(${numberSource}|半)?个?(分钟|小时|钟头)`, 'y');
const englishInterval = new RegExp(
  `every\\s+(?:(${englishNumberSource}|half\\s+an)\\s+|(\\d{1,5})\\s*)?(minute|min|hour|hr|h|m)s?\\b|(hourly)\\b`,
  'y',
);

/** The minutes between two times where a folded phrase says `每30分钟` or `every 2 hours`. */
export function intervalAt(phrase: string, at: number): Match<number> | null {
  const chinese = groupsAt(chineseInterval, phrase, at);
  if (chinese !== null) return matchOf(chinese[1], chinese[2] !== '分钟', at + chinese[0].length);
  const english = groupsAt(englishInterval, phrase, at);
  if (english === null) return null;
  const isHours = english[4] !== undefined || english[3]?.startsWith('h') === true;
  return matchOf(english[1] ?? english[2], isHours, at + english[0].length);
}

function matchOf(amount: string | undefined, isHours: boolean, end: number): Match<number> | null {
  const isHalf = amount === '半' || amount?.startsWith('half') === true;
  const count = amount === undefined ? 1 : isHalf ? 0.5 : spokenNumber(amount);
  const minutes = count === null ? 0 : count * (isHours ? 60 : 1);
  return minutes < 1 ? null : { value: minutes, end };
}

/** The cron expression of an even interval, or null where clock hours or days cannot be parted evenly by it. */
export function cronOfInterval(minutes: number): string | null {
  if (minutes === 60) return '0 * * * *';
  if (minutes < 60) return 60 % minutes === 0 ? `*/${String(minutes)} * * * *` : null;
  const hours = minutes / 60;
  return Number.isInteger(hours) && hours < 24 && 24 % hours === 0 ? `0 */${String(hours)} * * *` : null;
}
