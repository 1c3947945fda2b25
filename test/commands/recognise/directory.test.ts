import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Directory, Recognised, SeenGroup, SeenPerson } from '../../../src/commands/core/desk.ts';
import { createDirectory } from '../../../src/commands/recognise/directory.ts';
import { createDirectoryStore } from '../../../src/store/directory.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { testRedis } from '../../support/redis.ts';

const keys = createKeys('t');
const account = '班长号';
let connect: () => Redis;
let directory: Directory;
let minted = 0;

const openDirectory = (redis: Redis): Directory =>
  createDirectory({ store: createDirectoryStore(redis, keys), freshId: () => `id${(minted += 1)}` });

beforeEach(async () => {
  const server = await testRedis();
  connect = () => server.connect();
  directory = openDirectory(connect());
});

const noRivals = (): Promise<readonly SeenGroup[]> => Promise.resolve([]);
const person = (login: number, name: string, more: Partial<SeenPerson> = {}): SeenPerson => ({
  id: `@${login}-${name}`,
  name,
  nameInGroup: '',
  remark: '',
  traits: '',
  ...more,
});
const group = (login: number, title: string, names: readonly string[], id = title): SeenGroup => ({
  id: `@@${login}-${id}`,
  title,
  people: names.map((name) => person(login, name)),
});
const begin = (login: number) => directory.login(account, `@${login}-self`);
const recognise = (seen: SeenGroup, rivals = noRivals) => directory.recogniseGroup(account, seen, rivals);
const idOf = async (passing: string): Promise<Recognised | undefined> =>
  (await directory.known(account, [passing])).get(passing);
const names = ['小李', '老张', '王五', '赵六'];

