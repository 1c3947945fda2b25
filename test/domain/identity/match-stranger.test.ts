import { describe, expect, test } from 'vitest';
import { matchStranger, type Namesake } from '../../../src/domain/identity/match-stranger.ts';
import { onlyOnce } from '../../../src/domain/identity/only-once.ts';

const blank = { name: '', nameInGroup: '', remark: '', traits: '' };
const other = (id: string, features: Partial<Namesake>): Namesake => ({
  ...blank,
  isTaken: false,
  isTakenByName: false,
  isShared: false,
  isHere: false,
  ...features,
  id,
});
const stranger = (features: Partial<Namesake>) => ({ ...blank, ...features });

describe.each(['group', 'private'] as const)('in a chat that is a %s', (place) => {
  test('a remark that only one has is plain', () => {
    const known = [other('A', { name: '旧名', remark: '李一' }), other('B', { name: '小李' })];
    expect(matchStranger(stranger({ name: '小李', remark: '李一' }), known, place)).toEqual({ kind: 'bound', id: 'A' });
  });

  test('the name of one who was not met yet is unclear, of one who was it says nothing', () => {
    const known = [other('A', { name: '小李' }), other('B', { name: '小李', isTaken: true })];
    expect(matchStranger(stranger({ name: '小李' }), known, place)).toEqual({ kind: 'unclear', mayBe: ['A'] });
    expect(matchStranger(stranger({ name: '小李' }), known.slice(1), place)).toEqual({ kind: 'new' });
  });

  test('a name nobody bears is somebody new', () => {
    expect(matchStranger(stranger({ name: '小李' }), [], place)).toEqual({ kind: 'new' });
  });

  test('two of one remark are unclear', () => {
    const known = [other('A', { remark: '李一' }), other('B', { remark: '李一' })];
    expect(matchStranger(stranger({ remark: '李一' }), known, place)).toEqual({ kind: 'unclear', mayBe: ['A', 'B'] });
  });
});

test('only in private is the only one of a name plain who wrote there before', () => {
  const known = [other('A', { name: '小李', isHere: true })];
  expect(matchStranger(stranger({ name: '小李' }), known, 'private')).toEqual({ kind: 'bound', id: 'A' });
  expect(matchStranger(stranger({ name: '小李' }), known, 'group')).toEqual({ kind: 'unclear', mayBe: ['A'] });
});

test('one who was found by their name alone is asked about where they are known, and in private', () => {
  const taken = other('A', { name: '小李', isTaken: true, isTakenByName: true });
  const told = [taken, { ...taken, isHere: true }].map((one) =>
    matchStranger(stranger({ name: '小李' }), [one], 'group'),
  );
  expect(told).toEqual([{ kind: 'new' }, { kind: 'unclear', mayBe: ['A'] }]);
  expect(matchStranger(stranger({ name: '小李' }), [taken], 'private')).toEqual({ kind: 'unclear', mayBe: ['A'] });
});

test.each([
  ['another of the name is known', {}, [other('B', { name: '小李', isTaken: true })]],
  ['their traits differ', { traits: '男' }, []],
  ['they had a remark', { remark: '李一' }, []],
])('nor is it in private when %s', (_title, features, others) => {
  const known = [other('A', { name: '小李', isHere: true, ...features }), ...others];
  const told = matchStranger(stranger({ name: '小李', traits: '女' }), known, 'private');
  expect(told).toEqual({ kind: 'unclear', mayBe: ['A'] });
});

test('two who would be the same one are unclear, both', () => {
  const verdicts = new Map([
    ['1', { kind: 'bound', id: 'A' } as const],
    ['2', { kind: 'bound', id: 'A' } as const],
    ['3', { kind: 'bound', id: 'B' } as const],
  ]);
  expect(Object.fromEntries(onlyOnce(verdicts))).toEqual({
    1: { kind: 'unclear', mayBe: ['A'] },
    2: { kind: 'unclear', mayBe: ['A'] },
    3: { kind: 'bound', id: 'B' },
  });
});
