import type { FormattedText } from './format-text.ts';
import { byteOffset, endMark, finished, linkMark, type Mark, type OpenMark, type TextBuilder } from './text-builder.ts';

const TAGS: Readonly<Record<string, Mark>> = {
  b: { type: 'bold' },
  strong: { type: 'bold' },
  i: { type: 'italic' },
  em: { type: 'italic' },
  u: { type: 'underline' },
  ins: { type: 'underline' },
  s: { type: 'strikethrough' },
  strike: { type: 'strikethrough' },
  del: { type: 'strikethrough' },
  'tg-spoiler': { type: 'spoiler' },
  code: { type: 'code' },
  pre: { type: 'pre' },
};

const CHARACTER_REFERENCES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The text and entities of Telegram's HTML; a `<` that is no tag, an unknown tag or a wrong nesting is broken. */
export function formatHtml(source: string): FormattedText {
  const builder: TextBuilder = { text: '', entities: [] };
  const open: OpenMark[] = [];
  const token = /&(#\d+|#x[0-9a-f]+|lt|gt|amp|quot);|<(\/?)([a-z-]*)([^<>]*)>|[\s\S]/giu;
  for (const match of source.matchAll(token)) {
    const [whole, reference, slash, tag, attributes] = match;
    if (reference !== undefined) builder.text += decoded(reference);
    else if (slash === undefined || tag === undefined) {
      if (whole === '<') return broken('Unsupported start tag "" at byte offset', source, match.index);
      builder.text += whole;
    } else if (slash === '/') {
      const problem = close(builder, open, tag.toLowerCase(), byteOffset(source, match.index));
      if (problem) return problem;
    } else {
      const mark = markOf(tag.toLowerCase(), attributes ?? '');
      if (!mark) return broken(`Unsupported start tag "${tag}" at byte offset`, source, match.index);
      open.push({ tag: tag.toLowerCase(), mark, offset: builder.text.length, sourceOffset: match.index });
    }
  }
  const left = open.at(-1);
  if (left) return { kind: 'broken', reason: `Can't find end tag corresponding to start tag "${left.tag}"` };
  return finished(builder);
}

function close(builder: TextBuilder, open: OpenMark[], tag: string, at: string): FormattedText | null {
  const last = open.pop();
  if (!last) return { kind: 'broken', reason: `Unexpected end tag at byte offset ${at}` };
  if (tag !== '' && tag !== last.tag)
    return {
      kind: 'broken',
      reason: `Unmatched end tag at byte offset ${at}, expected "</${last.tag}>", found "</${tag}>"`,
    };
  const parent = open.at(-1);
  const isLanguage = last.mark.type === 'pre' && last.tag === 'code';
  if (isLanguage && parent?.tag === 'pre') open[open.length - 1] = { ...parent, mark: last.mark };
  else endMark(builder, last);
  return null;
}

function markOf(tag: string, attributes: string): Mark | null {
  const value = (name: string): string | undefined =>
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, 'i').exec(attributes)?.slice(1).find(Boolean);
  switch (tag) {
    case 'a':
      return linkMark((value('href') ?? '').replaceAll('&amp;', '&'));
    case 'span':
      return value('class') === 'tg-spoiler' ? { type: 'spoiler' } : null;
    case 'blockquote':
      return { type: /\sexpandable/i.test(attributes) ? 'expandable_blockquote' : 'blockquote' };
    case 'tg-emoji':
      return { type: 'custom_emoji', custom_emoji_id: value('emoji-id') ?? '' };
    case 'code': {
      const language = value('class')?.replace(/^language-/, '');
      return language === undefined ? { type: 'code' } : { type: 'pre', language };
    }
    default:
      return TAGS[tag] ?? null;
  }
}

function decoded(reference: string): string {
  if (!reference.startsWith('#')) return CHARACTER_REFERENCES[reference.toLowerCase()] ?? '';
  const isHex = reference[1]?.toLowerCase() === 'x';
  return String.fromCodePoint(Number.parseInt(reference.slice(isHex ? 2 : 1), isHex ? 16 : 10));
}

const broken = (reason: string, source: string, index: number): FormattedText => ({
  kind: 'broken',
  reason: `${reason} ${byteOffset(source, index)}`,
});
