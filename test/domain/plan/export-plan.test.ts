import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/calendar.ts';
import { exportPlan, planFormats } from '../../../src/domain/plan/export-plan.ts';
import type { Plan, PlanItem } from '../../../src/domain/plan/plan.ts';
import { importText, today } from './plan-files.ts';

const inks = Array.from('一二的第天章abcXYZ0189 ,;:：，。、"\'=~#{}\\|/<>&%*_-+@![]()（）^$?');
const line = fc
  .array(fc.constantFrom(...inks), { minLength: 1, maxLength: 25 })
  .map((signs) => `书${signs.join('').replace(/ +/g, ' ').trim()}读`);
const detail = fc.oneof(
  fc.constant(''),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
);
const goal = fc.option(
  fc.record({ amount: fc.integer({ min: 1, max: 600 }), unit: fc.constantFrom('minutes', 'pages', 'items') }),
);
const items = fc
  .uniqueArray(fc.record({ day: fc.nat(400), title: line, detail, goal }), {
    minLength: 1,
    maxLength: 8,
    selector: ({ day }) => day,
  })
  .map((drafts) =>
    drafts.sort((a, b) => a.day - b.day).map(({ day, ...rest }): PlanItem => ({ on: addDays(today, day), ...rest })),
  );

describe('exportPlan', () => {
  test.each(planFormats)('to %s and back loses nothing', (format) => {
    fc.assert(
      fc.property(line, items, (title, asked) => {
        const plan: Plan = { title, items: asked };
        const expected = { kind: 'plan', title: format === 'csv' ? 'x' : title, items: asked };
        expect(importText(`x.${format}`, exportPlan(plan, format))).toEqual(expected);
      }),
    );
  });

  test('writes Markdown that reads well', () => {
    const plan: Plan = {
      title: '读书',
      items: [{ on: today, title: '第一章', detail: '先读导言', goal: { amount: 30, unit: 'minutes' } }],
    };
    expect(exportPlan(plan, 'md')).toBe('# 读书\n\n- 2026-11-21 第一章 (30分钟)\n  先读导言\n');
  });
});
