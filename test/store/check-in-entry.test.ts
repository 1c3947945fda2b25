import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDateOfDayNumber } from '../../src/domain/calendar.ts';
import { type CheckInEntry, cleanNote, packEntry, unpackEntries } from '../../src/store/check-in-entry.ts';
import type { LocalDate } from '../../src/domain/local-date.ts';

const on = '2026-11-21' as LocalDate;
const bare: CheckInEntry = {
  outcome: 'done',
  amount: null,
  note: '',
  hasPhoto: false,
  bySeat: null,
  atMs: Date.parse('2026-11-21T12:00:00Z'),
};

test.each([
  [bare, 'd xc0'],
  [{ ...bare, amount: { amount: 30, unit: 'minutes', of: null } }, 'd30m xc0'],
  [{ ...bare, amount: { amount: 3, unit: 'fraction', of: 5 }, outcome: 'made-up' }, 'm3/5 xc0'],
  [{ ...bare, hasPhoto: true, bySeat: 7 }, 'd xc0 pb7'],
  [{ ...bare, note: '第三章\n读完' }, 'd xc0 - 第三章 读完'],
  [{ ...bare, atMs: Date.parse('2026-11-20T16:30:00Z') }, 'd -ku0'],
] satisfies readonly (readonly [CheckInEntry, string])[])('%j is kept as %s', (entry, packed) => {
  expect(packEntry(entry, on)).toBe(packed);
});

test('a check-in without a note takes a dozen bytes at most', () => {
  const entry: CheckInEntry = { ...bare, amount: { amount: 120, unit: 'minutes', of: null } };
  expect(Buffer.byteLength(packEntry(entry, on))).toBeLessThanOrEqual(12);
});

const amount = fc.option(
  fc.oneof(
    fc.record({
      amount: fc.integer({ min: 1, max: 1_000_000 }).map((hundredths) => hundredths / 100),
      unit: fc.constantFrom('minutes' as const, 'pages' as const, 'items' as const, 'percent' as const, null),
      of: fc.constant(null),
    }),
    fc.record({
      amount: fc.nat(10_000),
      unit: fc.constant('fraction' as const),
      of: fc.integer({ min: 1, max: 10_000 }),
    }),
  ),
);

const entry: fc.Arbitrary<CheckInEntry> = fc.record({
  outcome: fc.constantFrom('done' as const, 'made-up' as const),
  amount,
  note: fc.string({ unit: 'binary', maxLength: 400 }),
  hasPhoto: fc.boolean(),
  bySeat: fc.option(fc.integer({ min: 0, max: 10_000 })),
  atMs: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1_000),
});

test('whatever is recorded reads back the same, several a day, with the note on one line', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 9_999 }), (entries, day) => {
      const date = localDateOfDayNumber(day);
      const packed = entries.map((each) => packEntry(each, date)).join('\n');
      expect(unpackEntries(packed, date)).toEqual(entries.map((each) => ({ ...each, note: cleanNote(each.note) })));
    }),
  );
});
