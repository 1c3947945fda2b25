import { normalise } from '../normalise.ts';
import { readDeclaredType, type DeclaredType } from './declared-type.ts';

/** The line that ends a question in Moodle's form (`ANSWER: B`), or as Chinese files write it (`【答案】AC`). */
export const answerLine =
  /^(?:[【[]\s*(?:正确答案|正確答案|参考答案|參考答案|答案|answer)\s*[】\]]\s*[:：]?|(?:correct answer|answer|正确答案|正確答案|参考答案|參考答案|答案)\s*[:：])\s*(.*)$/i;

/** What a line below the answer tells about the question; `nothing` is known but not kept. */
export type NoteKind = 'explanation' | 'source' | 'topic' | 'nothing';

const noteWords: Readonly<Record<NoteKind, string>> = {
  explanation: '解析 答案解析 试题解析 解释 explanation explain feedback',
  source: '来源 出处 source',
  topic: '分类 知识点 标签 章节 topic category tags chapter',
  nothing: '分值 分数 难度 难度等级 score points mark difficulty level',
};
const noteKindOf: ReadonlyMap<string, NoteKind> = new Map(
  (Object.keys(noteWords) as NoteKind[]).flatMap((kind) =>
    noteWords[kind].split(' ').map((word) => [word, kind] as const),
  ),
);
const noteLine = /^[【[]?\s*([^\s:：【】[\]]{1,12})\s*(?:[】\]]\s*[:：]?|[:：])\s*(.*)$/;

/** The note that a line such as `解析：…` or `Difficulty: easy` is, or null. */
export function readNote(line: string): { readonly kind: NoteKind; readonly value: string } | null {
  const [, label = '', value = ''] = noteLine.exec(line) ?? [];
  const kind = noteKindOf.get(normalise(label));
  return kind === undefined ? null : { kind, value };
}

/** `1. `, `12、`, `Q3)`, `第4题：`. */
export const numbering = /^(?:(?:q|question)\.?\s*)?(?:第\s*)?\d{1,4}\s*(?:题\s*[:：.、]?|[.．)）](?!\d)|[、:：])\s*/i;
const typeMark = /^[【[（(]\s*([^【】[\]（）()]{2,8})\s*[】\]）)]\s*/;

/** The text without the type in front of it (`1.【多选】…`), and that type. */
export function splitTypeMark(text: string): { readonly text: string; readonly type: DeclaredType | null } {
  const number = numbering.exec(text)?.[0] ?? '';
  const rest = text.slice(number.length);
  const [mark = '', word = ''] = typeMark.exec(rest) ?? [];
  const type = readDeclaredType(word);
  return type === null ? { text, type } : { text: number + rest.slice(mark.length), type };
}
