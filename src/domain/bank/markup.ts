import type { Picture } from '../question.ts';

const namedEntities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  middot: '·',
  deg: '°',
  times: '×',
  divide: '÷',
  plusmn: '±',
  minus: '−',
  frac12: '½',
  sup2: '²',
  sup3: '³',
  euro: '€',
  pi: 'π',
  shy: '',
  le: '≤',
  ge: '≥',
  ne: '≠',
  rarr: '→',
};
/** é and its kind are written as letter + accent; composing them needs no table of two hundred names. */
const accents: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
};

/** The text with HTML's character references replaced; one that is not known stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});/g, (whole, name: string) => {
    if (name.startsWith('#')) return fromCode(name.slice(1)) ?? whole;
    const accent = /^([a-zA-Z])(grave|acute|circ|tilde|uml|ring|cedil)$/.exec(name);
    if (accent !== null) return `${accent[1] ?? ''}${accents[accent[2] ?? ''] ?? ''}`.normalize('NFC');
    return Object.hasOwn(namedEntities, name) ? (namedEntities[name] ?? whole) : whole;
  });
}

function fromCode(digits: string): string | null {
  const code = /^[xX]/.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

const breaks = /<(?:br|hr)\b[^<>]*>|<\/(?:p|div|li|tr|h[1-6]|ul|ol|table|pre|blockquote)\s*>/gi;
const tags =
  /<\/?(?:a|abbr|b|big|blockquote|body|br|center|code|del|div|em|font|h[1-6]|hr|html|i|img|ins|kbd|li|mark|o:p|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|var)(?:[\s/][^<>]*)?>/gi;

/** HTML as plain text: paragraphs become lines, tags go, references are replaced. `<` that begins no known tag stays. */
export function htmlToText(html: string): string {
  const text = withoutTags(html);
  return html.includes('<pre') ? text : text.replace(/^[ \t]+/gm, '');
}

function withoutTags(html: string): string {
  const text = html.includes('<') ? withoutComments(html).replace(breaks, '\n').replace(tags, '') : html;
  return decodeEntities(text);
}

/** By hand, as a pattern would look for the end of each unclosed comment again and again. */
function withoutComments(html: string): string {
  let text = '';
  let from = 0;
  for (;;) {
    const start = html.indexOf('<!--', from);
    const end = start < 0 ? -1 : html.indexOf('-->', start);
    if (end < 0) return text + html.slice(from);
    text += html.slice(from, start);
    from = end + 3;
  }
}

/** Markdown as plain text: emphasis, code marks, headings and links' addresses go. */
export function markdownToText(markdown: string): string {
  return withoutTags(
    markdown
      .replace(/!\[([^\][]*)\]\([^()\s]*\)/g, '$1')
      .replace(/\[([^\][]+)\]\([^()\s]*\)/g, '$1')
      .replace(/(\*\*|__)(?=\S)([^*_\n]+)\1/g, '$2')
      .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]+)\*(?![\p{L}\p{N}*])/gu, '$1')
      .replace(/`([^`\n]+)`/g, '$1')
      .replace(/^#{1,6}\s+/gm, ''),
  );
}

/** The first picture of an HTML or Markdown text; null when there is none. Its address may be one nobody can reach. */
export function firstPicture(markup: string): Picture | null {
  const tag = /<img\b[^<>]*>/i.exec(markup)?.[0];
  if (tag !== undefined) return { source: attribute(tag, 'src'), alt: attribute(tag, 'alt') };
  const [, alt = '', source] = /!\[([^\][]*)\]\(([^()\s]*)\)/.exec(markup) ?? [];
  return source === undefined ? null : { source, alt };
}

function attribute(tag: string, name: 'src' | 'alt'): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return decodeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
}
