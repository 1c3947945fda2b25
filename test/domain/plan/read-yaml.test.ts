import { describe, expect, test } from 'vitest';
import { importFixture, importText, inShort, itemsOf, problemsOf } from './plan-files.ts';

describe('a YAML plan', () => {
  test('may have its days as keys, in Chinese, from a start of its own', () => {
    const imported = importFixture('by-day.yaml');
    expect(imported).toMatchObject({ title: '按天的计划' });
    expect(inShort(imported)).toEqual([
      '2026-12-30 准备 [3 items]',
      '2026-12-31 年末总结 [20 minutes]',
      '2027-01-02 新年第一课',
    ]);
    expect(itemsOf(imported)[0]?.detail).toBe('https://example.org/start');
  });

  test('may be a bare list of texts', () => {
    expect(inShort(importText('x.yml', '- 2026-12-01 First (30 min)\n- Day 2: Second\n'))).toEqual([
      '2026-11-22 Second',
      '2026-12-01 First [30 minutes]',
    ]);
  });

  test('names every wrong item by its line', () => {
    expect(problemsOf(importFixture('wrong.yaml'))).toEqual([
      '3 bad-date 2026-13-01',
      '7 bad-goal a lot',
      '8 empty-title',
      '10 bad-date',
      '13 two-items-on-one-day 11',
    ]);
  });

  test.each([
    ['title: "x\nitems:\n - on: 2026-12-01\n', 'not-yaml'],
    ['items:\n  - on: 2026-12-01\n   title: x\n', 'not-yaml'],
    ['items: later\n', 'wrong-shape'],
    ['start: someday\nitems:\n  - day: 1\n    title: x\n', 'bad-start'],
    ['items:\n  - on: &a 2026-12-01\n    title: *a\n', 'wrong-shape'],
    ['items: []\n', 'no-items'],
  ])('refuses %j', (text, code) => {
    expect(importText('x.yaml', text)).toMatchObject({ kind: 'refused', problems: [{ code }] });
  });

  test.each(['title: x\n', 'services:\n  web: 1\n', 'just text\n'])('is none when it holds %j', (text) => {
    expect(importText('x.yaml', text).kind).toBe('not-a-plan');
  });

  test.each([
    ['brackets', '['.repeat(200_000)],
    ['dashes', '- '.repeat(100_000)],
    ['indented maps', Array.from({ length: 500 }, (_unused, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['brackets over many lines', '[\n'.repeat(100_000)],
    ['directives', '%\n'.repeat(100_000)],
    ['closing brackets', '}'.repeat(200_000)],
    ['one map after another', '{a: b}\n'.repeat(30_000)],
  ])('that would keep the parser long or exhaust it is refused before: %s', (_what, text) => {
    expect(importText('x.yaml', text)).toMatchObject({ kind: 'refused', problems: [{ code: 'not-yaml' }] });
  });

  test('reads keys such as __proto__ as nothing', () => {
    const text = '__proto__:\n  items: []\nitems:\n  - on: 2026-12-01\n    title: x\n    constructor: y\n';
    expect(inShort(importText('x.yaml', text))).toEqual(['2026-12-01 x']);
  });
});
