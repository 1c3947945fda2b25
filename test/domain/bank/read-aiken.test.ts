import { describe, expect, test } from 'vitest';
import { importFixture, importText, inShort, problemsOf, questionsOf } from './bank-files.ts';

describe('an Aiken bank', () => {
  test('in the form of the Moodle documentation is read', () => {
    const imported = importFixture('aiken-moodle.txt');
    expect(imported).toMatchObject({ format: 'aiken' });
    expect(questionsOf(imported).map(inShort)).toEqual([
      'single Trout / Whale / Shark / Squid → 1',
      'single Oxygen / Carbon dioxide / Helium → 1',
    ]);
  });

  test('in the Chinese form has numbers, 答案, 解析, several letters, true/false and typed answers', () => {
    const questions = questionsOf(importFixture('aiken-chinese-gb18030.txt'));
    expect(questions.map(({ text }) => text)).toEqual([
      '我国的首都是哪座城市？',
      '下列哪些是传统节日？\n（多选）',
      '一年有十二个月。',
      '水的三种状态是固态、液态和什么？',
    ]);
    expect(questions.map(inShort)).toEqual([
      'single 上海 / 北京 / 天津 → 1',
      'multiple 端午节 / 中秋节 / 劳动节 → 0,1',
      'true-false 对 / 错 → 0',
      'fill-in → 气态',
    ]);
    expect(questions[0]?.explanation).toBe('北京是中华人民共和国首都。');
  });

  test('names every wrong line', () => {
    expect(problemsOf(importFixture('aiken-wrong.txt'))).toEqual([
      '1 no-answer',
      '8 unknown-option-letter C',
      '12 option-out-of-order B',
      '15 too-few-options 1',
      '19 unexpected-line B',
      '21 no-answer',
    ]);
  });

  test('keeps a number in front of only one question: it may belong to it', () => {
    const text = '1. First\nA. a\nB. b\nANSWER: A\n\nSecond\nA. a\nB. b\nANSWER: B\n';
    expect(questionsOf(importText('x.txt', text)).map((question) => question.text)).toEqual(['1. First', 'Second']);
  });

  test('takes lower-case letters and brackets around them', () => {
    const text = 'Q\n(a) one\n(b) two\nAnswer: b\n';
    expect(questionsOf(importText('x.aiken', text)).map(inShort)).toEqual(['single one / two → 1']);
  });

  test('takes the types in front of questions and the notes below answers', () => {
    const text =
      '1.【单选】甲？\nA. 一\nB. 二\n答案：B\n解析：甲是二。\n难度：易\n标签：数\n\n' +
      '2.（多选题）乙？\nA. 一\nB. 二\n答案：A\nScore: 5\n\n3.【判断】丙。\n答案：T\n\n4.[简答] 谈谈丁。\n答案：言之有理即可\n解析：略\n\n5.[填空]戊的拼音是____。\n答案：WU\n';
    const imported = importText('x.txt', text);
    expect(questionsOf(imported).map((question) => question.text)).toEqual([
      '甲？',
      '乙？',
      '丙。',
      '戊的拼音是____。',
    ]);
    expect(questionsOf(imported).map(inShort)).toEqual([
      'single 一 / 二 → 1',
      'multiple 一 / 二 → 0',
      'true-false 对 / 错 → 0',
      'fill-in → WU',
    ]);
    expect(questionsOf(imported)[0]).toMatchObject({ explanation: '甲是二。', topic: '数' });
    expect(questionsOf(imported)[2]?.explanation).toBe('');
    expect(imported).toMatchObject({ skipped: [{ line: 18, code: 'unsupported-type', detail: '4.[简答] 谈谈丁。' }] });
  });
});
