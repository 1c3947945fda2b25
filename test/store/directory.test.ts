import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { createDirectoryStore, type DirectoryChange, type DirectoryStore } from '../../src/store/directory.ts';
import { createKeys } from '../../src/store/keys.ts';
import { testRedis } from '../support/redis.ts';

const account = '班长号';
let redis: Redis;
let store: DirectoryStore;

beforeEach(async () => {
  redis = (await testRedis()).connect();
  store = createDirectoryStore(redis, createKeys('t'));
});

const record = (name: string, remark = '') => ({ name, remark, nameInGroup: '', traits: '', login: 1 });
const meet = (passing: string, id: string, name: string): readonly DirectoryChange[] => [
  { kind: 'bind', passing, entry: { kind: 'new', id } },
  { kind: 'person', id, record: record(name), isInGroup: true },
];

test('the same self goes on with its login, another begins one and forgets the passing ids', async () => {
  expect(await store.login(account, 'a')).toBe(1);
  await store.note(account, await store.view(account, []), meet('@1', '~1', '小李'), '~g');
  expect(await store.login(account, 'a')).toBe(1);
  expect((await store.bound(account, ['@1'])).get('@1')).toEqual({ kind: 'new', id: '~1' });
  expect(await store.login(account, 'b')).toBe(2);
  expect(await store.bound(account, ['@1'])).toEqual(new Map());
  expect(await store.passing(account, ['~1'])).toEqual([null]);
  expect((await store.people(account, ['~g']))[0]?.get('~1')).toEqual(record('小李'));
  // What somebody was called a before is another login again.
  expect(await store.login(account, 'a')).toBe(3);
});

test('nothing is noted on what has changed since it was read', async () => {
  await store.login(account, 'a');
  const view = await store.view(account, ['@1']);
  expect(await store.note(account, view, meet('@1', '~1', '小李'), '~g')).toBe(true);
  expect(await store.note(account, view, meet('@1', '~2', '小李'), '~g')).toBe(false);
  expect((await store.bound(account, ['@1'])).get('@1')?.id).toBe('~1');
  expect((await store.people(account, ['~g']))[0]?.size).toBe(1);
});

test('nothing of a login that is over is noted, and nothing before the first', async () => {
  const before = await store.view(account, []);
  expect(before.login).toBe(0);
  await expect(store.note(account, before, meet('@1', '~1', '小李'))).rejects.toMatchObject({ code: 'redis-reply' });
  await store.login(account, 'a');
  const view = await store.view(account, []);
  await store.login(account, 'b');
  await expect(store.note(account, view, meet('@1', '~1', '小李'))).rejects.toMatchObject({ code: 'redis-reply' });
});

test('people are found by the names they bear now, whoever else bears them', async () => {
  await store.login(account, 'a');
  const note = async (changes: readonly DirectoryChange[]) =>
    store.note(account, await store.view(account, []), changes, '~g');
  await note([...meet('@1', '~1', '小李'), ...meet('@2', '~12', '小李'), ...meet('@3', '~3', '老张')]);
  const found = async (field: string) =>
    (await store.namesakes(account, [field], { login: 1, group: '~g' })).map(({ id }) => id).sort();
  expect(await found('n:小李')).toEqual(['~1', '~12']);
  await note([{ kind: 'person', id: '~3', record: record('张老师', '老张'), isInGroup: true }]);
  expect(
    (await store.namesakes(account, ['r:老张'], { login: 1, group: null })).map(({ id, isTaken }) => [id, isTaken]),
  ).toEqual([['~3', true]]);
  expect((await store.namesakes(account, ['n:老张'], { login: 1, group: null })).map(({ name }) => name)).toEqual([
    '张老师',
  ]);
});

test('somebody can stop being whom they were taken for, and it is told what they were taken for by', async () => {
  await store.login(account, 'a');
  const note = async (changes: readonly DirectoryChange[]) =>
    store.note(account, await store.view(account, []), changes, '~g');
  await note(meet('@1', '~1', '小李'));
  await note([{ kind: 'bind', passing: '@1', entry: { kind: 'known', id: '~1', isByName: true } }]);
  const here = await store.namesakes(account, ['n:小李'], { login: 1, group: '~g' });
  expect(here).toMatchObject([{ id: '~1', isTaken: true, isTakenByName: true, isHere: true }]);
  expect(await store.holders(account, ['~1', '~2'])).toEqual([{ kind: 'known', id: '~1', isByName: true }, null]);
  await note([{ kind: 'left', id: '~1' }]);
  expect(await store.passing(account, ['~1'])).toEqual([null]);
  expect(await store.namesakes(account, ['n:小李'], { login: 1, group: null })).toMatchObject([
    { isTaken: false, isTakenByName: false, isHere: false },
  ]);
});

test('accounts know nothing of each other', async () => {
  await store.login(account, 'a');
  await store.login('另一个', 'a');
  await store.note(account, await store.view(account, []), meet('@1', '~1', '小李'), '~g');
  expect(await store.bound('另一个', ['@1'])).toEqual(new Map());
  expect(await store.namesakes('另一个', ['n:小李'], { login: 1, group: null })).toEqual([]);
});
