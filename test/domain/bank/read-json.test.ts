import { describe, expect, test } from 'vitest';
import { importFixture, importText, inShort, problemsOf, questionsOf } from './bank-files.ts';

const one = (question: object): string => JSON.stringify([question]);

describe('a JSON bank', () => {
  test('may write options and answers in all the shapes that are in use', () => {
    const imported = importFixture('quiz.json');
    expect(questionsOf(imported).map(inShort)).toEqual([
      'single x / y / z → 1',
      'multiple red, bright / blue / green → 0,1',
      'single one / two → 1',
      'single 甲 / 乙 → 1',
      'single 1 / 2 / 3 → 2',
      'true-false True / False → 1',
      'fill-in → one half | 1/2',
    ]);
    expect(questionsOf(imported)[3]).toMatchObject({ explanation: '说明', topic: '其他' });
    expect(questionsOf(imported)[6]?.picture).toEqual({ source: 'half.png', alt: '' });
    expect(imported).toMatchObject({ name: 'Mixed shapes', format: 'json' });
  });

  test('in the form of the Open Trivia Database is decoded and names its source', () => {
    const questions = questionsOf(importFixture('trivia.json'));
    expect(questions.map(inShort)).toEqual([
      'single Flute / Oboe & horn / Piano / Violin → 2',
      'true-false True / False → 0',
    ]);
    expect(questions[0]).toMatchObject({
      text: 'Which instrument has "88" keys on a modern grand?',
      topic: 'General Knowledge',
      source: 'Open Trivia Database (CC BY-SA 4.0)',
    });
    expect(questions[1]?.topic).toBe('Science & Nature');
  });

  test('names the line and the path of a value of the wrong shape', () => {
    const text =
      '[\n {"text":"a","options":["b","c"],"answer":"A"},\n {"text":"d","options":"b","answer":{"x":1}},\n 7,\n {"text":[1]}\n]';
    expect(problemsOf(importText('x.json', text))).toEqual([
      '3 wrong-shape [1].options',
      '3 wrong-shape [2]',
      '5 wrong-shape [3].text',
    ]);
  });

  test('names lines of a list under a key and is not misled by other lists', () => {
    const text = '{"authors":[{"a":1},\n{"a":2}],\n"questions":[\n{"text":"q","options":["b","c"],"answer":"Z"}]}';
    expect(problemsOf(importText('x.json', text))).toEqual(['4 unknown-option-letter Z']);
  });

  test('refuses a number as the answer to text options: tools count from 0 or from 1', () => {
    expect(problemsOf(importText('x.json', one({ text: 'q', options: ['b', 'c'], answer: 1 })))).toEqual([
      '1 ambiguous-answer 1',
    ]);
  });

  test('names the line of a syntax error', () => {
    expect(problemsOf(importText('x.json', '{\n "questions": [\n  {"text": "a",}\n ]\n}'))).toEqual(['3 not-json']);
    expect(problemsOf(importText('x.json', '[\n{"text": "a"}\n'))[0]).toMatch(/^[23] not-json$/);
    expect(problemsOf(importText('x.json', '[\n\n\n  wrong\n]'))).toEqual(['4 not-json']);
  });

  test('skips types that cannot be asked', () => {
    const questions = [
      { type: 'essay', text: 'q' },
      { type: 'single', text: 'q', options: ['b', 'c'], answer: 'c' },
    ];
    expect(importText('x.json', JSON.stringify(questions))).toMatchObject({
      kind: 'bank',
      skipped: [{ line: 1, code: 'unsupported-type', detail: 'essay' }],
    });
  });

  test.each(['{"a":1}', '[1,2]', '"text"', '{"questions":{}}', 'null'])('is none when the file holds %s', (text) => {
    expect(importText('x.json', text).kind).toBe('not-a-bank');
  });

  test('reads own properties only', () => {
    const text = '[{"__proto__":{"text":"inherited","options":["a","b"],"answer":"A"},"answer":"A"}]';
    expect(problemsOf(importText('x.json', text))).toContain('1 too-few-options 0');
  });

  test('nested a million deep is refused in one sentence', () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    expect(['refused', 'not-a-bank']).toContain(importText('x.json', deep).kind);
    const inside = `[{"text":"q","options":${'['.repeat(100_000)}${']'.repeat(100_000)},"answer":"A"}]`;
    expect(problemsOf(importText('x.json', inside))).toEqual(['1 wrong-shape [0].options']);
  });
});
