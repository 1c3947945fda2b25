import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayState, dayStates, readDayState, type Streak, streakOf } from '../../src/domain/streak.ts';

const letters: Readonly<Record<string, DayState>> = { '-': 'none', d: 'done', m: 'made-up', e: 'excused' };
const statesOf = (text: string) => Array.from(text, (letter) => letters[letter] ?? 'none');

function bitsOf(states: readonly DayState[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(states.length / 4));
  states.forEach((state, day) => {
    const byte = Math.floor(day / 4);
    bits[byte] = (bits[byte] ?? 0) | (dayStates.indexOf(state) << (6 - 2 * (day % 4)));
  });
  return bits;
}

/** The rule as it is told to people: leave out excused days and an open today, then count what is unbroken. */
function retold(states: readonly DayState[], today: number): Streak {
  const past = Array.from({ length: today + 1 }, (_, day) => states[day] ?? 'none');
  if (past[today] === 'none') past.pop();
  const runs = past
    .filter((state) => state !== 'excused')
    .map((state) => (state === 'none' ? ' ' : 'x'))
    .join('')
    .split(' ')
    .map((run) => run.length);
  return { current: runs.at(-1) ?? 0, best: Math.max(0, ...runs), total: runs.reduce((sum, run) => sum + run, 0) };
}

test('days lie two bits each from the most significant bit on, as Redis numbers them', () => {
  // SETBIT k 2 0, SETBIT k 3 1 (day 1 done), BITFIELD k SET u2 10 2 (day 5 made up), day 7 excused.
  const bits = Uint8Array.of(0b0001_0000, 0b0010_0011);
  expect([-1, 0, 1, 4, 5, 6, 7, 8].map((day) => readDayState(bits, day))).toEqual([
    'none',
    'none',
    'done',
    'none',
    'made-up',
    'none',
    'excused',
    'none',
  ]);
});

test.each([
  ['ddd', 2, { current: 3, best: 3, total: 3 }],
  ['dd-', 2, { current: 2, best: 2, total: 2 }],
  ['dd-', 3, { current: 0, best: 2, total: 2 }],
  ['ded', 2, { current: 2, best: 2, total: 2 }],
  ['dee', 2, { current: 1, best: 1, total: 1 }],
  ['dmd-d', 4, { current: 1, best: 3, total: 4 }],
  ['ddddd', 2, { current: 3, best: 3, total: 3 }],
  ['eeee', 3, { current: 0, best: 0, total: 0 }],
  ['dddd', 4, { current: 4, best: 4, total: 4 }],
  ['dddd', 5, { current: 0, best: 4, total: 4 }],
  ['', 2_516, { current: 0, best: 0, total: 0 }],
])('%s on day %i', (text, today, streak) => {
  expect(streakOf(bitsOf(statesOf(text)), today)).toEqual(streak);
});

test('any history counts as the rule is told', () => {
  const history = fc.array(fc.constantFrom(...dayStates), { maxLength: 60 });
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 70 }), (states, today) => {
      expect(streakOf(bitsOf(states), today)).toEqual(retold(states, today));
    }),
    { numRuns: 2_000 },
  );
});
