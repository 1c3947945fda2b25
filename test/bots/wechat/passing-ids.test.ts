import { beforeEach, describe, expect, test } from 'vitest';
import type { Directory } from '../../../src/commands/core/desk.ts';
import type { Outgoing } from '../../../src/commands/core/outgoing.ts';
import { createDirectory } from '../../../src/commands/recognise/directory.ts';
import { createDirectoryStore } from '../../../src/store/directory.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { testRedis } from '../../support/redis.ts';
import { createMemoryDesk } from '../../support/wechat/memory-desk.ts';
import { bring } from './bring.ts';

let directory: Directory;
let asked: string[];
let minted = 0;

beforeEach(async () => {
  const server = await testRedis();
  asked = [];
  const store = createDirectoryStore(server.connect(), createKeys('t'));
  const real = createDirectory({ store, freshId: () => `id${(minted += 1)}` });
  const noted =
    <Args extends readonly unknown[], Outcome>(name: string, ask: (...args: Args) => Outcome) =>
    (...args: Args): Outcome => {
      asked.push(name);
      return ask(...args);
    };
  directory = {
    login: noted('login', real.login),
    known: noted('known', real.known),
    passingIdOf: noted('passingIdOf', real.passingIdOf),
    recogniseGroup: noted('recogniseGroup', real.recogniseGroup),
    recognisePerson: noted('recognisePerson', real.recognisePerson),
    claim: noted('claim', real.claim),
    release: noted('release', real.release),
    groupSize: noted('groupSize', real.groupSize),
  };
});

const words: Outgoing = { kind: 'message', text: '早', buttons: [], mentions: [], quote: null };

async function bringClass() {
  const brought = await bring({ world: { ids: 'passing' }, desk: createMemoryDesk(directory) });
  const { world } = brought;
  const lin = world.addPerson('林小满', { isFriend: true });
  const zhou = world.addPerson('周文');
  const wu = world.addPerson('吴🌟');
  const group = world.addGroup({ title: '晨读小组', owner: lin, people: [zhou, wu] });
  return { ...brought, lin, zhou, wu, group };
}

