import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/domain/answer-reply.ts';

const single = { kind: 'single', optionCount: 4 } as const;
const multiple = { kind: 'multiple', optionCount: 4 } as const;
const trueFalse = { kind: 'true-false', optionCount: 2 } as const;
const fillIn = { kind: 'fill-in', optionCount: 0 } as const;

describe('readAnswer of a single-choice question', () => {
  it.each([
    ['A', 0],
    ['b', 1],
    ['Ａ', 0],
    ['选B', 1],
    ['選B', 1],
    ['选 b', 1],
    ['答案是C', 2],
    ['我选C', 2],
    ['我選Ｃ', 2],
    ['B.', 1],
    ['(B)', 1],
    ['（Ｂ）', 1],
    ['【B】', 1],
    ['B、', 1],
    ['B吧', 1],
    ['那我选d', 3],
    ['应该是B', 1],
    ['选B了', 1],
    ['B选项', 1],
    ['选项B', 1],
    ['2', 1],
    ['２', 1],
    ['②', 1],
    ['❷', 1],
    ['2\ufe0f\u20e3', 1],
    ['🅱️', 1],
    ['Ⓑ', 1],
    ['甲', 0],
    ['丁', 3],
    ['第二个', 1],
    ['第2项', 1],
    ['A 👍', 0],
    ['B，因为是首都', 1],
    ['the answer is c', 2],
    ['I think C', 2],
    ['option b', 1],
    ['b because it is', 1],
  ])('takes %j', (text, position) => {
    expect(readAnswer(text, single)).toEqual({ kind: 'options', positions: [position] });
  });

  it.each([
    ...[
      'AC',
      'A、C',
      'a c',
      '①③',
      '13',
      '甲乙',
      'E',
      '5',
      '0',
      '9',
      '戊',
      'B？',
      'B吗',
      'A或B',
      '不是B',
      '不选B',
      'A了',
    ],
    ...['A组的同学来一下', '好的', 'a lot of people', '我不知道', 'I think so', 'B站有视频', "C'est la vie", '1点开会'],
    ...['1楼', '3个', '1/3', '1-3', '1+1', '+1', 'B2', '3D', ':D', '甲方', '对', 'true', '', ' ', '全选'],
  ])('leaves %j alone', (text) => {
    expect(readAnswer(text, single)).toEqual({ kind: 'none' });
  });

  it('reads every letter, digit and stem up to the number of options and none beyond', () => {
    for (let count = 2; count <= 10; count += 1) {
      for (let at = 0; at < 10; at += 1) {
        const wanted = at < count ? { kind: 'options', positions: [at] } : { kind: 'none' };
        for (const sign of [
          'ABCDEFGHIJ'.charAt(at),
          String(at + 1),
          '甲乙丙丁戊己庚辛壬癸'.charAt(at),
          '①②③④⑤⑥⑦⑧⑨⑩'.charAt(at),
        ]) {
          expect(readAnswer(sign, { kind: 'single', optionCount: count })).toEqual(wanted);
        }
      }
    }
  });
});

