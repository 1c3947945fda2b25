import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AskedQuestion, readAnswer } from '../../src/domain/answer-reply.ts';
import { readCheckIn } from '../../src/domain/check-in-reply.ts';

/** Lines that are asked back about in private after a prompt; everything else is not even that. */
const askedBack: readonly string[] = ['24/7'];

const questions: readonly AskedQuestion[] = [
  { kind: 'single', optionCount: 4 },
  { kind: 'single', optionCount: 10 },
  { kind: 'multiple', optionCount: 4 },
  { kind: 'multiple', optionCount: 6 },
  { kind: 'multiple', optionCount: 10 },
  { kind: 'true-false', optionCount: 2 },
];

describe.each(['zh-Hans', 'zh-Hant', 'en'])('ordinary talk of a study group in %s', (locale) => {
  const file = new URL(`../fixtures/group-talk/${locale}.txt`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);

  it('is at least two hundred lines, no two alike', () => {
    expect(lines.length).toBeGreaterThanOrEqual(200);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('is never taken for a check-in', () => {
    expect(lines.filter((line) => readCheckIn(line, { prompted: false }).kind !== 'none')).toEqual([]);
    expect(lines.filter((line) => readCheckIn(line, { prompted: true }).kind === 'check-in')).toEqual([]);
    const asked = lines.filter((line) => readCheckIn(line, { prompted: true }).kind === 'ambiguous');
    expect(asked.filter((line) => !askedBack.includes(line))).toEqual([]);
  });

  it.each(questions)('is never taken for an option of a $kind question with $optionCount options', (question) => {
    expect(lines.filter((line) => readAnswer(line, question).kind !== 'none')).toEqual([]);
  });
});