describe('a login that changes every id', () => {
  test('finds the group and everybody in it again', async () => {
    await begin(1);
    const first = await recognise(group(1, '学习群', names));
    expect(first.group.kind).toBe('new');
    await begin(2);
    expect(await idOf('@@1-学习群')).toBeUndefined();
    const second = await recognise(group(2, '学习群', names));
    expect(second.group).toEqual({ kind: 'known', id: first.group.id });
    for (const name of names) {
      expect(second.people.get(`@2-${name}`)).toEqual({ kind: 'known', id: first.people.get(`@1-${name}`)?.id });
    }
    const lasting = first.people.get('@1-小李')?.id ?? '';
    expect(lasting).toMatch(/^~/);
    expect(await directory.passingIdOf(account, lasting)).toBe('@2-小李');
    expect(await directory.passingIdOf(account, first.group.id)).toBe('@@2-学习群');
  });

  test('is none when the bot itself has the same id: everything holds', async () => {
    await begin(1);
    const { group: before } = await recognise(group(1, '学习群', names));
    await begin(1);
    expect(await idOf('@@1-学习群')).toEqual({ kind: 'new', id: before.id });
  });

  test('gives somebody in several groups one id', async () => {
    await begin(1);
    const [a, b] = [await recognise(group(1, '甲群', names)), await recognise(group(1, '乙群', ['小李', '孙七']))];
    expect(b.people.get('@1-小李')?.id).toBe(a.people.get('@1-小李')?.id);
    await begin(2);
    // Here the group that tells less comes first.
    const later = await recognise(group(2, '乙群', ['小李', '孙七']));
    expect(later.people.get('@2-小李')).toEqual({ kind: 'known', id: a.people.get('@1-小李')?.id });
    expect((await recognise(group(2, '甲群', names))).people.get('@2-小李')).toEqual(later.people.get('@2-小李'));
  });

  test('knows renamed people by their remark, and by the names last told in the login before', async () => {
    await begin(1);
    const seen = group(1, '学习群', names);
    const marked = {
      ...seen,
      people: seen.people.map((one) => ({ ...one, remark: one.name === '小李' ? '李同学' : '' })),
    };
    const first = await recognise(marked);
    // 老张 takes another name while the bot listens, and the group is told again.
    const renamed = marked.people.map((one) => (one.name === '老张' ? { ...one, name: '张老师' } : one));
    await recognise({ ...marked, title: '读书群', people: renamed });
    await begin(2);
    const people = [person(2, '李某', { remark: '李同学' }), person(2, '张老师'), person(2, '王五'), person(2, '赵六')];
    const second = await recognise({ id: '@@2', title: '读书群', people });
    expect(second.group).toEqual({ kind: 'known', id: first.group.id });
    expect(second.people.get('@2-李某')).toEqual({ kind: 'known', id: first.people.get('@1-小李')?.id });
    expect(second.people.get('@2-张老师')).toEqual({ kind: 'known', id: first.people.get('@1-老张')?.id });
  });

  test('leaves two of one name unclear until one of them says who they are', async () => {
    await begin(1);
    const twins = (login: number) => ({
      ...group(login, '学习群', names),
      people: [
        ...group(login, '', names).people,
        ...['a', 'b'].map((id) => ({ ...person(login, '小明'), id: `@${login}${id}` })),
      ],
    });
    const first = await recognise(twins(1));
    const [a, b] = ['@1a', '@1b'].map((id) => first.people.get(id)?.id ?? '');
    await begin(2);
    const second = await recognise(twins(2));
    const standIn = second.people.get('@2a')?.id ?? '';
    expect(second.people.get('@2a')).toEqual({ kind: 'unclear', id: standIn, mayBe: [a, b].sort() });
    expect(await directory.passingIdOf(account, standIn)).toBe('@2a');
    expect(await directory.claim(account, standIn, first.group.id)).toBe('unknown');
    expect(await directory.claim(account, standIn, b ?? '')).toBe('settled');
    expect(await directory.claim(account, standIn, b ?? '')).toBe('settled');
    expect(await idOf('@2a')).toEqual({ kind: 'known', id: b });
    const other = second.people.get('@2b')?.id ?? '';
    expect(await directory.claim(account, other, b ?? '')).toBe('taken');
    expect(await directory.claim(account, other, null)).toBe('settled');
    expect(await idOf('@2b')).toEqual({ kind: 'new', id: other });
    expect(await directory.passingIdOf(account, other)).toBe('@2b');
    expect(await directory.claim(account, '~nobody', null)).toBe('unknown');
  });

  test('asks which of two like groups it is; who is in it settles with it', async () => {
    await begin(1);
    const [a, b] = [
      await recognise(group(1, '学习群', ['小李', '老张'], 'a')),
      await recognise(group(1, '学习群', ['孙七', '周八'], 'b')),
    ];
    await begin(2);
    const seen = group(2, '学习群', ['小李', '吴九', '郑十', '冯十一', '陈十二'], 'a');
    const { group: told, people } = await recognise(seen);
    expect(told).toMatchObject({ kind: 'unclear', mayBe: [a.group.id, b.group.id].sort() });
    expect(people.get('@2-小李')).toMatchObject({ kind: 'unclear', mayBe: [a.people.get('@1-小李')?.id] });
    expect(await directory.claim(account, told.id, a.group.id)).toBe('settled');
    expect(await idOf('@@2-a')).toEqual({ kind: 'known', id: a.group.id });
    expect(await idOf('@2-小李')).toEqual({ kind: 'known', id: a.people.get('@1-小李')?.id });
    expect(await idOf('@2-吴九')).toMatchObject({ kind: 'new', id: people.get('@2-吴九')?.id });
    expect(await directory.passingIdOf(account, people.get('@2-小李')?.id ?? '')).toBe('@2-小李');
    // The next login knows what was settled.
    await begin(3);
    const later = await recognise(group(3, '学习群', ['小李', '吴九', '郑十', '冯十一', '陈十二'], 'a'));
    expect(later.group).toEqual({ kind: 'known', id: a.group.id });
    expect(later.people.get('@3-吴九')).toEqual({ kind: 'known', id: people.get('@2-吴九')?.id });
  });

  test('takes a group that is none of those before as a new one, under its stand-in', async () => {
    await begin(1);
    const first = await recognise(group(1, '学习群', names));
    await begin(2);
    const { group: told } = await recognise(group(2, '学习群', ['孙七', '周八']));
    expect(told).toMatchObject({ kind: 'unclear', mayBe: [first.group.id] });
    expect(await directory.claim(account, told.id, null)).toBe('settled');
    expect(await idOf('@@2-学习群')).toEqual({ kind: 'new', id: told.id });
  });

  test('does not tell two groups apart that look the same, but for one when the other is settled', async () => {
    await begin(1);
    const first = await recognise(group(1, '学习群', names));
    await begin(2);
    const [one, other] = [group(2, '学习群', names, 'x'), group(2, '学习群', names, 'y')];
    const { group: told } = await recognise(one, () => Promise.resolve([one, other]));
    expect(told).toMatchObject({ kind: 'unclear', mayBe: [first.group.id] });
  });
});

