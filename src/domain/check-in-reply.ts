import { isPlausibleAmount } from './amount.ts';
import { foldInPlace, normalise } from './normalise.ts';
import { isWithinBounds, type Progress, readProgress } from './progress.ts';
import { readStudyRecord, type StudyRecord } from './study-record.ts';
import { remarkSource, signSource } from './study-words.ts';

/** `ambiguous` reads like a record of study but not surely one for today: left alone, or asked back once in private. */
export type CheckInReading =
  | { readonly kind: 'check-in'; readonly progress: Progress }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'none' };

const none: CheckInReading = { kind: 'none' };
const ambiguous: CheckInReading = { kind: 'ambiguous' };

/** Notes may be long, but what says nothing of checking in first is chat. */
const longestReply = 60;
const longestGuess = 12;
const longestOpening = 24;

const explicitWord =
  /^(?:[\s【[(（「*#~～]|\p{Extended_Pictographic}|\ufe0f)*(打卡|签到|完成|(?:done|checkin)(?![\w'’-]))[】\])）」*#]*/u;
/** Words that also begin ordinary sentences (“done deal”, 完成度): only a record may follow them. */
const weakWords: readonly string[] = ['完成', 'done', 'checkin'];
const onlySigns = new RegExp(`^(?:${signSource}|[✅✔☑✓√]|[+＋]1(?!\\d))*$`, 'u');
const separators = /^(?:[\s,，。.:：;；、!！~～|/…—–-]|\p{Extended_Pictographic}|\ufe0f)+/u;
const remark = new RegExp(`^${remarkSource}`);
/** 30分钟后再说, 2 hours ago, 80%的人: an amount, but not one of this member's work. */
const notOwnWork =
  /(?:以|之)?[后前内](?:截止|结束|关闭|开始|再|就|去|到|开|要|见|还)|的(?:人|同学|同志|题|部分)|(?:^|[^a-z])(?:ago|later|left|late)(?![a-z])/;
const onePlus = /^(?:\+?1|加[1一])[\s!~。.]*$/;

const questionEnd = /(?:[?？]|吗|么|嘛|呢|[没冇](?:有)?|吧)[\s!！。.~～…]*$/u;
const questionWord =
  /什么|怎么|怎样|哪|谁|几点|几号|多少|多久|多长|如何|为何|是不是|能不能|要不要|有没有|可不可以|行不行|有冇|边个|点样|几时|几耐|^(?:who|what|where|when|why|how|is|are|do|does|can|could|should|will|would|anyone|has)(?![a-z])/;

function isQuestion(folded: string, longest: number): boolean {
  return questionEnd.test(folded) || (folded.length <= longest && questionWord.test(folded));
}

function checkIn(progress: Progress): CheckInReading {
  return isWithinBounds(progress) ? { kind: 'check-in', progress } : ambiguous;
}

/** True where the whole message fits the lists and says how much or where: 45分钟, 第三章, 20 pages of reading. */
function isRecord(record: StudyRecord): boolean {
  return record.unread === '' && !record.isYesterday && (record.amount !== null || record.note !== '');
}

/** What follows 打卡, 签到, 完成, done or checkin as the first word of a message. */
function readAfterWord(word: string, rest: string, prompted: boolean): CheckInReading {
  const folded = foldInPlace(rest);
  if (onlySigns.test(folded)) return checkIn(readProgress(''));
  if (isQuestion(folded, longestGuess) || notOwnWork.test(folded.slice(0, longestReply))) return none;
  const gap = separators.exec(folded)?.[0].length ?? 0;
  const body = folded.slice(gap);
  if (remark.test(body)) return none;
  const isWeak = weakWords.includes(word);
  if (gap > 0 && (!isWeak || (prompted && word === '完成' && body.length <= longestReply))) {
    return checkIn(readProgress(/^\s/.test(rest) ? rest : rest.slice(gap)));
  }
  if (body.length > longestReply) return none;
  const record = readStudyRecord(rest.slice(gap), body);
  if (!isRecord(record)) return none;
  if (gap === 0 && (record.amount === null ? isWeak : record.amount.evidence !== 'plain')) return none;
  return checkIn(readProgress(/^\s/.test(rest) ? rest : rest.slice(gap)));
}

/** 看了30分钟电影, “read 20 pages of Emma”: surely done, but an object that is on no list. */
function readWithObject(
  text: string,
  folded: string,
  { amount, isPast, isYesterday, unread }: StudyRecord,
): CheckInReading {
  if (!isPast || amount?.evidence !== 'plain' || unread.length > longestReply / 2) return none;
  if (remark.test(unread) || notOwnWork.test(folded)) return none;
  const isReading = amount.unit === 'pages' && folded.slice(0, -unread.length).endsWith('of ');
  if (isReading && !isYesterday) return checkIn(readProgress(text));
  return unread.length <= longestGuess ? ambiguous : none;
}

/** Without an explicit first word, in a chat that was just asked for today's progress. */
function readPrompted(text: string, folded: string): CheckInReading {
  if (isQuestion(folded, longestReply)) return none;
  if (onePlus.test(normalise(folded))) return checkIn(readProgress(''));
  const record = readStudyRecord(text, folded);
  if (record.unread !== '') return readWithObject(text, folded, record);
  const { amount, note, hasVerb, isPast, isFinished, hasCheckInWord } = record;
  if (record.isAbout && (amount === null || !hasVerb)) return none;
  const isToldWhat = hasVerb || /\p{L}/u.test(note);
  if (amount !== null && amount.unit === null) return isToldWhat ? ambiguous : none;
  const isSure = isFinished || hasCheckInWord || (isPast && note !== '');
  const isMeasured = amount !== null && (amount.evidence === 'plain' || (amount.evidence === 'loose' && isPast));
  if (!isSure && !isMeasured) return amount !== null && isToldWhat ? ambiguous : none;
  if (record.isYesterday) return ambiguous;
  if (amount === null) return checkIn({ ...readProgress(''), note });
  if (!isPlausibleAmount(amount.amount, amount.unit, amount.of)) return ambiguous;
  return checkIn({ amount: amount.amount, unit: amount.unit, of: amount.of, note });
}

/**
 * What a message without a slash says about today's check-in. `prompted` is true while a check-in prompt is open in the
 * chat (a recent reminder, plan or nudge); otherwise only an explicit first word counts. Photo captions are read alike.
 */
export function readCheckIn(text: string, options: { readonly prompted: boolean }): CheckInReading {
  const typed = text.trim();
  const match = explicitWord.exec(foldInPlace(typed.slice(0, longestOpening)));
  const word = match?.[1];
  const reading =
    word === undefined ? none : readAfterWord(word, typed.slice(match?.[0].length ?? 0), options.prompted);
  if (reading.kind !== 'none' || !options.prompted || typed === '' || typed.length > longestReply) return reading;
  return readPrompted(typed, foldInPlace(typed));
}
