import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/calendar.ts';
import { importPlan } from '../../../src/domain/plan/import-plan.ts';
import { planProblemCodes } from '../../../src/domain/plan/plan-problem.ts';
import { importText, inShort, itemsOf, problemsOf, today } from './plan-files.ts';

const names = ['plan.yaml', 'plan.csv', 'plan.md', 'plan.txt', 'plan', 'photo.jpg'];
const sample = (name: string): Buffer => readFileSync(new URL(`../../../samples/${name}`, import.meta.url));

describe('importPlan', () => {
  test.each([
    ['plan.yaml', 14, '十四天共读《论语》选篇'],
    ['plan.md', 7, '七天养成晨读习惯'],
    ['plan.csv', 6, 'plan'],
  ])('takes the sample %s', (name, count, title) => {
    const imported = importPlan({ name, bytes: sample(name) }, { today });
    expect(imported).toMatchObject({ kind: 'plan', title });
    expect(itemsOf(imported)).toHaveLength(count);
    expect(itemsOf(imported).every(({ goal }) => goal !== null)).toBe(true);
  });

  test('starts the sample plan today', () => {
    const items = itemsOf(importPlan({ name: 'plan.yaml', bytes: sample('plan.yaml') }, { today }));
    expect(items.map(({ on }) => on)).toEqual(Array.from({ length: 14 }, (_unused, index) => addDays(today, index)));
  });

  test('tells the formats apart where the name does not', () => {
    expect(inShort(importText('x.txt', 'items:\n  - on: 2026-12-01\n    title: a\n'))).toEqual(['2026-12-01 a']);
    expect(inShort(importText('x.txt', 'date,title\n2026-12-01,a\n'))).toEqual(['2026-12-01 a']);
    expect(inShort(importText('x.txt', '2026-12-01 a\n'))).toEqual(['2026-12-01 a']);
  });

  test('refuses what is too large, empty, binary or a spreadsheet', () => {
    const large = new Uint8Array(6 * 1024 * 1024).fill(0x61);
    expect(problemsOf(importPlan({ name: 'x.md', bytes: large }, { today }))).toEqual(['0 too-large 256 KB']);
    expect(problemsOf(importText('x.md', ' \n'))).toEqual(['0 empty-file']);
    expect(problemsOf(importPlan({ name: 'x.csv', bytes: new Uint8Array([0, 1, 2, 255]) }, { today }))).toEqual([
      '0 bad-encoding',
    ]);
    expect(problemsOf(importPlan({ name: 'x.xlsx', bytes: large }, { today }))).toEqual(['0 spreadsheet-file xlsx']);
    expect(importPlan({ name: 'x.mp4', bytes: large }, { today }).kind).toBe('not-a-plan');
  });

  test('takes a thousand items and refuses one more', () => {
    const rows = (count: number): string =>
      `date,title\n${Array.from({ length: count }, (_unused, index) => `${addDays(today, index)},x\n`).join('')}`;
    expect(itemsOf(importText('x.csv', rows(1_000)))).toHaveLength(1_000);
    expect(problemsOf(importText('x.csv', rows(1_001)))).toEqual(['0 too-many-items 1000']);
  });

  test('holds titles and details to their limits', () => {
    const text = `date,title,detail\n2026-12-01,${'题'.repeat(201)},${'详'.repeat(1_001)}\n`;
    expect(problemsOf(importText('x.csv', text))).toEqual(['2 title-too-long 200', '2 detail-too-long 1000']);
  });

  test('names twenty problems and counts all', () => {
    const imported = importText('x.md', `- 2026-12-01 x\n${'- 2026-02-30 y\n'.repeat(300)}`);
    expect(imported).toMatchObject({ kind: 'refused', problemCount: 300 });
    expect(problemsOf(imported)).toHaveLength(20);
  });

  test('never throws on any bytes or signs', () => {
    const signs = [
      ...Array.from('-*#:.,;()[]{}&!|>\'"%@`?\n\t 0129年月日天周一'),
      'items:\n',
      '- 2026-12-01 x\n',
      'day',
      '第',
      '日期,内容\n',
      '  - ',
    ];
    const text = fc
      .array(fc.constantFrom(...signs), { maxLength: 80 })
      .map((parts) => new TextEncoder().encode(parts.join('')));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.oneof(text, fc.uint8Array({ maxLength: 500 })), (name, bytes) => {
        const imported = importPlan({ name, bytes }, { today });
        if (imported.kind === 'refused')
          for (const { code } of imported.problems) expect(planProblemCodes).toContain(code);
        if (imported.kind === 'plan')
          expect(new Set(imported.items.map(({ on }) => on)).size).toBe(imported.items.length);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['yaml', '}'],
    ['yaml', '{a: b}\n'],
    ['yaml', '- "'],
    ['yaml', '!a '],
    ['md', '- ('],
    ['md', '- [a]('],
    ['md', '- 第'],
    ['csv', '"'],
    ['txt', 'items:\n'],
  ])('is done with a full .%s of %j within two seconds', (extension, unit) => {
    const text = unit.repeat(Math.floor((256 * 1024) / unit.length)).slice(0, 87_000);
    const started = process.cpuUsage();
    expect(importText(`x.${extension}`, text).kind).not.toBe('plan');
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});
