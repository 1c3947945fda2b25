import type { MessageEntity, User } from '@grammyjs/types';
import type { FormattedText } from './format-text.ts';

/** What an entity is, without its place in the text. */
export type Mark =
  | { readonly type: 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler' | 'code' }
  | { readonly type: 'blockquote' | 'expandable_blockquote' }
  | { readonly type: 'pre'; readonly language?: string }
  | { readonly type: 'text_link'; readonly url: string }
  | { readonly type: 'text_mention'; readonly user: User }
  | { readonly type: 'custom_emoji'; readonly custom_emoji_id: string };

export type TextBuilder = {
  text: string;
  readonly entities: MessageEntity[];
};

/** An entity that has begun; `tag` is what must end it. */
export type OpenMark = {
  readonly tag: string;
  readonly mark: Mark;
  readonly offset: number;
  readonly sourceOffset: number;
};

/** Ends `open` at the end of the text so far; an entity over nothing vanishes, as it does in Telegram. */
export function endMark(builder: TextBuilder, open: OpenMark, mark: Mark = open.mark): void {
  const length = builder.text.length - open.offset;
  if (length > 0) builder.entities.push({ ...mark, offset: open.offset, length });
}

/** The finished text, entities in the order of their start, longer ones first. */
export function finished(builder: TextBuilder): FormattedText {
  const entities = [...builder.entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return { kind: 'formatted', text: builder.text, entities };
}

/** `tg://user?id=…` links are mentions; who that is, only the server knows, so the link is kept for it. */
export const linkMark = (url: string): Mark => ({ type: 'text_link', url });

export const byteOffset = (source: string, index: number): string => String(Buffer.byteLength(source.slice(0, index)));