describe('people outside a group told whole', () => {
  test('somebody who comes in later with the name of one who is absent is unclear', async () => {
    await begin(1);
    const first = await recognise(group(1, '学习群', names));
    await begin(2);
    const { group: now } = await recognise(group(2, '学习群', ['小李', '老张', '王五']));
    const told = await directory.recognisePerson(account, person(2, '赵六'), now.id);
    expect(told).toMatchObject({ kind: 'unclear', mayBe: [first.people.get('@1-赵六')?.id] });
    expect(await directory.recognisePerson(account, person(2, '生人'), now.id)).toMatchObject({ kind: 'new' });
    const again = { ...person(2, '小李'), id: '@2-another' };
    // Only the name told who the other one is: it may as well be this one.
    expect(await directory.recognisePerson(account, again, now.id)).toMatchObject({
      kind: 'unclear',
      mayBe: [first.people.get('@1-小李')?.id],
    });
  });

  test('who once wrote in private is known there by a name that nobody else has', async () => {
    await begin(1);
    const [friend, member] = [
      await directory.recognisePerson(account, person(1, '小李'), null),
      (await recognise(group(1, '学习群', ['老张', '王五']))).people.get('@1-老张'),
    ];
    await begin(2);
    expect(await directory.recognisePerson(account, person(2, '小李'), null)).toEqual({ kind: 'known', id: friend.id });
    const told = await directory.recognisePerson(account, person(2, '老张'), null);
    expect(told).toMatchObject({ kind: 'unclear', mayBe: [member?.id] });
    // The group tells who it is.
    await recognise(group(2, '学习群', ['老张', '王五']));
    expect(await idOf('@2-老张')).toEqual({ kind: 'known', id: member?.id });
  });

  test('a newcomer whose name is known in another group waits for that group to tell', async () => {
    await begin(1);
    const [a] = [await recognise(group(1, '甲群', names)), await recognise(group(1, '乙群', ['孙七', '周八', '吴九']))];
    await begin(2);
    const seen = group(2, '乙群', ['孙七', '周八', '吴九', '小李']);
    expect((await recognise(seen)).people.get('@2-小李')).toMatchObject({ kind: 'unclear' });
    await recognise(group(2, '甲群', names));
    expect(await idOf('@2-小李')).toEqual({ kind: 'known', id: a.people.get('@1-小李')?.id });
  });
});

