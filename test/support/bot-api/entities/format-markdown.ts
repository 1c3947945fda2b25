import type { FormattedText } from './format-text.ts';
import { byteOffset, endMark, finished, linkMark, type Mark, type TextBuilder } from './text-builder.ts';

const FENCES: readonly (readonly [fence: string, mark: Mark])[] = [
  ['```', { type: 'pre' }],
  ['`', { type: 'code' }],
  ['*', { type: 'bold' }],
  ['_', { type: 'italic' }],
];

/** The text and entities of the legacy Markdown mode, which knows no nesting. */
export function formatMarkdown(source: string): FormattedText {
  const builder: TextBuilder = { text: '', entities: [] };
  let index = 0;
  while (index < source.length) {
    const escaped = /^\\([_*`[])/.exec(source.slice(index));
    const link = /^\[([^\]]*)\]\(([^)]*)\)/.exec(source.slice(index));
    const fenced = FENCES.find(([fence]) => source.startsWith(fence, index));
    const offset = builder.text.length;
    if (escaped) {
      builder.text += escaped[1] ?? '';
      index += 2;
    } else if (link) {
      builder.text += link[1] ?? '';
      endMark(builder, { tag: '[', mark: linkMark(link[2] ?? ''), offset, sourceOffset: index });
      index += link[0].length;
    } else if (fenced) {
      const [fence, mark] = fenced;
      const end = source.indexOf(fence, index + fence.length);
      if (end < 0) {
        const at = byteOffset(source, index);
        return { kind: 'broken', reason: `Can't find end of the entity starting at byte offset ${at}` };
      }
      builder.text += source.slice(index + fence.length, end);
      endMark(builder, { tag: fence, mark, offset, sourceOffset: index });
      index = end + fence.length;
    } else {
      builder.text += source[index] ?? '';
      index += 1;
    }
  }
  return finished(builder);
}
