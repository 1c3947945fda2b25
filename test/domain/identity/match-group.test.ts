import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KnownGroup, matchGroup } from '../../../src/domain/identity/match-group.ts';

const people = (names: string) => Array.from(names, (name) => ({ name, remark: '' }));
const group = (title: string, names: string, id = ''): KnownGroup => ({ id, title, people: people(names) });
const ten = '甲乙丙丁戊己庚辛壬癸';

interface Row {
  readonly title: string;
  readonly seen: KnownGroup;
  readonly known: readonly KnownGroup[];
  readonly rivals?: readonly KnownGroup[];
  readonly verdict: string;
}

const rows: readonly Row[] = [
  { title: 'the same title and people', seen: group('学习群', ten), known: [group('学习群', ten, 'A')], verdict: 'A' },
  {
    title: 'the same title, some gone and some come',
    seen: group('学习群', '甲乙丙丁戊己子丑'),
    known: [group('学习群', ten, 'A')],
    verdict: 'A',
  },
  {
    title: 'the same title and other people are asked about',
    seen: group('学习群', '子丑寅卯'),
    known: [group('学习群', ten, 'A')],
    verdict: '?A',
  },
  {
    title: 'another title and all the people',
    seen: group('新名字', ten),
    known: [group('学习群', ten, 'A')],
    verdict: 'A',
  },
  {
    title: 'another title and half the people is a new group',
    seen: group('新名字', '甲乙丙丁戊'),
    known: [group('学习群', ten, 'A')],
    verdict: 'new',
  },
  { title: 'nothing in common', seen: group('新名字', '子丑'), known: [group('学习群', ten, 'A')], verdict: 'new' },
  {
    title: 'two groups of one title tell themselves apart by their people',
    seen: group('学习群', '甲乙丙丁'),
    known: [group('学习群', '甲乙丙丁', 'A'), group('学习群', '子丑寅卯', 'B')],
    verdict: 'A',
  },
  {
    title: 'two groups of one title and the same people are asked about',
    seen: group('学习群', ten),
    known: [group('学习群', ten, 'A'), group('学习群', ten, 'B')],
    verdict: '?A,B',
  },
  {
    title: 'two groups of the same people are told apart by their titles',
    seen: group('通知群', ten),
    known: [group('学习群', ten, 'A'), group('通知群', ten, 'B')],
    rivals: [group('学习群', ten)],
    verdict: 'B',
  },
  {
    title: 'another group that is as much like it makes it unclear',
    seen: group('学习群', ten),
    known: [group('学习群', ten, 'A')],
    rivals: [group('学习群', ten)],
    verdict: '?A',
  },
  {
    title: 'a second group of the same people is new while the first keeps its title',
    seen: group('通知群', ten),
    known: [group('学习群', ten, 'A')],
    rivals: [group('学习群', ten)],
    verdict: 'new',
  },
  {
    title: 'two renamed groups of the same people are asked about',
    seen: group('一群', ten),
    known: [group('学习群', ten, 'A')],
    rivals: [group('二群', ten)],
    verdict: '?A',
  },
  {
    title: 'a title that wandered to other people is asked about',
    seen: group('学习群', ten),
    known: [group('学习群', '子丑寅卯', 'A'), group('旧群', ten, 'B')],
    verdict: '?A,B',
  },
  { title: 'groups of two', seen: group('夫妻', '甲乙'), known: [group('夫妻', '甲乙', 'A')], verdict: 'A' },
  {
    title: 'two people and another title are asked about',
    seen: group('', '甲乙'),
    known: [group('', '甲乙', 'A')],
    verdict: '?A',
  },
  { title: 'no title but many people', seen: group('', ten), known: [group('', ten, 'A')], verdict: 'A' },
  { title: 'nobody and nothing', seen: group('', ''), known: [group('', '', 'A')], verdict: 'new' },
];

const told = ({ seen, known, rivals = [] }: Omit<Row, 'title' | 'verdict'>): string => {
  const verdict = matchGroup(seen, known, rivals);
  return verdict.kind === 'bound' ? verdict.id : verdict.kind === 'new' ? 'new' : `?${verdict.mayBe.join(',')}`;
};

test.each(rows)('$title', (row) => {
  expect(told(row)).toBe(row.verdict);
});

const groups = fc.array(
  fc.tuple(fc.constantFrom('学习群', '通知群', ''), fc.array(fc.constantFrom(...Array.from(ten)), { maxLength: 6 })),
  { maxLength: 4 },
);
const named = (all: readonly (readonly [string, readonly string[]])[]): readonly KnownGroup[] =>
  all.map(([title, names], index) => group(title, names.join(''), `g${index}`));

test('two groups seen now are never both found to be the same one', () => {
  fc.assert(
    fc.property(groups, groups, (now, then) => {
      const seen = named(now);
      const found = seen
        .map((one) =>
          matchGroup(
            one,
            named(then),
            seen.filter((other) => other !== one),
          ),
        )
        .flatMap((verdict) => (verdict.kind === 'bound' ? [verdict.id] : []));
      expect(new Set(found).size).toBe(found.length);
    }),
    { numRuns: 500 },
  );
});

test('the order of groups and people does not matter', () => {
  fc.assert(
    fc.property(groups, groups, (now, then) => {
      const turn = (all: readonly KnownGroup[]) =>
        [...all].reverse().map((one) => ({ ...one, people: [...one.people].reverse() }));
      for (const one of named(now)) {
        const rivals = named(now).filter(({ id }) => id !== one.id);
        const there = told({ seen: one, known: named(then), rivals });
        expect(told({ seen: one, known: turn(named(then)), rivals: turn(rivals) })).toBe(there);
      }
    }),
  );
});
