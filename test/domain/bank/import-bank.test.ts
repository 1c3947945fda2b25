import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importBank } from '../../../src/domain/bank/import-bank.ts';
import { importProblemCodes } from '../../../src/domain/bank/import-problem.ts';
import { importText, problemsOf, questionsOf } from './bank-files.ts';

const header = '题目,A,B,答案,解析\n';
const names = ['bank.csv', 'bank.tsv', 'bank.json', 'bank.gift', 'bank.txt', 'bank.aiken', 'bank', 'photo.jpg'];

describe('importBank', () => {
  test.each([
    ['an empty file', '', '0 empty-file'],
    ['nothing but spaces', ' \n\n ', '0 empty-file'],
    ['a header only', header, '0 no-questions'],
  ])('refuses %s', (_what, text, problem) => {
    expect(problemsOf(importText('x.csv', text))).toEqual([problem]);
  });

  test('refuses binary content, a spreadsheet and a file over 5 MB by name', () => {
    const binary = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0xff, 0xfe]);
    expect(problemsOf(importBank({ name: 'x.csv', bytes: binary }))).toEqual(['0 bad-encoding']);
    expect(problemsOf(importBank({ name: 'Fragen.XLSX', bytes: binary }))).toEqual(['0 spreadsheet-file XLSX']);
    const large = new Uint8Array(6 * 1024 * 1024).fill(0x61);
    expect(problemsOf(importBank({ name: 'x.csv', bytes: large }))).toEqual(['0 too-large 5 MB']);
    expect(importBank({ name: 'holiday.mp4', bytes: large }).kind).toBe('not-a-bank');
    expect(importBank({ name: 'photo.jpg', bytes: binary }).kind).toBe('not-a-bank');
  });

  test('takes ten thousand questions and refuses one more', () => {
    const rows = Array.from({ length: 10_001 }, (_unused, index) => `第${String(index)}题,甲,乙,A,\n`);
    expect(questionsOf(importText('x.csv', header + rows.slice(1).join('')))).toHaveLength(10_000);
    expect(problemsOf(importText('x.csv', header + rows.join('')))).toEqual(['0 too-many-questions 10000']);
  });

  test('names twenty problems and counts all', () => {
    const rows = Array.from({ length: 300 }, (_unused, index) => `第${String(index)}题,甲,乙,Z,\n`).join('');
    const imported = importText('x.csv', header + rows);
    expect(imported).toMatchObject({ kind: 'refused', problemCount: 300 });
    expect(problemsOf(imported)).toHaveLength(20);
  });

  test('holds texts to their limits, counting characters and not code units', () => {
    const row = (text: string, option: string, explanation: string): string =>
      `${text},${option},乙,A,${explanation}\n`;
    const fits = header + row('😀'.repeat(1_000), '项'.repeat(200), '解'.repeat(1_000));
    expect(questionsOf(importText('x.csv', fits))).toHaveLength(1);
    const exceeds = header + row('😀'.repeat(1_001), '项'.repeat(201), '解'.repeat(1_001));
    expect(problemsOf(importText('x.csv', exceeds))).toEqual([
      '2 text-too-long 1000',
      '2 explanation-too-long 1000',
      '2 option-too-long A',
    ]);
  });

  test('takes two to ten options', () => {
    const options = (count: number): string =>
      Array.from({ length: count }, (_unused, index) => `"o${String(index)}"`).join();
    const json = (count: number): string => `[{"text":"q","options":[${options(count)}],"answer":"A"}]`;
    expect(questionsOf(importText('x.json', json(10)))).toHaveLength(1);
    expect(problemsOf(importText('x.json', json(11)))).toEqual(['1 too-many-options 11']);
    expect(problemsOf(importText('x.json', json(1)))).toEqual(['1 too-few-options 1']);
  });

  test('finds a duplicate whose answer differs, and takes one whose options differ', () => {
    const text = `${header}问,甲,乙,A,\n问,甲,乙,B,\n问,甲,丙,A,\n`;
    expect(problemsOf(importText('x.csv', text))).toEqual(['3 duplicate-question 2']);
  });

  test('drops invisible direction marks and control characters', () => {
    const [question] = questionsOf(importText('x.csv', `${header}问\u202e题\u0007,甲\u200b,乙,A,\n`));
    expect(question?.text).toBe('问题');
  });

  test('keeps details short whatever the file holds', () => {
    const imported = importText('x.csv', `${header}问,甲,乙,${'长'.repeat(5_000)},\n`);
    expect(problemsOf(imported)[0]?.length).toBeLessThan(100);
  });

  test('never throws on any bytes, and says only what it can say', () => {
    const input = fc.record({
      name: fc.constantFrom(...names),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 2_000 }),
        fc.string({ unit: 'grapheme', maxLength: 500 }).map((text) => new TextEncoder().encode(text)),
      ),
    });
    fc.assert(
      fc.property(input, (file) => {
        const imported = importBank(file);
        if (imported.kind !== 'refused') return;
        expect(imported.problems.length).toBeGreaterThan(0);
        expect(imported.problemCount).toBeGreaterThanOrEqual(imported.problems.length);
        for (const { code } of imported.problems) expect(importProblemCodes).toContain(code);
      }),
      { numRuns: 500 },
    );
  });

  test('never throws on the signs of the formats in any order', () => {
    const sign = fc.constantFrom(
      ...'{}[]()=~#:\\"\',;|\n\t .%-><*_`!$/&ABT0对题'.split(''),
      '::',
      '####',
      'ANSWER: ',
      '->',
      '答案：',
      '$CATEGORY: ',
      '题目,A,B,答案\n',
      '"text":',
      '<b>',
      '&#',
      '\n\n',
    );
    const text = fc.array(sign, { maxLength: 120 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, content) => {
        const imported = importText(name, content);
        if (imported.kind === 'bank') expect(imported.questions.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['a hundred thousand lines of garbage', 'csv', `${header}${'%&/()=?,,,"",;;\n'.repeat(100_000)}`],
    ['a hundred thousand lines of garbage', 'gift', '%&/()=?{~}#\n\n'.repeat(100_000)],
    ['a hundred thousand lines of garbage', 'txt', 'ANSWER: x\nA. y\n'.repeat(50_000)],
    ['a quote that never ends', 'csv', `${header}"${'x,'.repeat(2_500_000)}`],
    ['one brace after another', 'gift', '{'.repeat(5_000_000)],
    ['blank lines', 'txt', `题目,A,B,答案${'\n'.repeat(5_000_000)}`],
    ['one long line of spaces', 'aiken', `Q${' '.repeat(5_000_000)}x\nA. a\nB. b\nANSWER: A\n`],
    ['an endless list', 'json', `[${'1,'.repeat(2_500_000)}{"text":"q"}]`],
    ['HTML comments that never end', 'gift', `[html]${'<!--'.repeat(2_000)}{T}\n\n`.repeat(500)],
  ])('is done with %s in .%s within seconds', (_what, extension, text) => {
    const bytes = new TextEncoder().encode(text).subarray(0, 5 * 1024 * 1024);
    const started = process.cpuUsage();
    expect(importBank({ name: `x.${extension}`, bytes }).kind).toBe('refused');
    // Processor time: the machine's other work does not count.
    const { user, system } = process.cpuUsage(started);
    // What grows with the square of the length would take hours.
    expect((user + system) / 1_000).toBeLessThan(10_000);
  });
});
