import { describe, expect, test } from 'vitest';
import type { Outgoing } from '../../../src/commands/core/outgoing.ts';
import { fileBox } from '../../support/wechat/world.ts';
import { bring } from './bring.ts';

const words = (text: string, mentions: readonly { id: string; name: string }[] = []): Outgoing => ({
  kind: 'message',
  text,
  buttons: [],
  mentions,
  quote: null,
});
const file: Outgoing = { kind: 'file', name: '周报.csv', bytes: Buffer.from('a,b'), caption: '周报' };
const image: Outgoing = {
  kind: 'image',
  name: 'q.png',
  bytes: Buffer.from('png'),
  caption: '看图',
  buttons: [],
  otherwise: '（图）看图',
};

async function bringGroup(options: Parameters<typeof bring>[0] = {}) {
  const brought = await bring({ ...options, adapter: { fileBox, ...options.adapter } });
  const { world, adapter } = brought;
  const lin = world.addPerson('林小满', { isFriend: true });
  const zhou = world.addPerson('周文');
  const group = world.addGroup({ title: '晨读小组', owner: lin, people: [zhou] });
  const at = { platform: 'wechat', account: 'class', chat: world.idOf(group) } as const;
  const codeOf = (outgoing: Outgoing, to: Parameters<typeof adapter.send>[0] = at): Promise<unknown> =>
    adapter.send(to, outgoing).then(
      () => 'sent',
      (error: unknown) => (error as { readonly code?: string }).code,
    );
  return { ...brought, lin, zhou, group, at, codeOf };
}

describe('a text', () => {
  test('names people so that they are notified, by their name in the group', async () => {
    const { world, adapter, lin, zhou, group, at } = await bringGroup();
    world.renameInGroup(group, zhou, '三班-周文');
    const mentions = [lin, zhou].map((person) => ({ id: world.idOf(person), name: person.name }));
    const receipt = await adapter.send(at, words('该打卡了', mentions));
    expect(world.sent(group)).toMatchObject([{ text: '@林小满\u2005@三班-周文 该打卡了', mentions: [lin, zhou] }]);
    expect(receipt.messageId).toBe(world.sent(group)[0]?.messageId);
  });

  test('is not made too long by names, and goes without those whom nobody finds', async () => {
    const { world, adapter, lin, zhou, group, at } = await bringGroup();
    const mentions = ['wxid_nobody', world.idOf(lin), world.idOf(zhou)].map((id) => ({ id, name: '?' }));
    const text = '学'.repeat(995);
    await adapter.send(at, words(text, mentions));
    expect(world.sent(group)).toMatchObject([{ text: `@林小满 ${text}`, mentions: [lin] }]);
    expect(world.sent(group)[0]?.text.length).toBe(1_000);
  });

  test('has no receipt where the puppet gives none', async () => {
    const { adapter, at } = await bringGroup({ world: { givesReceipts: false } });
    expect(await adapter.send(at, words('早'))).toEqual({ messageId: null });
  });
});

describe('pictures and files', () => {
  test('go out beside their words, a picture before and a file after them', async () => {
    const { world, adapter, group, at } = await bringGroup();
    await adapter.send(at, image);
    await adapter.send(at, file);
    expect(world.sent(group).map((sent) => sent.file?.name ?? sent.text)).toEqual([
      'q.png',
      '看图',
      '周报',
      '周报.csv',
    ]);
    expect(Buffer.from(world.sent(group)[3]?.file?.bytes ?? []).toString()).toBe('a,b');
  });

  test('are beyond an adapter that has nothing to make them with', async () => {
    const { adapter } = await bring();
    expect([adapter.can.images, adapter.can.files]).toEqual([null, null]);
  });

  test('of which only a part went out are not sent again, those that did not leave are told in words', async () => {
    const { world, group, codeOf } = await bringGroup();
    world.troubleSends(null, { rejects: 'not logged in' });
    expect(await codeOf(file)).toBe('unknown-outcome');
    expect(world.sent(group)).toMatchObject([{ text: '周报' }]);
    world.troubleSends({ rejects: 'Unsupported API call' });
    expect(await codeOf(image)).toBe('bad-request');
  });
});

describe('a send that fails', () => {
  test.each([
    ['not logged in', 'unreachable'],
    ['14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED 127.0.0.1:8788', 'unreachable'],
    ['14 UNAVAILABLE: Connection dropped', 'unknown-outcome'],
    ['read ECONNRESET', 'unknown-outcome'],
    ['the bot is not a member of the room', 'gone'],
    ['not a friend', 'forbidden'],
    ['Wechaty Puppet Unsupported API Error', 'bad-request'],
    ['something else', 'unknown-outcome'],
  ])('with %j is %s', async (rejects, code) => {
    const { world, codeOf } = await bringGroup();
    world.troubleSends({ rejects });
    expect(await codeOf(words('早'))).toBe(code);
  });

  test('by never ending is of unknown outcome', async () => {
    const { world, codeOf } = await bringGroup({ adapter: { times: { sayTimeoutMs: 40 } } });
    world.troubleSends({ hangs: true });
    expect(await codeOf(words('早'))).toBe('unknown-outcome');
  });

  test('is unreachable while logged out, gone after the bot was taken out, forbidden to strangers', async () => {
    const { world, adapter, lin, zhou, group, at, codeOf } = await bringGroup();
    expect(await codeOf(words('早'), { ...at, chat: world.idOf(zhou) })).toBe('forbidden');
    expect(await codeOf(words('早'), { ...at, chat: world.idOf(lin) })).toBe('sent');
    world.addGroup({ title: '读书会', people: [lin] });
    expect(await codeOf(words('早'), { ...at, chat: '4711@chatroom' })).toBe('gone');
    world.removeBot(group, lin);
    await expect.poll(() => codeOf(words('早'))).toBe('gone');
    await world.logout();
    await expect.poll(() => adapter.state().isConnected).toBe(false);
    expect(await codeOf(words('早'))).toBe('unreachable');
  });

  test('is a bad request where WeChat has no such thing', async () => {
    const { codeOf } = await bringGroup();
    expect(await codeOf({ kind: 'edit', messageId: '1', text: 'x', buttons: [] })).toBe('bad-request');
    expect(await codeOf({ kind: 'reaction', messageId: '1', emoji: '👍' })).toBe('bad-request');
    expect(await codeOf({ kind: 'toast', tapId: '1', text: null })).toBe('bad-request');
  });
});

describe('what it can', () => {
  test('counts bytes for numeric ids, as WeCom has, and takes another pace where one is given', async () => {
    const { adapter } = await bring({ adapter: { pace: { accountPerMinute: 10 } } });
    expect(adapter.can).toMatchObject({ textMaxCharacters: 1_000, buttons: null, edit: null, reactions: null });
    expect(adapter.can.textMaxBytes).toBeUndefined();
    expect(adapter.can.pace).toEqual({
      accountPerSecond: 1,
      chatPerSecond: 1,
      groupPerMinute: null,
      accountPerMinute: 10,
      chatSwitchMs: { least: 3_000, most: 5_000 },
    });
  });
});