describe('readAnswer of a multiple-choice question', () => {
  it.each([
    ['AC', [0, 2]],
    ['ac', [0, 2]],
    ['ＡＣ', [0, 2]],
    ['CA', [0, 2]],
    ['A、C', [0, 2]],
    ['A，C', [0, 2]],
    ['A和C', [0, 2]],
    ['A and C', [0, 2]],
    ['a c', [0, 2]],
    ['A/C', [0, 2]],
    ['选AC', [0, 2]],
    ['我选A和C吧', [0, 2]],
    ['13', [0, 2]],
    ['1、3', [0, 2]],
    ['①③', [0, 2]],
    ['甲丙', [0, 2]],
    ['ABCD', [0, 1, 2, 3]],
    ['全选', [0, 1, 2, 3]],
    ['B', [1]],
  ])('takes %j', (text, positions) => {
    expect(readAnswer(text, multiple)).toEqual({ kind: 'options', positions });
  });

  it.each([
    'AA',
    'A、A',
    'AE',
    '15',
    '31',
    '1/3',
    '1-3',
    '1.3',
    'bad',
    'ad',
    'A或C',
    'ca',
    'AC？',
    'AC米兰',
    'AB两种方案',
  ])('leaves %j alone', (text) => {
    expect(readAnswer(text, multiple)).toEqual({ kind: 'none' });
  });

  it('does not split digits where ten options make them ambiguous', () => {
    expect(readAnswer('13', { kind: 'multiple', optionCount: 10 })).toEqual({ kind: 'none' });
    expect(readAnswer('10', { kind: 'multiple', optionCount: 10 })).toEqual({ kind: 'options', positions: [9] });
    expect(readAnswer('①⑩', { kind: 'multiple', optionCount: 10 })).toEqual({ kind: 'options', positions: [0, 9] });
  });

  it('gives increasing positions inside the options for whatever is typed', () => {
    const signs = fc.constantFrom(...'ABCDEFGHIJabcdefghij0123456789甲乙丙①②③、, /+和选吧第个因为？'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 8 }), fc.integer({ min: 2, max: 10 }), (text, optionCount) => {
        const reading = readAnswer(text, { kind: 'multiple', optionCount });
        if (reading.kind !== 'options') return;
        expect(reading.positions.length).toBeGreaterThan(0);
        expect(reading.positions).toEqual([...new Set(reading.positions)].toSorted((one, other) => one - other));
        expect(reading.positions.every((position) => position >= 0 && position < optionCount)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('readAnswer of a true-false question', () => {
  it.each([
    '对',
    '對',
    '√',
    '✓',
    '✅',
    'true',
    'T',
    'yes',
    '是',
    '正确',
    '正確',
    '对！',
    '（√）',
    '选对',
    '对的',
    'A',
    '1',
  ])('takes %j for true', (text) => {
    expect(readAnswer(text, trueFalse)).toEqual({ kind: 'options', positions: [0] });
  });

  it.each(['错', '錯', '×', 'X', '❌', 'false', 'f', 'F', '否', '错误', '錯誤', '不对', '答案是错', 'B', '2'])(
    'takes %j for false',
    (text) => {
      expect(readAnswer(text, trueFalse)).toEqual({ kind: 'options', positions: [1] });
    },
  );

  it.each([
    '对吧',
    '对啊',
    '对不起',
    '错过了',
    '没错',
    '是的',
    '是吗',
    'C',
    'true story',
    'no way',
    'right',
    'AB',
    '对错',
  ])('leaves %j alone', (text) => {
    expect(readAnswer(text, trueFalse)).toEqual({ kind: 'none' });
  });
});

describe('readAnswer of a fill-in question', () => {
  it.each([
    ['北京', '北京'],
    ['二十三', '二十三'],
    ['  New York ', 'New York'],
    ['答案是北京', '北京'],
    ['答案：北京', '北京'],
    ['The answer is Paris', 'Paris'],
    ['富强、民主、文明、和谐', '富强、民主、文明、和谐'],
    ['3.14', '3.14'],
    ['-5', '-5'],
  ])('takes %j', (text, typed) => {
    expect(readAnswer(text, fillIn)).toEqual({ kind: 'typed', text: typed });
  });

  it.each([
    ...[
      '北京？',
      '是北京吗',
      'https://example.com',
      'see example.com',
      '@小王 北京',
      '/quiz stop',
      '好的',
      '哈哈哈',
      '我不知道',
    ],
    ...[
      "I don't know",
      'what is it?',
      '👍',
      '...',
      '',
      '下一题',
      '我觉得太难了。换一个',
      '第一行\n第二行',
      '长'.repeat(61),
    ],
  ])('leaves %j alone', (text) => {
    expect(readAnswer(text, fillIn)).toEqual({ kind: 'none' });
  });
});

describe('readAnswer', () => {
  it('never throws, whatever is typed', () => {
    const kinds = fc.constantFrom('single', 'multiple', 'true-false', 'fill-in');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), kinds, fc.integer({ min: 0, max: 10 }), (text, kind, optionCount) => {
        expect(['options', 'typed', 'none']).toContain(readAnswer(text, { kind, optionCount }).kind);
      }),
    );
  });
});
