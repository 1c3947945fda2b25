import { normalise } from '../normalise.ts';
import { indexOfLetter } from './option-letters.ts';

const columnWords = {
  question: '题目 题干 问题 题目内容 试题 试题内容 题目描述 题面 question questiontext text stem title content prompt',
  options: '选项 备选项 答案选项 备选答案 选项列表 options choices optionlist answers',
  answer:
    '答案 正确答案 标准答案 参考答案 正确选项 answer answers correct correctanswer correctanswers correctoption key solution',
  explanation: '解析 答案解析 题目解析 试题解析 解释 说明 讲解 explanation explain feedback rationale analysis',
  source: '来源 出处 题目来源 source reference ref citation',
  topic: '分类 类别 知识点 章节 主题 标签 科目 topic category subject chapter tag tags',
  picture: '图片 配图 图片地址 图片链接 图片url picture image imageurl pictureurl img',
  alt: '图片说明 图片描述 picturealt imagealt alt alttext',
  type: '题型 类型 题目类型 试题类型 type questiontype kind',
} as const;

/** What a column holds, apart from single options. */
export type ColumnRole = keyof typeof columnWords;

const roleOf: ReadonlyMap<string, ColumnRole> = new Map(
  (Object.keys(columnWords) as ColumnRole[])
    .toReversed()
    .flatMap((role) => columnWords[role].split(' ').map((word) => [word, role] as const)),
);

/** Where a table keeps what; column numbers are 0-based. */
export interface CsvColumns {
  readonly roles: ReadonlyMap<ColumnRole, number>;
  /** The column of each option, by the option's place: A, B, C … */
  readonly options: readonly number[];
  /** True when the options are headed by numbers (选项1) rather than letters. */
  readonly isNumbered: boolean;
}

/** The columns named by a header row in any of the three languages and any order; a name that says nothing is passed over. */
export function readColumns(header: readonly string[]): CsvColumns {
  const roles = new Map<ColumnRole, number>();
  const lettered: number[] = [];
  const numbered: number[] = [];
  for (const [column, cell] of header.entries()) {
    const name = columnName(cell);
    const role = roleOf.get(name);
    const letter = optionIndex(name);
    const number = optionNumber(name);
    if (role !== undefined && !roles.has(role)) roles.set(role, column);
    else if (letter !== null) lettered[letter] ??= column;
    else if (number !== null) numbered[number] ??= column;
  }
  const isNumbered = lettered.length === 0 && numbered.length > 0;
  return { roles, options: leading(isNumbered ? numbered : lettered), isNumbered };
}

/** Notes in brackets (“答案（多选用逗号分隔）”), stars and spaces do not count. */
function columnName(cell: string): string {
  return normalise(cell.slice(0, 200))
    .replace(/\(.*\)$/, '')
    .replace(/[\s*_:-]+/g, '');
}

/** A, 选项A, A选项, optionA, choice a → 0. */
function optionIndex(name: string): number | null {
  const letter = /^(?:选项|备选项|答案|option|choice|answer)?([a-z])(?:选项|项)?$/.exec(name)?.[1];
  return letter === undefined ? null : indexOfLetter(letter);
}

/** 选项1, option2, 选项一 → 0, 1, 0. */
function optionNumber(name: string): number | null {
  const number = /^(?:选项|备选项|option|choice|answer)(\d{1,2}|[一二三四五六七八九十])$/.exec(name)?.[1];
  if (number === undefined) return null;
  const value = /\d/.test(number) ? Number(number) : '一二三四五六七八九十'.indexOf(number) + 1;
  return value >= 1 && value <= 26 ? value - 1 : null;
}

/** Up to the first gap: E without D is not an option column. */
function leading(columns: readonly (number | undefined)[]): readonly number[] {
  const found: number[] = [];
  for (const column of columns) {
    if (column === undefined) break;
    found.push(column);
  }
  return found;
}
