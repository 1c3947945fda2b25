import type { MessageEntity } from '@grammyjs/types';
import { formatHtml } from './format-html.ts';
import { formatMarkdown } from './format-markdown.ts';
import { formatMarkdownV2 } from './format-markdown-v2.ts';

export type FormattedText =
  | { readonly kind: 'formatted'; readonly text: string; readonly entities: readonly MessageEntity[] }
  | { readonly kind: 'broken'; readonly reason: string };

/**
 * The text as people see it with its entities (offsets in UTF-16 units), or why the markup is broken, in the words of
 * the real server. Follows https://core.telegram.org/bots/api#formatting-options.
 */
export function formatText(text: string, parseMode: string | undefined): FormattedText {
  switch (parseMode?.toLowerCase()) {
    case 'html':
      return formatHtml(text);
    case 'markdownv2':
      return formatMarkdownV2(text);
    case 'markdown':
      return formatMarkdown(text);
    default:
      return { kind: 'formatted', text, entities: [] };
  }
}
