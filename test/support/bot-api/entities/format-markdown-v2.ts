import type { FormattedText } from './format-text.ts';
import { byteOffset, endMark, finished, linkMark, type Mark, type OpenMark, type TextBuilder } from './text-builder.ts';

const RESERVED = '_*[]()~`>#+-=|{}.!';

const TOGGLES: readonly (readonly [tag: string, mark: Mark])[] = [
  ['||', { type: 'spoiler' }],
  ['__', { type: 'underline' }],
  ['*', { type: 'bold' }],
  ['_', { type: 'italic' }],
  ['~', { type: 'strikethrough' }],
];

type Parser = { readonly source: string; index: number; readonly builder: TextBuilder; readonly open: OpenMark[] };

/** The text and entities of MarkdownV2; a reserved character without a backslash, or an entity left open, is broken. */
export function formatMarkdownV2(source: string): FormattedText {
  const parser: Parser = { source, index: 0, builder: { text: '', entities: [] }, open: [] };
  while (parser.index < source.length) {
    const character = source[parser.index] ?? '';
    if (character === '\\' && parser.index + 1 < source.length) {
      parser.builder.text += source[parser.index + 1] ?? '';
      parser.index += 2;
    } else if (!readQuote(parser) && !readCode(parser) && !readToggle(parser) && !readLink(parser)) {
      if (RESERVED.includes(character))
        return broken(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
      parser.builder.text += character;
      parser.index += 1;
      if (character === '\n') endQuote(parser);
    }
  }
  endQuote(parser);
  const left = parser.open.at(-1);
  if (!left) return finished(parser.builder);
  const name = left.mark.type.replace(/^./, (letter) => letter.toUpperCase());
  return broken(`Can't find end of ${name} entity at byte offset ${byteOffset(source, left.sourceOffset)}`);
}

function readQuote(parser: Parser): boolean {
  const isLineStart = parser.index === 0 || parser.source[parser.index - 1] === '\n';
  const prefix = ['**>', '>'].find((one) => parser.source.startsWith(one, parser.index));
  if (!isLineStart || prefix === undefined) return false;
  const isInQuote = parser.open.some((one) => one.tag === '>');
  const type = prefix === '>' ? 'blockquote' : 'expandable_blockquote';
  if (!isInQuote)
    parser.open.push({ tag: '>', mark: { type }, offset: parser.builder.text.length, sourceOffset: parser.index });
  parser.index += prefix.length;
  return true;
}

function endQuote(parser: Parser): void {
  const last = parser.open.at(-1);
  if (last?.tag !== '>' || (parser.source[parser.index] === '>' && parser.source[parser.index - 1] === '\n')) return;
  parser.open.pop();
  const hadBreak = parser.builder.text.endsWith('\n');
  if (hadBreak) parser.builder.text = parser.builder.text.slice(0, -1);
  endMark(parser.builder, last);
  if (hadBreak) parser.builder.text += '\n';
}

function readCode(parser: Parser): boolean {
  const { source, builder } = parser;
  const fence = ['```', '`'].find((one) => source.startsWith(one, parser.index));
  if (fence === undefined) return false;
  let end = parser.index + fence.length;
  while (end < source.length && !source.startsWith(fence, end)) end += source[end] === '\\' ? 2 : 1;
  const start = parser.index;
  if (end >= source.length) {
    parser.open.push({ tag: fence, mark: { type: 'code' }, offset: builder.text.length, sourceOffset: start });
    parser.index = source.length;
    return true;
  }
  const raw = source.slice(start + fence.length, end);
  const language = fence === '```' ? /^([^\s`]+)\n/.exec(raw)?.[1] : undefined;
  const content = language === undefined ? raw.replace(/^\n/, '') : raw.slice(language.length + 1);
  const offset = builder.text.length;
  builder.text += content.replace(/\\([\x01-\x7e])/g, '$1');
  const mark: Mark =
    fence === '`' ? { type: 'code' } : language === undefined ? { type: 'pre' } : { type: 'pre', language };
  endMark(builder, { tag: fence, mark, offset, sourceOffset: start });
  parser.index = end + fence.length;
  return true;
}

function readToggle(parser: Parser): boolean {
  const found = TOGGLES.find(([tag]) => parser.source.startsWith(tag, parser.index));
  if (!found) return false;
  const [tag, mark] = found;
  const last = parser.open.at(-1);
  if (last?.tag === tag) {
    parser.open.pop();
    endMark(parser.builder, last);
  } else parser.open.push({ tag, mark, offset: parser.builder.text.length, sourceOffset: parser.index });
  parser.index += tag.length;
  return true;
}

function readLink(parser: Parser): boolean {
  const { source, builder, open } = parser;
  const start = ['![', '['].find((one) => source.startsWith(one, parser.index));
  if (start !== undefined) {
    open.push({ tag: start, mark: linkMark(''), offset: builder.text.length, sourceOffset: parser.index });
    parser.index += start.length;
    return true;
  }
  const last = open.at(-1);
  const target = /^\]\(((?:\\.|[^)\\])*)\)/.exec(source.slice(parser.index));
  if (!target || !last?.tag.endsWith('[')) return false;
  open.pop();
  const url = (target[1] ?? '').replace(/\\(.)/g, '$1');
  const emojiId = /^tg:\/\/emoji\?id=(\d+)$/.exec(url)?.[1];
  const isEmoji = last.tag === '![' && emojiId !== undefined;
  endMark(builder, last, isEmoji ? { type: 'custom_emoji', custom_emoji_id: emojiId } : linkMark(url));
  parser.index += target[0].length;
  return true;
}

const broken = (reason: string): FormattedText => ({ kind: 'broken', reason });
