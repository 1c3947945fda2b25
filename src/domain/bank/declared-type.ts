import { normalise } from '../normalise.ts';

/** The kind a file states for a question; `choice` leaves open whether one or several options are right. */
export type DeclaredType = 'single' | 'multiple' | 'choice' | 'true-false' | 'fill-in' | 'unsupported';

const words: Readonly<Record<DeclaredType, string>> = {
  single: '单选 单项选择 single singlechoice singleanswer radio',
  multiple:
    '多选 多项选择 不定项 不定项选择 multiple multipleanswer multipleanswers multiselect multipleresponse checkbox ma',
  choice: '选择 choice mc mcq multiplechoice choose 客观',
  'true-false': '判断 是非 对错 判断正误 truefalse trueorfalse tf boolean bool judge judgement judgment yesno',
  'fill-in': '填空 fillin fill fillintheblank fillblank blank short shortanswer text input 简短回答',
  unsupported:
    '简答 问答 论述 编程 名词解释 案例分析 材料 材料分析 作文 写作 匹配 连线 配对 排序 操作 essay qa matching match ordering order ' +
    'coding programming typing numerical description cloze hotspot',
};

const typeOf: ReadonlyMap<string, DeclaredType> = new Map(
  (Object.keys(words) as DeclaredType[]).flatMap((type) => words[type].split(' ').map((word) => [word, type] as const)),
);

/** The type that a cell or property names in any of the three languages; null when it says nothing we know. */
export function readDeclaredType(text: string): DeclaredType | null {
  const word = normalise(text.slice(0, 60))
    .replace(/[\s_\-/]+/g, '')
    .replace(/题$/, '');
  return typeOf.get(word) ?? null;
}
