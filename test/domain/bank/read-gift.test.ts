import { describe, expect, test } from 'vitest';
import { importFixture, importText, inShort, problemsOf, questionsOf } from './bank-files.ts';

describe('a GIFT bank', () => {
  const moodle = importFixture('moodle-style.gift');

  test('as Moodle exports it comes in with what can be asked in a chat', () => {
    expect(questionsOf(moodle).map(inShort)).toEqual([
      'single Danube / Volga / Rhine → 1',
      'multiple Vienna / Budapest / Prague / Belgrade → 0,1,3',
      'true-false True / False → 0',
      'single Paris / Lyon / Marseille → 0',
      'fill-in → Rhine | Rhein',
      'fill-in → 10',
      'fill-in → 4',
      'single Tower Bridge / Rialto → 0',
    ]);
  });

  test('names what it leaves out with line and reason', () => {
    expect(moodle).toMatchObject({
      skipped: [
        { line: 31, code: 'unsupported-type', detail: 'numerical range' },
        { line: 33, code: 'unsupported-type', detail: 'matching' },
        { line: 39, code: 'unsupported-type', detail: 'essay' },
        { line: 41, code: 'unsupported-type', detail: 'description' },
        { line: 43, code: 'missing-picture', detail: '' },
      ],
    });
  });

  test('loses its markup, keeps feedback as explanation, category as topic and a web picture', () => {
    const [first, , third, fourth] = questionsOf(moodle);
    expect(first).toMatchObject({
      text: 'Which river is the longest in Europe?',
      explanation: 'About 3\\,500 km.\nMeasured from source to mouth.',
      topic: 'Rivers/Europe',
    });
    expect(third?.explanation).toBe('Right: it does.');
    expect(fourth?.text).toBe('The Seine flows through _____.');
    expect(questionsOf(moodle).at(-1)?.picture).toEqual({
      source: 'https://example.org/bridge.jpg',
      alt: 'a tall bridge',
    });
  });

  test('written by hand may lack backslashes and blank lines, or have blank lines within braces', () => {
    const questions = questionsOf(importFixture('hand-written.gift'));
    expect(questions.map(({ text }) => text)).toEqual([
      '1+1=2',
      'Time in Tokyo at 12:00 UTC?',
      'See https://example.org/#top – what does "#" begin?',
      'Which keyword defines a function in Python?',
      'Escapes: ~ = # { } : \\ are',
    ]);
    expect(questions.map(inShort)).toEqual([
      'true-false True / False → 0',
      'single 21:00 / 09:00 / 12:00 → 0',
      'single a fragment / a path → 0',
      'single def / function / { } → 0',
      'single literal / special → 0',
    ]);
    expect(questions[3]?.explanation).toBe('See the reference.');
  });

  test('with mistakes names each line and hides no other', () => {
    expect(problemsOf(importFixture('broken.gift'))).toEqual([
      '3 unclosed-brace',
      '7 bad-gift {',
      '9 no-correct-option',
      '11 duplicate-question 1',
    ]);
  });

  test('with questions of other types only is refused with each of them', () => {
    expect(problemsOf(importText('x.gift', 'Write. {}\n\nPair. {=a -> b =c -> d}\n'))).toEqual([
      '1 unsupported-type essay',
      '3 unsupported-type matching',
    ]);
  });

  test.each([
    ['{=full ~%50%half ~no}', 'single full / half / no → 0'],
    ['{~%100%one ~two}', 'single one / two → 0'],
    ['{=a =b ~c}', 'multiple a / b / c → 0,1'],
    ['{=a =%50%b}', 'fill-in → a'],
    ['{#1..1}', 'fill-in → 1'],
    ['{#=3:0 =%50%3:2}', 'fill-in → 3'],
    ['{FALSE#yes#no####all}', 'true-false True / False → 1'],
    ['{Tokyo}', 'fill-in → Tokyo'],
    ['{=a -> b ~c -> d}', 'single a -> b / c -> d → 0'],
  ])('reads the answers %s', (answers, expected) => {
    expect(questionsOf(importText('x.gift', `Question ${answers}`)).map(inShort)).toEqual([expected]);
  });

  test('in a .txt file is told from Aiken by its content', () => {
    expect(importText('x.txt', 'Q {=a ~b}\n')).toMatchObject({ kind: 'bank', format: 'gift' });
    expect(importText('x.txt', 'Q\nA. a\nB. b\nANSWER: A\n')).toMatchObject({ kind: 'bank', format: 'aiken' });
    expect(importText('x.txt', '题目,A,B,答案\n问,甲,乙,A\n')).toMatchObject({ kind: 'bank', format: 'csv' });
    expect(importText('x.txt', '[{"text":"q","answer":true}]')).toMatchObject({ kind: 'bank', format: 'json' });
    expect(importText('x.txt', 'Dear all,\nsee you tomorrow (8:00) {maybe}.\n').kind).toBe('not-a-bank');
  });

  test('keeps the indentation of code in HTML and drops that of markup', () => {
    const code = '[html]<p>Read:</p>\n<pre>if x\\:\n    y()</pre> {T}\n\n[html]\n   <p>Plain</p>\n   <p>text</p> {F}\n';
    expect(questionsOf(importText('x.gift', code)).map(({ text }) => text)).toEqual([
      'Read:\n\nif x:\n    y()',
      'Plain\n\ntext',
    ]);
  });
});
