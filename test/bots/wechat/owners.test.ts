import { expect, test } from 'vitest';
import { bring } from './bring.ts';

async function bringOwners(owners: readonly string[]) {
  const brought = await bring({ isStarted: false, adapter: { owners } });
  const { world, bot, start, adapter } = brought;
  const people = {
    byRemark: world.addPerson('路人', { isFriend: true, remark: '老板' }),
    impostor: world.addPerson('老板', { isFriend: true }),
    byWeixin: world.addPerson('甲', { isFriend: true, weixin: 'boss_2' }),
    byName: world.addPerson('校长', { isFriend: true }),
    twin: world.addPerson('主任', { isFriend: true }),
    otherTwin: world.addPerson('主任', { isFriend: true }),
    stranger: world.addPerson('书记'),
  };
  const group = world.addGroup({ title: '晨读小组', owner: people.stranger, people: Object.values(people) });
  await bot.start();
  await start();
  await expect.poll(() => adapter.state().isConnected).toBe(true);
  const at = { platform: 'wechat', account: 'class', chat: world.idOf(group) } as const;
  return { ...brought, people, group, at };
}

test('owners are friends by remark, weixin id or a name that nobody shares, and organise every group', async () => {
  const { world, adapter, people, at, log } = await bringOwners(['老板', 'boss_2', '校长', '主任', '书记']);
  const { byRemark, byWeixin, byName, stranger } = people;
  const expected = [byRemark, byWeixin, byName, stranger].map(world.idOf);
  expect(await adapter.organisersOf(at)).toEqual(expected);
  expect(log.lines.filter((line) => line.includes('is this owner')).map((line) => line.includes('主任'))).toEqual([
    true,
    false,
  ]);
});

test('an owner is written to by the name in the settings, other friends by id and strangers not at all', async () => {
  const { world, adapter, people, at } = await bringOwners(['老板']);
  expect(adapter.privateChatOf('老板')).toEqual({ ...at, chat: world.idOf(people.byRemark) });
  expect(adapter.privateChatOf(world.idOf(people.byName))).toEqual({ ...at, chat: world.idOf(people.byName) });
  expect(adapter.privateChatOf(world.idOf(people.stranger))).toBeNull();
  expect(adapter.privateChatOf('校长')).toBeNull();
});
