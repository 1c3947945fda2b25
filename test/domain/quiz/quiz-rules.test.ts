import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawPaper, lettersOf } from '../../../src/domain/quiz/paper.ts';
import { roundTimeMs } from '../../../src/domain/quiz/round-time.ts';
import { boardUnit, placesOf, pointsFor, standingOf } from '../../../src/domain/quiz/score.ts';
import type { ChoiceQuestion } from '../../../src/domain/question.ts';

const question = (
  id: string,
  options: readonly string[],
  correct: readonly number[],
  canShuffle = true,
): ChoiceQuestion => ({
  id,
  kind: correct.length > 1 ? 'multiple' : 'single',
  text: id,
  options,
  correct,
  canShuffle,
  explanation: '',
  source: '',
  topic: '',
  picture: null,
});

describe('a paper', () => {
  test('keeps the right options right however they are shuffled', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })),
        fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
        (numbers, correct) => {
          const options = ['a', 'b', 'c', 'd', 'e', 'f'];
          const random = (): number => numbers.next().value as number;
          const paper = drawPaper({ name: 'x', questions: [question('q', options, correct)] }, 1, null, random);
          const round = paper.rounds[0];
          const right = round?.options.filter((_, shown) => (round.key & (1 << shown)) !== 0);
          expect(right?.sort()).toEqual(correct.map((index) => options[index]).sort());
        },
      ),
    );
  });

  test('does not shuffle options that refer to each other', () => {
    const paper = drawPaper({ name: 'x', questions: [question('q', ['a', 'b', 'all'], [2], false)] }, 1, null, () => 0);
    expect(paper.rounds[0]?.options).toEqual(['a', 'b', 'all']);
  });

  test('asks no question twice and no more than there are', () => {
    const questions = Array.from({ length: 8 }, (_, index) => question(`q${index}`, ['a', 'b'], [0]));
    const ids = drawPaper({ name: 'x', questions }, 20, null, Math.random).rounds.map((round) => round.question);
    expect(new Set(ids).size).toBe(8);
  });
});

describe('time and points', () => {
  test('a longer question has a longer round, within bounds', () => {
    const short = roundTimeMs(question('几?', ['1', '2'], [0]));
    const long = roundTimeMs(question('字'.repeat(200), ['选项'.repeat(20), '选项'.repeat(20)], [0]));
    expect(short).toBe(20_000);
    expect(long).toBeGreaterThan(short);
    expect(roundTimeMs(question('字'.repeat(900), ['a', 'b'], [0]))).toBe(120_000);
  });

  test('speed counts only where it was asked for', () => {
    expect(pointsFor(100, 20_000, false)).toBe(10);
    expect(pointsFor(0, 20_000, true)).toBe(15);
    expect(pointsFor(20_000, 20_000, true)).toBe(10);
    expect(pointsFor(30_000, 20_000, true)).toBe(10);
  });

  test('a board score holds points and time exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 0, max: 100_000_000 }), (points, tookMs) => {
        expect(standingOf(1, points * boardUnit - tookMs)).toEqual({ seat: 1, points, tookMs });
      }),
    );
    expect(standingOf(1, 0)).toEqual({ seat: 1, points: 0, tookMs: 0 });
  });

  test('equals share a place and the next one is left out', () => {
    const at = (points: number, tookMs = 0) => ({ seat: 1, points, tookMs });
    expect(placesOf([at(30), at(20, 5), at(20, 5), at(20, 6), at(0)])).toEqual([1, 2, 2, 4, 5]);
  });

  test('letters of a mask', () => {
    expect(lettersOf(5)).toEqual(['A', 'C']);
  });
});