describe('a name that two may have had', () => {
  test('proves nothing in the next login, when only the wrong one of them is left', async () => {
    await begin(1);
    const first = await recognise(group(1, '学习群', names));
    await begin(2);
    // A second 小李 has come, nobody says who is who, and then the first one goes.
    const twins = group(2, '学习群', names);
    await recognise({ ...twins, people: [...twins.people, { ...person(2, '小李'), id: '@2-twin' }] });
    await begin(3);
    const third = await recognise(group(3, '学习群', names));
    const mayBe = [first.people.get('@1-小李')?.id];
    expect(third.people.get('@3-小李')).toMatchObject({ kind: 'unclear', mayBe });
    expect(third.people.get('@3-老张')?.kind).toBe('known');
    // Once they have said it, it is known again.
    expect(await directory.claim(account, third.people.get('@3-小李')?.id ?? '', mayBe[0] ?? '')).toBe('settled');
    await begin(4);
    const fourth = await recognise(group(4, '学习群', names));
    expect(fourth.people.get('@4-小李')).toEqual({ kind: 'known', id: mayBe[0] });
  });

  test.each([
    ['the group of the stranger', ['甲群', '乙群']],
    ['the other group', ['乙群', '甲群']],
  ])('proves nothing when two bear it in two groups of its owner, whoever speaks first: %s', async (_title, order) => {
    await begin(1);
    const first = await recognise(group(1, '甲群', names));
    await recognise(group(1, '乙群', ['小李', '孙七', '周八']));
    await begin(2);
    // A stranger of the name came into 甲群 for the one who is still in 乙群.
    const [a, b] = [group(2, '甲群', names), group(2, '乙群', ['小李', '孙七', '周八'])];
    const stranger = { ...person(2, '小李'), id: '@2-stranger' };
    const now = [{ ...a, people: [stranger, ...a.people.slice(1)] }, b];
    for (const title of order) {
      const seen = now.filter((one) => one.title === title);
      for (const one of seen) await recognise(one, () => Promise.resolve(now));
    }
    const unclear = { kind: 'unclear', mayBe: [first.people.get('@1-小李')?.id] };
    expect(await idOf('@2-stranger')).toMatchObject(unclear);
    expect(await idOf('@2-小李')).toMatchObject(unclear);
    for (const name of ['老张', '孙七']) expect(await idOf(`@2-${name}`)).toMatchObject({ kind: 'known' });
  });

  test('is plain where the two of it were two before, and where one person is in both groups', async () => {
    const groups = (login: number) => {
      const [a, b] = [group(login, '甲群', names), group(login, '乙群', ['小李', '老张', '周八'])];
      const other = { ...person(login, '小李'), id: `@${login}-other` };
      return [a, { ...b, people: [other, ...b.people.slice(1)] }];
    };
    await begin(1);
    const first = [];
    for (const one of groups(1)) first.push(await recognise(one));
    await begin(2);
    for (const one of groups(2)) await recognise(one, () => Promise.resolve(groups(2)));
    for (const who of ['小李', '老张', '王五', '周八', 'other']) {
      const before = first.flatMap(({ people }) => people.get(`@1-${who}`)?.id ?? []);
      expect(await idOf(`@2-${who}`)).toEqual({ kind: 'known', id: before[0] });
    }
  });

  test('is not taken from one who is away by one who came meanwhile and said nothing', async () => {
    await begin(1);
    const first = await recognise(group(1, '学习群', names));
    await begin(2);
    const { group: now } = await recognise(group(2, '学习群', names.slice(1)));
    await directory.recognisePerson(account, person(2, '小李'), now.id);
    await begin(3);
    const third = await recognise(group(3, '学习群', names));
    expect(third.people.get('@3-小李')).toMatchObject({ kind: 'unclear', mayBe: [first.people.get('@1-小李')?.id] });
  });

  test('is asked about when who bore it was away in the login before and somebody of the name has come since', async () => {
    await begin(1);
    const first = await recognise(group(1, '学习群', names));
    await begin(2);
    await recognise(group(2, '学习群', names.slice(1)));
    await begin(3);
    const third = await recognise(group(3, '学习群', names));
    expect(third.people.get('@3-小李')).toMatchObject({ kind: 'unclear', mayBe: [first.people.get('@1-小李')?.id] });
    expect(third.people.get('@3-老张')?.kind).toBe('known');
    // Their remark still tells.
    await begin(4);
    const marked = { ...person(4, '老张'), remark: '张同学' };
    const others = group(4, '学习群', names).people.filter(({ name }) => name !== '老张');
    await recognise({ ...group(4, '学习群', names), people: [...others, marked] });
    await begin(5);
    await recognise(group(5, '学习群', ['小李', '王五', '赵六']));
    await begin(6);
    const sixth = await recognise({
      ...group(6, '学习群', names),
      people: [...group(6, '', ['王五', '赵六']).people, { ...person(6, '张某'), remark: '张同学' }],
    });
    expect(sixth.people.get('@6-张某')).toEqual({ kind: 'known', id: first.people.get('@1-老张')?.id });
  });

  test('is plain in the next login when another group has told in this one', async () => {
    await begin(1);
    const a = await recognise(group(1, '甲群', names));
    await recognise(group(1, '乙群', ['孙七', '周八', '吴九']));
    await begin(2);
    await recognise(group(2, '乙群', ['孙七', '周八', '吴九', '小李']));
    await recognise(group(2, '甲群', names));
    await begin(3);
    const told = await recognise(group(3, '甲群', names));
    expect(told.people.get('@3-小李')).toEqual({ kind: 'known', id: a.people.get('@1-小李')?.id });
  });
});

