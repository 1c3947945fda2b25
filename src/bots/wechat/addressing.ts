/** The words of a text and whom they are for. */
export interface Addressed {
  readonly words: string;
  /** One of our names is mentioned, or the text answers one of ours. */
  readonly isForUs: boolean;
}

/** WeChat puts this behind a mention; some clients a space, and none at the end. */
const gap = /^(?:[\u2005 ]|$)/u;

/** Nothing to read: what may stand before a mention or a word. */
const blanks = /^[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+/u;

/** The line between what is quoted and the answer to it. */
const quoteRule = /」\n(?:- ?){5,}\n/gu;

/**
 * The words without what they quote and without our name in front. `names` are what the bot is called here; names may
 * hold spaces and `@`, so a longer one is looked for before a shorter one.
 */
export function addressedWords(text: string, names: readonly string[]): Addressed {
  const longestFirst = [...names].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const { reply, quoted } = withoutQuote(text);
  const own = withoutOwnName(reply, longestFirst);
  const isAnswer = longestFirst.some((name) => quoted.startsWith(`${name}：`) || quoted.startsWith(`${name}:`));
  return {
    words: own ?? reply,
    isForUs: own !== null || isAnswer || longestFirst.some((name) => isNamedIn(reply, name)),
  };
}

/** `「张三：…」`, a line of dashes, and only then what was written; the quoted text may hold such a quote itself. */
function withoutQuote(text: string): { readonly reply: string; readonly quoted: string } {
  if (!text.startsWith('「')) return { reply: text, quoted: '' };
  const rule = [...text.matchAll(quoteRule)].at(-1);
  if (rule === undefined) return { reply: text, quoted: '' };
  return { reply: text.slice(rule.index + rule[0].length), quoted: text.slice(1, rule.index) };
}

/** Null when the words do not begin with one of our names. */
function withoutOwnName(words: string, longestFirst: readonly string[]): string | null {
  const start = words.replace(blanks, '');
  for (const name of longestFirst) {
    if (!start.startsWith(`@${name}`)) continue;
    const rest = start.slice(name.length + 1);
    if (gap.test(rest)) return rest.replace(leadingGap, '');
  }
  return null;
}

const leadingGap = /^[\s,，:：、\u200b-\u200f\u2060\ufeff]+/u;

function isNamedIn(words: string, name: string): boolean {
  for (let at = words.indexOf(`@${name}`); at >= 0; at = words.indexOf(`@${name}`, at + 1)) {
    const rest = words.slice(at + name.length + 1);
    if (gap.test(rest) || rest.startsWith('\n')) return true;
  }
  return false;
}
