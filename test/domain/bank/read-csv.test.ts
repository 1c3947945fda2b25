import { describe, expect, test } from 'vitest';
import { importFixture, importText, inShort, problemsOf, questionsOf } from './bank-files.ts';

describe('a CSV bank', () => {
  test('saved by a spreadsheet program comes in with all kinds, and the essay question is named and left out', () => {
    const imported = importFixture('excel-utf8-bom.csv');
    expect(questionsOf(imported).map(inShort)).toEqual([
      'single 煤炭 / 石油 / 风能 / 天然气 → 2',
      'multiple 随手关紧水龙头 / 用洗菜水浇花 / 长时间淋浴 / 修好"滴漏"的管道 → 0,1,3',
      'true-false 对 / 错 → 0',
      'fill-in → 指南针 | 罗盘',
    ]);
    expect(questionsOf(imported)[1]?.text).toBe('以下哪些做法可以节约用水？\n（请选出所有正确的做法）');
    expect(questionsOf(imported)[0]).toMatchObject({ topic: '能源', explanation: '风能来自空气流动。' });
    expect(imported).toMatchObject({
      format: 'csv',
      name: 'excel-utf8-bom',
      skipped: [{ line: 7, code: 'unsupported-type', detail: '简答题' }],
    });
  });

  test('in GB18030, as Chinese Excel saves it, reads the same as in UTF-8', () => {
    expect(questionsOf(importFixture('school-gb18030.csv')).map(({ text }) => text)).toEqual([
      '我国第一大淡水湖是哪一个？',
      '下列属于直辖市的是哪些？',
      '黄河发源于青海省。',
    ]);
  });

  test('in Big5, as Taiwanese Excel saves it, is read too', () => {
    const questions = questionsOf(importFixture('school-big5.csv'));
    expect(questions.map(({ text }) => text)).toEqual(['下列哪一座山是臺灣最高峰？', '下列哪一條河流經過臺北市？']);
  });

  test('with semicolons and numbered options takes numbers as answers', () => {
    const questions = questionsOf(importFixture('semicolon.csv'));
    expect(questions.map(inShort)).toEqual([
      'single HyperText Transfer Protocol / High Transfer Text Process / Host Transfer Type Protocol → 0',
      'multiple Python / HTTP / Rust → 0,2',
    ]);
  });

  test('with tabs and all options in one cell takes letters and option texts', () => {
    expect(questionsOf(importFixture('packed-options.tsv')).map(inShort)).toEqual([
      'single green / purple / orange → 0',
      'multiple 2 / 3 / 4 → 0,2',
      'fill-in → Sahara | the Sahara | Sahara desert',
    ]);
  });

  test('is refused as a whole with every wrong line', () => {
    expect(problemsOf(importFixture('wrong-lines.csv'))).toEqual([
      '2 no-answer',
      '3 unknown-option-letter D',
      '4 empty-text',
      '5 blank-option B',
      '6 duplicate-option A, B',
      '8 too-few-options 1',
      '9 unknown-option 戊',
      '10 duplicate-question 7',
    ]);
  });

  test('counts lines through quoted line breaks and blank rows', () => {
    const text = '题目,A,B,答案\n"一\n二\n三",甲,乙,A\n\n\n下一题,甲,乙,C\n';
    expect(problemsOf(importText('x.csv', text))).toEqual(['7 unknown-option-letter C']);
  });

  test('with a quote that is never closed names the line it opens on', () => {
    const text = '题目,A,B,答案\n第一题,甲,乙,A\n"第二题,甲,乙,A\n第三题,甲,乙,A\n';
    expect(problemsOf(importText('x.csv', text))).toEqual(['3 unclosed-quote']);
  });

  test('may have a title above its header and quotes in the middle of a cell', () => {
    const text = '安全知识题库,,,\n试题,A,B,正确答案\n他说"好"吗？,说,不说,A\n';
    expect(questionsOf(importText('x.csv', text))[0]?.text).toBe('他说"好"吗？');
  });

  test.each([
    ['题目,A,B\n问题,甲,乙\n', '1 bad-header answer'],
    ['A,B,答案\n甲,乙,A\n', '1 bad-header question'],
  ])('without a needed column names it: %j', (text, problem) => {
    expect(problemsOf(importText('x.csv', text))).toEqual([problem]);
  });

  test('of another kind is not a bank', () => {
    expect(importText('members.csv', 'name,phone\nAnn,123\n').kind).toBe('not-a-bank');
  });

  test.each([
    ['AC', '0,2'],
    ['A,C', '0,2'],
    ['c、a', '0,2'],
    ['Ａ Ｃ', '0,2'],
    ['C', '2'],
    ['ｂ', '1'],
  ])('takes the answer %s', (answer, correct) => {
    const [question] = questionsOf(importText('x.csv', `题目,A,B,C,答案\n问,甲,乙,丙,"${answer}"\n`));
    expect(question).toMatchObject({ correct: correct.split(',').map(Number) });
  });

  test.each([
    ['对', 0],
    ['錯', 1],
    ['√', 0],
    ['×', 1],
    ['TRUE', 0],
    ['false', 1],
    ['T', 0],
    ['否', 1],
  ])('takes %s as the answer of a true/false question', (answer, correct) => {
    const [question] = questionsOf(importText('x.csv', `题型,题目,答案\n判断,问,${answer}\n`));
    expect(question).toMatchObject({ kind: 'true-false', correct: [correct] });
  });

  test('takes options 正确 and 错误 for a true/false question, whatever their order', () => {
    const [question] = questionsOf(importText('x.csv', '题目,A,B,答案\n问,错误,正确,B\n'));
    expect(question).toMatchObject({ kind: 'true-false', options: ['对', '错'], correct: [0] });
  });

  test('takes an option text for itself, and asks back where a letter could be another option', () => {
    const row = (answer: string): string => `题目,A,B,C,答案\n血型,B,A,AB,${answer}\n`;
    expect(questionsOf(importText('x.csv', row('AB'))).map(inShort)).toEqual(['single B / A / AB → 2']);
    expect(questionsOf(importText('x.csv', row('C'))).map(inShort)).toEqual(['single B / A / AB → 2']);
    expect(problemsOf(importText('x.csv', row('A')))).toEqual(['2 ambiguous-answer A']);
  });

  test('asks back where a number could be an option or its place', () => {
    const text = 'question,option1,option2,answer\nq,2,1,1\n';
    expect(problemsOf(importText('x.csv', text))).toEqual(['2 ambiguous-answer 1']);
  });

  test('does not take letters without options for a typed answer unless the type says so', () => {
    const text = '题型,题目,A,B,答案\n,碳的元素符号,,,C\n填空题,氧的元素符号,,,O\n';
    expect(problemsOf(importText('x.csv', text))).toEqual(['2 too-few-options 0']);
  });

  test('refuses a single-choice question with two answers', () => {
    expect(problemsOf(importText('x.csv', '题型,题目,A,B,C,答案\n单选题,问,甲,乙,丙,AB\n'))).toEqual([
      '2 several-correct-options AB',
    ]);
  });

  test('strips labels that the options repeat', () => {
    const questions = questionsOf(importText('x.csv', '题目,选项,答案\n问,A.甲|B.乙|C.丙,B\n'));
    expect(questions.map(inShort)).toEqual(['single 甲 / 乙 / 丙 → 1']);
  });

  test('keeps a picture with its alternative text and refuses one outside the folder', () => {
    const row = (picture: string): string => `题目,A,B,答案,图片,图片说明\n问,甲,乙,A,${picture},一座桥\n`;
    expect(questionsOf(importText('x.csv', row('pictures/bridge.png')))[0]?.picture).toEqual({
      source: 'pictures/bridge.png',
      alt: '一座桥',
    });
    for (const picture of ['../secret.png', '/etc/passwd', 'http://example.org/a.png', 'file:///a.png', 'C:\\a.png'])
      expect(problemsOf(importText('x.csv', row(picture)))).toEqual([`2 bad-picture ${picture}`]);
  });

  test('with a header called __proto__ or constructor reads it like any unknown column', () => {
    const text = '__proto__,constructor,题目,A,B,答案\nx,y,问,甲,乙,A\n';
    expect(questionsOf(importText('x.csv', text))).toHaveLength(1);
    expect(Object.keys({})).toEqual([]);
  });
});