test('two newcomers with one remark are never both the one who had it', async () => {
  await begin(1);
  const seen = group(1, '甲群', ['小李', '老张', '王五']);
  await recognise({
    ...seen,
    people: seen.people.map((one) => ({ ...one, remark: one.name === '小李' ? '李一' : '' })),
  });
  await begin(2);
  const others = ['x', 'y'].map((name) => person(2, name, { remark: '李一' }));
  const { people } = await recognise({ id: '@@new', title: '乙群', people: others });
  expect([...people.values()].map(({ kind }) => kind)).toEqual(['unclear', 'unclear']);
});

describe('two processes at the same time', () => {
  test('give every passing id one lasting id', async () => {
    await begin(1);
    const others = [directory, openDirectory(connect()), openDirectory(connect())];
    const told = await Promise.all(
      others.flatMap((one) => [
        one.recogniseGroup(account, group(1, '甲群', names), noRivals),
        one.recogniseGroup(account, group(1, '乙群', ['小李', '孙七']), noRivals),
      ]),
    );
    const ids = new Map<string, Set<string>>();
    for (const { people } of told) {
      for (const [passing, { id }] of people) ids.set(passing, (ids.get(passing) ?? new Set()).add(id));
    }
    expect([...ids.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set([...ids.values()].flatMap((set) => [...set])).size).toBe(5);
  });

  test('let only one of two be somebody', async () => {
    await begin(1);
    const { group: now, people } = await recognise(group(1, '学习群', names));
    await begin(2);
    await recognise(group(2, '学习群', names.slice(1)));
    const standIns = await Promise.all(
      ['x', 'y'].map((id) => directory.recognisePerson(account, { ...person(2, '小李'), id }, now.id)),
    );
    const other = openDirectory(connect());
    const lasting = people.get('@1-小李')?.id ?? '';
    const told = await Promise.all(
      standIns.map(({ id }, index) => (index === 0 ? directory : other).claim(account, id, lasting)),
    );
    expect(told.sort()).toEqual(['settled', 'taken']);
  });
});

test('five hundred people are recognised in a handful of round trips', async () => {
  const redis = connect();
  const many = Array.from({ length: 500 }, (_, index) => `人${index}`);
  await begin(1);
  await recognise(group(1, '大群', many));
  await begin(2);
  const sent = vi.spyOn(redis, 'sendCommand');
  const { people } = await openDirectory(redis).recogniseGroup(account, group(2, '大群', many), noRivals);
  expect([...people.values()].filter(({ kind }) => kind === 'known')).toHaveLength(500);
  expect(sent.mock.calls.length).toBeLessThan(12);
});
