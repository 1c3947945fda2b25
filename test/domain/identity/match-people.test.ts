import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Acquaintance, Sighting, Verdict } from '../../../src/domain/identity/features.ts';
import { matchPeople } from '../../../src/domain/identity/match-people.ts';
import { onlyOnce } from '../../../src/domain/identity/only-once.ts';

type Named = Partial<Omit<Acquaintance & Sighting, 'id'>>;

const blank = { name: '', nameInGroup: '', remark: '', traits: '' };
const known = (id: string, features: Named): Acquaintance => ({
  ...blank,
  isTaken: false,
  isTakenByName: false,
  isShared: false,
  ...features,
  id,
});
const seen = (id: string, features: Named): Sighting => ({ ...blank, isSettled: false, ...features, id });
const bound = (id: string): Verdict => ({ kind: 'bound', id });
const unclear = (...mayBe: string[]): Verdict => ({ kind: 'unclear', mayBe });
const fresh: Verdict = { kind: 'new' };

interface Row {
  readonly title: string;
  readonly seen: readonly Sighting[];
  readonly known: readonly Acquaintance[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

const rows: readonly Row[] = [
  {
    title: 'a name that only one has on either side is plain',
    seen: [seen('1', { name: '小李' }), seen('2', { name: '老张' })],
    known: [known('A', { name: '小李' }), known('B', { name: '老张' })],
    verdicts: { 1: bound('A'), 2: bound('B') },
  },
  {
    title: 'names with emoji, spaces and @ are names',
    seen: [seen('1', { name: ' @王 🌸 a ' })],
    known: [known('A', { name: '@王 🌸 a' }), known('B', { name: '王' })],
    verdicts: { 1: bound('A') },
  },
  {
    title: 'two of one name on both sides are unclear, with exactly those two',
    seen: [seen('1', { name: '小李' }), seen('2', { name: '小李' })],
    known: [known('A', { name: '小李' }), known('B', { name: '小李' }), known('C', { name: '老张' })],
    verdicts: { 1: unclear('A', 'B'), 2: unclear('A', 'B') },
  },
  {
    title: 'one name that two bear now is unclear for both',
    seen: [seen('1', { name: '小李' }), seen('2', { name: '小李' })],
    known: [known('A', { name: '小李' })],
    verdicts: { 1: unclear('A'), 2: unclear('A') },
  },
  {
    title: 'a name that two bore is unclear although only one of them is left',
    seen: [seen('1', { name: '小李' })],
    known: [known('A', { name: '小李' }), known('B', { name: '小李' })],
    verdicts: { 1: unclear('A', 'B') },
  },
  {
    title: 'what they are called in the group tells namesakes apart',
    seen: [seen('1', { name: '小李', nameInGroup: '一组' }), seen('2', { name: '小李', nameInGroup: '二组' })],
    known: [known('A', { name: '小李', nameInGroup: '二组' }), known('B', { name: '小李', nameInGroup: '一组' })],
    verdicts: { 1: bound('B'), 2: bound('A') },
  },
  {
    title: 'a remark tells namesakes apart and outlives a new name',
    seen: [seen('1', { name: '小李', remark: '李一' }), seen('2', { name: '新名字', remark: '李二' })],
    known: [known('A', { name: '小李', remark: '李二' }), known('B', { name: '小李', remark: '李一' })],
    verdicts: { 1: bound('B'), 2: bound('A') },
  },
  {
    title: 'who had a remark is not taken for a namesake without one',
    seen: [seen('1', { name: '小李' })],
    known: [known('A', { name: '小李', remark: '李一' })],
    verdicts: { 1: unclear('A') },
  },
  {
    title: 'other traits make unclear what the name says, where those of others have stayed',
    seen: [seen('1', { name: '小李', traits: '女 北京' }), seen('2', { name: '老张', traits: '男' })],
    known: [known('A', { name: '小李', traits: '男 上海' }), known('B', { name: '老张', traits: '男' })],
    verdicts: { 1: unclear('A'), 2: bound('B') },
  },
  {
    title: 'traits say nothing where most have changed',
    seen: [seen('1', { name: '小李', traits: '女' }), seen('2', { name: '老张', traits: '?' })],
    known: [known('A', { name: '小李', traits: '男' }), known('B', { name: '老张', traits: '男' })],
    verdicts: { 1: bound('A'), 2: bound('B') },
  },
  {
    title: 'exchanged names are noticed by what people are called in the group',
    seen: [seen('1', { name: '小李', nameInGroup: '张' }), seen('2', { name: '老张', nameInGroup: '李' })],
    known: [known('A', { name: '小李', nameInGroup: '李' }), known('B', { name: '老张', nameInGroup: '张' })],
    verdicts: { 1: unclear('A', 'B'), 2: unclear('A', 'B') },
  },
  {
    title: 'a name nobody had is somebody new',
    seen: [seen('1', { name: '小李' }), seen('2', { name: '生人' })],
    known: [known('A', { name: '小李' }), known('B', { name: '走了' })],
    verdicts: { 1: bound('A'), 2: fresh },
  },
  {
    title: 'a new name with the old name in the group is asked about',
    seen: [seen('1', { name: '新名', nameInGroup: '王五' })],
    known: [known('A', { name: '旧名', nameInGroup: '王五' }), known('B', { name: '别人' })],
    verdicts: { 1: unclear('A') },
  },
  {
    title: 'one gone, one come, and the same traits: asked about, never bound',
    seen: [seen('1', { name: '新名', traits: '男 长沙' })],
    known: [known('A', { name: '旧名', traits: '男 长沙' })],
    verdicts: { 1: unclear('A') },
  },
  {
    title: 'somebody settled already is nobody else, and their name still counts',
    seen: [seen('0', { name: '小李', isSettled: true }), seen('1', { name: '小李' })],
    known: [known('A', { name: '小李', isTaken: true }), known('B', { name: '小李' })],
    verdicts: { 1: unclear('B') },
  },
  {
    title: 'one who was found elsewhere is no candidate',
    seen: [seen('1', { name: '小李' })],
    known: [known('A', { name: '小李', isTaken: true })],
    verdicts: { 1: fresh },
  },
  {
    title: 'one who was found elsewhere by their name alone is asked about',
    seen: [seen('1', { name: '小李' })],
    known: [known('A', { name: '小李', isTaken: true, isTakenByName: true })],
    verdicts: { 1: unclear('A') },
  },
  {
    title: 'where a name has one bearer more, who is missing may be called so now',
    seen: [seen('1', { name: '孙八' }), seen('2', { name: '孙八' }), seen('3', { name: '老张' })],
    known: [known('A', { name: '孙八' }), known('B', { name: '王五' }), known('C', { name: '老张' })],
    verdicts: { 1: unclear('A', 'B'), 2: unclear('A', 'B'), 3: bound('C') },
  },
  {
    title: 'too many who are missing are not offered',
    seen: [seen('1', { name: '孙八' }), seen('2', { name: '孙八' })],
    known: [known('A', { name: '孙八' }), ...['甲', '乙', '丙', '丁', '戊', '己'].map((name) => known(name, { name }))],
    verdicts: { 1: unclear('A'), 2: unclear('A') },
  },
  {
    title: 'no name at all says nothing',
    seen: [seen('1', { name: '' })],
    known: [known('A', { name: ' ' })],
    verdicts: { 1: fresh },
  },
];

test.each(rows)('$title', ({ seen, known, verdicts }) => {
  expect(Object.fromEntries(matchPeople(seen, known))).toEqual(verdicts);
});

const word = fc.constantFrom('', '小李', '老张', '王 五', '🌸');
const features = fc.record({
  name: word,
  nameInGroup: word,
  remark: fc.constantFrom('', '', '甲', '乙'),
  traits: fc.constantFrom('', '男', '女'),
});
const seenPeople = fc
  .array(fc.tuple(features, fc.boolean()), { maxLength: 8 })
  .map((all) =>
    all.map(([one, isSettled], index) => seen(`s${index}`, { ...one, isSettled: isSettled && index % 4 === 0 })),
  );
const knownPeople = fc
  .array(fc.tuple(features, fc.boolean()), { maxLength: 8 })
  .map((all) =>
    all.map(([one, isTaken], index) => known(`k${index}`, { ...one, isTaken: isTaken && index % 4 === 0 })),
  );

describe('whatever people are called', () => {
  test('nobody is taken for two, nor anybody for one who is taken', () => {
    fc.assert(
      fc.property(seenPeople, knownPeople, (now, then) => {
        const verdicts = matchPeople(now, then);
        const ids = [...verdicts.values()].flatMap((verdict) => (verdict.kind === 'bound' ? [verdict.id] : []));
        expect(new Set(ids).size).toBe(ids.length);
        expect(onlyOnce(verdicts)).toEqual(verdicts);
        for (const verdict of verdicts.values()) {
          const mayBe = verdict.kind === 'bound' ? [verdict.id] : verdict.kind === 'unclear' ? verdict.mayBe : [];
          for (const other of then.filter((each) => mayBe.includes(each.id))) {
            expect(other.isTaken).toBe(false);
          }
        }
      }),
    );
  });

  test('the order of neither side matters', () => {
    fc.assert(
      fc.property(seenPeople, knownPeople, (now, then) => {
        const there = Object.fromEntries(matchPeople(now, then));
        expect(Object.fromEntries(matchPeople([...now].reverse(), [...then].reverse()))).toEqual(there);
      }),
    );
  });

  test('a name that occurs twice binds nobody by itself', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(word, { maxLength: 8 }), (now, then) => {
        const verdicts = matchPeople(
          now.map((name, index) => seen(`s${index}`, { name })),
          then.map((name, index) => known(`k${index}`, { name })),
        );
        now.forEach((name, index) => {
          const isOnce = [now, then].every((names) => names.filter((other) => other === name).length === 1);
          const isBound = verdicts.get(`s${index}`)?.kind === 'bound';
          expect(isBound).toBe(name !== '' && isOnce);
        });
      }),
    );
  });
});

test('five hundred people of another five hundred are told in a moment', () => {
  const many = Array.from({ length: 500 }, (_, index) => index);
  const verdicts = matchPeople(
    many.map((index) => seen(`s${index}`, { name: `人${index}` })),
    many.map((index) => known(`k${index}`, { name: `人${499 - index}` })),
  );
  expect([...verdicts.values()].every(({ kind }) => kind === 'bound')).toBe(true);
});