describe('with ids that hold until the next login', () => {
  test('groups and people keep their lasting ids over it, and what is sent reaches the group under its new id', async () => {
    const { world, adapter, lin, zhou, group, texts } = await bringClass();
    world.say(lin, group, 'A');
    world.say(zhou, group, 'B');
    await expect.poll(() => texts().length).toBe(2);
    const [first, second] = texts();
    const chat = first?.from.chat ?? '';
    expect(chat).toMatch(/^~/);
    expect(chat).not.toBe(world.idOf(group));
    await world.relogin();
    await expect.poll(() => adapter.state().isConnected).toBe(true);
    world.say(zhou, group, 'C');
    world.say(lin, group, 'D');
    await expect.poll(() => texts().length).toBe(4);
    expect(texts().map(({ from }) => from.chat)).toEqual([chat, chat, chat, chat]);
    expect(texts()[2]?.sender).toEqual(second?.sender);
    expect(texts()[3]?.sender).toEqual(first?.sender);
    await adapter.send(first?.from ?? never(), words);
    expect(world.sent(group)).toHaveLength(1);
    expect(await adapter.organisersOf(first?.from ?? never())).toEqual([first?.sender.id]);
  });

  test('somebody who took another name while logged in is known by it after the next login', async () => {
    const { world, adapter, zhou, group, texts } = await bringClass();
    world.say(zhou, group, 'A');
    await expect.poll(() => texts().length).toBe(1);
    world.rename(zhou, '文文不慌');
    world.say(zhou, group, 'B');
    await expect.poll(() => texts().length).toBe(2);
    await expect.poll(() => asked.filter((name) => name === 'recognisePerson').length).toBe(1);
    await world.relogin();
    await expect.poll(() => adapter.state().isConnected).toBe(true);
    world.say(zhou, group, 'C');
    await expect.poll(() => texts().length).toBe(3);
    const [first, , third] = texts();
    expect(third?.sender).toEqual({ ...first?.sender, name: '文文不慌' });
  });

  test('a group in which nobody has spoken since the login is found all the same', async () => {
    const { world, adapter, lin, group, texts } = await bringClass();
    world.say(lin, group, 'A');
    await expect.poll(() => texts().length).toBe(1);
    const from = texts()[0]?.from ?? never();
    await world.relogin();
    await expect.poll(() => adapter.state().isConnected).toBe(true);
    await adapter.send(from, words);
    expect(world.sent(group)).toHaveLength(1);
  });

  test('somebody known costs the store nothing, and a group is looked at once however many speak at once', async () => {
    const { world, lin, zhou, wu, group, texts, rolls } = await bringClass();
    for (const person of [lin, zhou, wu]) world.say(person, group, 'A');
    await expect.poll(() => texts().length).toBe(3);
    await expect.poll(() => rolls.length).toBe(1);
    // For the messages, and beside them for the roll call.
    expect(asked.filter((name) => name === 'recogniseGroup')).toHaveLength(2);
    expect(asked).not.toContain('recognisePerson');
    const before = asked.length;
    for (const person of [lin, zhou, wu]) world.say(person, group, 'B');
    await expect.poll(() => texts().length).toBe(6);
    expect(asked.length).toBe(before);
  });

  test('who has never spoken is told under an id that holds over logins, once in each', async () => {
    const { world, adapter, lin, wu, group, texts, rolls } = await bringClass();
    world.say(lin, group, 'A');
    await expect.poll(() => rolls.length).toBe(1);
    const silent = rolls[0]?.people.find(({ name }) => name === wu.name)?.id ?? '';
    expect(silent).toMatch(/^~/);
    expect(rolls[0]).toMatchObject({ from: texts()[0]?.from, isWhole: true });
    expect(rolls[0]?.people).toHaveLength(3);
    await world.relogin();
    await expect.poll(() => adapter.state().isConnected).toBe(true);
    world.say(lin, group, 'B');
    await expect.poll(() => rolls.length).toBe(2);
    expect(rolls[1]?.people).toEqual(rolls[0]?.people);
    world.say(wu, group, 'C');
    await expect.poll(() => texts().length).toBe(3);
    expect(texts()[2]?.sender.id).toBe(silent);
    expect(rolls).toHaveLength(2);
  });

  test('who came later is recognised by themselves, a friend in private too', async () => {
    const { world, adapter, lin, group, texts } = await bringClass();
    world.say(lin, group, 'A');
    const chen = world.addPerson('陈');
    world.join(group, chen, lin);
    world.say(chen, group, 'B');
    world.say(lin, null, 'C');
    await expect.poll(() => texts().length).toBe(3);
    const ids = ['A', 'B', 'C'].map((text) => texts().find((one) => one.text === text)?.sender.id);
    expect(ids[0]).toBe(ids[2]);
    expect(ids[1]).not.toBe(ids[0]);
    const inPrivate = adapter.privateChatOf(ids[0] ?? '');
    expect(inPrivate).toMatchObject({ chat: ids[0] });
    await adapter.send(inPrivate ?? never(), words);
    expect(world.sent(lin)).toHaveLength(1);
  });

  test('two who cannot be told apart after a login are told as stand-ins until one says who it is', async () => {
    const { world, adapter, lin, group, texts } = await bringClass();
    const twins = [world.addPerson('小明'), world.addPerson('小明')] as const;
    for (const twin of twins) group.people.add(twin);
    for (const person of [...twins, lin]) world.say(person, group, 'A');
    await expect.poll(() => texts().length).toBe(3);
    const before = texts()
      .slice(0, 2)
      .map(({ sender }) => sender.id);
    expect(new Set(before).size).toBe(2);
    await world.relogin();
    await expect.poll(() => adapter.state().isConnected).toBe(true);
    world.say(twins[0], group, 'B');
    await expect.poll(() => texts().length).toBe(4);
    const sender = texts()[3]?.sender;
    expect([...(sender?.mayBe ?? [])].sort()).toEqual([...before].sort());
    expect(before).not.toContain(sender?.id);
    expect(await adapter.claim?.(sender?.id ?? '', before[0] ?? '')).toBe('settled');
    world.say(twins[0], group, 'C');
    await expect.poll(() => texts().length).toBe(5);
    expect(texts()[4]?.sender).toEqual({ id: before[0], name: '小明', languageTag: null });
    // The other one is it after all: then the first is unclear again at their next word.
    world.say(twins[1], group, 'D');
    await expect.poll(() => texts().length).toBe(6);
    const other = texts()[5]?.sender.id ?? '';
    expect(await adapter.claim?.(other, before[0] ?? '')).toBe('taken');
    await directory.release(texts()[5]?.from.account ?? '', other, before[0] ?? '');
    expect(await adapter.claim?.(other, before[0] ?? '')).toBe('settled');
    for (const twin of twins) world.say(twin, group, 'E');
    await expect.poll(() => texts().length).toBe(8);
    const after = texts().slice(6);
    expect(after.filter(({ sender }) => sender.id === before[0])).toHaveLength(1);
    expect(after.filter(({ sender }) => sender.mayBe?.includes(before[1] ?? '') === true)).toHaveLength(1);
  });
});

test('ids that last are told as they are, and nobody asks the directory', async () => {
  const { world, texts } = await bring({ desk: createMemoryDesk(directory) });
  const lin = world.addPerson('林小满');
  const group = world.addGroup({ title: '晨读小组', people: [lin] });
  world.say(lin, group, 'A');
  await expect.poll(() => texts().length).toBe(1);
  expect(texts()[0]).toMatchObject({ sender: { id: world.idOf(lin) }, from: { chat: world.idOf(group) } });
  expect(asked).toEqual([]);
});

function never(): never {
  throw new Error('nothing was heard');
}
