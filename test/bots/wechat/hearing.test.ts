import type { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { types } from 'wechaty-puppet';
import { StoreError } from '../../../src/errors.ts';
import { worldFile } from '../../support/wechat/world.ts';
import { bring } from './bring.ts';

const gap = '\u2005';

/** wechaty's types hide that its bot is an emitter. */
const emit = (bot: unknown, event: string, ...told: readonly unknown[]) => (bot as EventEmitter).emit(event, ...told);

async function bringGroup(options: Parameters<typeof bring>[0] = {}) {
  const brought = await bring(options);
  const { world } = brought;
  const lin = world.addPerson('林小满', { isFriend: true });
  const zhou = world.addPerson('周文');
  const group = world.addGroup({ title: '晨读小组', owner: lin, people: [zhou] });
  return { ...brought, lin, zhou, group };
}

describe('a text', () => {
  test('tells group, title, sender by their name in the group, and the time', async () => {
    const { world, group, zhou, heard } = await bringGroup();
    world.renameInGroup(group, zhou, '三班-周文');
    const id = world.say(zhou, group, '打卡 30分钟');
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]).toMatchObject({
      kind: 'text',
      text: '打卡 30分钟',
      from: { platform: 'wechat', account: 'class', chat: world.idOf(group) },
      isGroup: true,
      title: '晨读小组',
      sender: { id: world.idOf(zhou), name: '三班-周文' },
      messageId: id,
      isAddressed: false,
    });
    expect(Math.abs((heard[0]?.atMs ?? 0) - Date.now())).toBeLessThan(2_000);
  });

  test('in private is meant for the bot, and its chat has the id of the person', async () => {
    const { world, lin, texts } = await bringGroup();
    world.say(lin, null, '打卡');
    await expect.poll(() => texts().length).toBe(1);
    expect(texts()[0]).toMatchObject({
      isGroup: false,
      title: null,
      isAddressed: true,
      from: { chat: world.idOf(lin) },
    });
  });

  test.each(['班长', '🌟 晨读@班长', '(.*)', `a${gap}b`, '打卡', '1'])(
    'that mentions the bot, called %j, is meant for it and loses the name',
    async (botName) => {
      const { world, lin, group, texts } = await bringGroup({ world: { botName } });
      world.say(lin, group, `@${botName}${gap}打卡`, { mentions: [world.bot] });
      world.say(lin, group, `@${botName} 打卡`);
      await expect.poll(() => texts().length).toBe(2);
      for (const text of texts()) expect(text).toMatchObject({ text: '打卡', isAddressed: true });
    },
  );

  test('that mentions the bot by its name in the group loses that name', async () => {
    const { world, lin, group, texts } = await bringGroup();
    world.renameInGroup(group, world.bot, '小班 长@三班');
    world.say(lin, group, `@小班 长@三班${gap}打卡`);
    await expect.poll(() => texts().length).toBe(1);
    expect(texts()[0]).toMatchObject({ text: '打卡', isAddressed: true });
  });

  test('of somebody without a name has one all the same', async () => {
    const { world, group, zhou, texts } = await bringGroup();
    world.rename(zhou, ' ');
    world.say(zhou, group, '早');
    await expect.poll(() => texts().length).toBe(1);
    expect(texts()[0]?.sender.name).toBe('…');
  });
});

describe('what is no text', () => {
  test('is told by its kind, files with name and content', async () => {
    const { world, lin, group, heard } = await bringGroup();
    world.sendVoice(lin, group);
    world.sendSticker(lin, group);
    world.sendImage(lin, group);
    world.sendFile(lin, group, worldFile('单词.csv', 'a,b'));
    world.sendOther(lin, group, types.Message.Video, '');
    await expect.poll(() => heard.length).toBe(5);
    const media = heard.flatMap((event) => (event.kind === 'media' ? [event] : []));
    expect(media.map(({ medium, caption }) => [medium, caption])).toEqual(
      ['voice', 'sticker', 'photo', 'file', 'other'].map((medium) => [medium, '']),
    );
    expect(media[3]?.file?.name).toBe('单词.csv');
    expect(Buffer.from((await media[3]?.file?.fetchBytes()) ?? []).toString()).toBe('a,b');
  });

  test('is not told when it is recalled, system news, money, a card or from an official account', async () => {
    const { world, lin, group, texts, heard } = await bringGroup();
    const id = world.say(lin, group, '打卡');
    world.recall(id);
    for (const type of ['Unknown', 'Contact', 'Transfer', 'RedEnvelope', 'Url', 'MiniProgram', 'GroupNote'] as const) {
      world.sendOther(lin, group, types.Message[type], 'x');
    }
    world.say(lin, group, '完');
    await expect.poll(() => texts().map(({ text }) => text)).toEqual(['打卡', '完']);
    expect(heard).toHaveLength(2);
  });
});

