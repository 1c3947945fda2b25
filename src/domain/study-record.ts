import { findAmountPrefix, type FoundAmount } from './amount.ts';
import { pastSource, placeSource, signSource, subjectSource, verbSource, whoWhenSource } from './study-words.ts';

/** What kinds of words a message consists of, as far as it reads like a record of study. */
export interface StudyRecord {
  /** The first amount, a measured one before a bare number. */
  readonly amount: FoundAmount | null;
  /** Places, subjects and further amounts, as typed. */
  readonly note: string;
  /** 打卡, 签到, “checked in”. */
  readonly hasCheckInWord: boolean;
  readonly hasVerb: boolean;
  /** 了, 过, 咗, “studied”. */
  readonly isPast: boolean;
  /** 完了, 已学, 完成, “done”, ✅. */
  readonly isFinished: boolean;
  /** 大概, 一共, “almost”: told of one's own work only beside a verb. */
  readonly isAbout: boolean;
  readonly isYesterday: boolean;
  /** The part that fits no list; empty if all of it does. */
  readonly unread: string;
}

type Part =
  | 'mark'
  | 'sign'
  | 'word'
  | 'finished'
  | 'place'
  | 'yesterday'
  | 'finished-verb'
  | 'already'
  | 'past-verb'
  | 'amount'
  | 'read'
  | 'subject'
  | 'verb'
  | 'particle'
  | 'who'
  | 'about'
  | 'link';

type PartPattern = readonly [part: Part, pattern: RegExp];

interface Token {
  readonly part: Part;
  readonly start: number;
  readonly end: number;
}

function sticky(source: string): RegExp {
  return new RegExp(source, 'uy');
}

/** In the order tried: the longer reading of the same signs comes first. */
const partsBeforeAmount: readonly PartPattern[] = [
  ['mark', /[✅✔☑✓√]/uy],
  ['sign', sticky(`${signSource}+`)],
  ['word', /(?:前?来|每日|日常|已经?)?(?:打卡|签到|打咗卡)(?:成功|完毕|完成)?|check(?:ed|ing)?[- ]?in(?![a-z])/uy],
  [
    'finished',
    /(?:全部|全都|都|已经?|按时|顺利)?(?:完成|搞定|搞掂)|(?:all |i am |i'm |im )?(?:done|finished|completed?)(?![a-z'-])/uy,
  ],
  ['place', sticky(placeSource)],
  ['yesterday', /昨天|昨日|昨晚|前天|yesterday(?![a-z'])|last night/uy],
  ['finished-verb', sticky(`(?:全部|全都|都|已经?)?${verbSource}(?:完(?!成)了?|好了)(?!${verbSource})`)],
  ['already', sticky(`(?:已经?)${verbSource}了?`)],
  [
    'past-verb',
    sticky(
      `${verbSource}${pastSource}|刷了?(?=[\\d一二三四五六七八九十两百]+ ?[道个套]?题)|(?:studied|did|learn(?:ed|t)|reviewed|practi[sc]ed|memori[sz]ed|wrote|watched|listened(?: to)?|worked (?:through|on)|covered)(?![a-z])`,
    ),
  ],
];
const partsAfterAmount: readonly PartPattern[] = [
  ['read', /read(?![a-z])/uy],
  ['subject', sticky(subjectSource)],
  ['verb', sticky(verbSource)],
  ['particle', /[了啦喽咯啰喇哦喔哈呀耶]/uy],
  [
    'who',
    sticky(
      `${whoWhenSource}|(?:i|i've|i have|just|today|tonight|this (?:morning|afternoon|evening)|already|so far|my|only)(?![a-z'])`,
    ),
  ],
  ['about', /大概|大约|约|差不多|一共|总共|共|(?:about|almost|nearly|around)(?![a-z])/uy],
  [
    'link',
    /的|和|有|(?:of|on|for|from|and|another)(?![a-z])|with (?=chapter|lesson|unit|section|page|part|day|week|my |the )/uy,
  ],
];

function matchAt(parts: readonly PartPattern[], folded: string, at: number): Token | null {
  for (const [part, pattern] of parts) {
    pattern.lastIndex = at;
    if (pattern.test(folded)) return { part, start: at, end: pattern.lastIndex };
  }
  return null;
}

interface Reading {
  readonly tokens: readonly Token[];
  readonly amounts: readonly FoundAmount[];
  readonly readUpTo: number;
}

function tokenise(folded: string): Reading {
  const tokens: Token[] = [];
  const amounts: FoundAmount[] = [];
  let at = 0;
  while (at < folded.length) {
    let token = matchAt(partsBeforeAmount, folded, at);
    const found = token === null ? findAmountPrefix(folded.slice(at)) : null;
    if (found !== null) {
      amounts.push(found);
      token = { part: 'amount', start: at, end: at + found.length };
    }
    token ??= matchAt(partsAfterAmount, folded, at);
    if (token === null || (token.part === 'particle' && !tokens.some(({ part }) => canTakeParticle.has(part)))) break;
    tokens.push(token);
    at = token.end;
  }
  return { tokens, amounts, readUpTo: at };
}

const canTakeParticle: ReadonlySet<Part> = new Set<Part>([
  'word',
  'finished',
  'past-verb',
  'finished-verb',
  'already',
  'verb',
]);

function noteOf(text: string, tokens: readonly Token[], isAmount: (start: number) => boolean): string {
  let note = '';
  let noteEnd = -1;
  for (const { part, start, end } of tokens) {
    const isNoted = part === 'place' || part === 'subject' || (part === 'amount' && !isAmount(start));
    if (!isNoted) continue;
    note += (note === '' || noteEnd === start ? '' : ' ') + text.slice(start, end);
    noteEnd = end;
  }
  return note;
}

/** What a short message says about study; `folded` is the text folded in place. O(length). */
export function readStudyRecord(text: string, folded: string): StudyRecord {
  const { tokens, amounts, readUpTo } = tokenise(folded);
  const parts = new Set(tokens.map(({ part }) => part));
  const amountAt = amounts.findIndex(({ unit }) => unit !== null);
  const chosen = Math.max(amountAt, 0);
  const amountStart = tokens.filter(({ part }) => part === 'amount')[chosen]?.start;
  const isLinkLast = tokens.findLast(({ part }) => part !== 'sign')?.part === 'link';
  const isRead = parts.has('read');
  return {
    amount: amounts[chosen] ?? null,
    note: noteOf(text, tokens, (start) => start === amountStart),
    hasCheckInWord: parts.has('word'),
    hasVerb:
      isRead || parts.has('verb') || parts.has('past-verb') || parts.has('finished-verb') || parts.has('already'),
    isPast:
      parts.has('past-verb') || parts.has('finished-verb') || (isRead && (parts.has('who') || amounts.length > 0)),
    isFinished: parts.has('finished') || parts.has('finished-verb') || parts.has('already') || parts.has('mark'),
    isAbout: parts.has('about'),
    isYesterday: parts.has('yesterday'),
    unread: isLinkLast && readUpTo === folded.length ? folded.slice(-1) : folded.slice(readUpTo),
  };
}
