import type { FormatType, TextFormat } from 'gift-pegjs';
import type { Picture } from '../question.ts';
import { cleanText } from './clean-text.ts';
import { arrowGuard } from './gift-source.ts';
import { firstPicture, htmlToText, markdownToText } from './markup.ts';

const toPlain: Readonly<Record<FormatType, (text: string) => string>> = {
  html: htmlToText,
  markdown: markdownToText,
  moodle: htmlToText,
  plain: (text) => text,
};

/** A text of a parsed GIFT question without its markup; nothing for nothing. */
export function giftText(formatted: TextFormat | null): string {
  return formatted === null ? '' : cleanText(toPlain[formatted.format](formatted.text.replaceAll(arrowGuard, '')));
}

/** The picture of a text; `missing` when it has one that lives inside a Moodle course or in the text itself. */
export function giftPicture({ format, text }: TextFormat): Picture | null | 'missing' {
  const picture = format === 'plain' ? null : firstPicture(text);
  if (picture === null) return null;
  return /^https:\/\//i.test(picture.source) ? picture : 'missing';
}