describe('what was said before, by the bot or long ago', () => {
  test('is not told', async () => {
    const { world, lin, group, texts, heard } = await bringGroup();
    const id = world.say(lin, group, 'A');
    await expect.poll(() => heard.length).toBe(1);
    world.repeat(id);
    world.sayAsBot(group, 'B');
    world.sayAsBot(lin, 'B');
    world.say(lin, group, 'C', { atMs: Date.now() - 90_000 });
    world.say(lin, group, 'D', { atMs: Date.now() - 20_000 });
    await expect.poll(() => texts().map(({ text }) => text)).toEqual(['A', 'D']);
  });

  test('is said once in the log, since a clock that is fast makes all of it old', async () => {
    const { world, lin, group, texts, log } = await bringGroup();
    const oldLines = () => log.lines.filter((line) => line.includes('"level":"warn"') && line.includes('ageMs'));
    for (const ageMs of [120_000, 90_000]) world.say(lin, group, 'C', { atMs: Date.now() - ageMs });
    world.say(lin, group, 'D');
    await expect.poll(() => texts().length).toBe(1);
    expect(oldLines()).toHaveLength(1);
  });
});

describe('who comes and goes', () => {
  test('is told whole beside the first word heard in a group, with those who never spoke and without the bot', async () => {
    const { world, lin, zhou, group, rolls, texts } = await bringGroup();
    world.renameInGroup(group, zhou, '周老师');
    world.say(lin, group, '打卡');
    await expect.poll(() => rolls.length).toBe(1);
    expect(rolls[0]).toMatchObject({ kind: 'present', from: texts()[0]?.from, title: '晨读小组', isWhole: true });
    const told = rolls[0]?.people.map(({ id, name }) => [id, name]).sort();
    expect(told).toContainEqual([world.idOf(zhou), '周老师']);
    expect(told?.map(([id]) => id)).not.toContain(world.idOf(world.bot));
    world.say(lin, group, '打卡');
    await expect.poll(() => texts().length).toBe(2);
    expect(rolls).toHaveLength(1);
  });

  test('is told as a hint', async () => {
    const { world, lin, group, heard } = await bringGroup();
    const wu = world.addPerson('吴🌟');
    world.join(group, wu, lin);
    await expect.poll(() => heard.length).toBe(1);
    world.leave(group, wu, lin);
    await expect.poll(() => heard.length).toBe(2);
    expect(heard).toMatchObject([
      { kind: 'joined', title: '晨读小组', people: [{ id: world.idOf(wu), name: '吴🌟' }] },
      { kind: 'left', people: [{ id: world.idOf(wu) }] },
    ]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2);
  });

  test('is told of the bot itself with who brought it, and that one organises where nobody else is known to', async () => {
    const { world, lin, zhou, heard, adapter } = await bringGroup();
    const club = world.addGroup({ title: '读书会', people: [lin, zhou] });
    const address = { platform: 'wechat', account: 'class', chat: world.idOf(club) } as const;
    expect(await adapter.organisersOf(address)).toBeNull();
    world.addBot(club, zhou);
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]).toMatchObject({
      kind: 'standing',
      standing: 'added',
      by: { id: world.idOf(zhou) },
      seesAll: true,
    });
    expect(await adapter.organisersOf(address)).toEqual([world.idOf(zhou)]);
    world.removeBot(club, lin);
    await expect.poll(() => heard.length).toBe(2);
    expect(heard[1]).toMatchObject({ kind: 'standing', standing: 'removed', by: null });
  });
});

describe('wechaty', () => {
  test('sees no error of ours: neither of a handler, nor of the store, nor of a puppet that cannot tell', async () => {
    const failures: Error[] = [new Error('a bug'), new StoreError('redis-unreachable', 'away')];
    const { world, lin, group, texts, log, bot } = await bringGroup({
      onEvent: () => {
        const failure = failures.shift();
        return failure === undefined ? Promise.resolve({ isTaken: true }) : Promise.reject(failure);
      },
    });
    world.say(lin, group, 'A');
    world.say(lin, group, 'B');
    await expect.poll(() => texts().map(({ text }) => text), { timeout: 3_000 }).toEqual(['A', 'B', 'B']);
    expect(log.lines.filter((line) => line.includes('a message is lost'))).toHaveLength(1);
    emit(bot, 'message', { id: 'x' });
    emit(bot, 'room-join', undefined, [undefined]);
    await expect.poll(() => log.lines.filter((line) => line.includes('a listener failed')).length).toBe(2);
    for (let count = 0; count < 20; count += 1) emit(bot, 'error', new Error('contact not found'));
    expect(log.lines.filter((line) => line.includes('reports an error')).length).toBeLessThanOrEqual(1);
    world.say(lin, group, 'C');
    await expect.poll(() => texts().at(-1)?.text).toBe('C');
  });
});
