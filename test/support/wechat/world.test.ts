import { afterEach, expect, test } from 'vitest';
import { type Message, WechatyBuilder, type Wechaty } from 'wechaty';
import { createWechatWorld, fileBox, type WechatWorld, type WorldOptions, worldFile } from './world.ts';

const running: Wechaty[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((bot) => bot.stop()));
});

/** A plain wechaty bot in the world, logged in, and what it hears. */
async function bring(options: WorldOptions = {}) {
  const world = createWechatWorld(options);
  const lin = world.addPerson('林小满', { isFriend: true });
  const group = world.addGroup({ title: '晨读小组', people: [lin], owner: lin });
  const bot = WechatyBuilder.build({ puppet: world.puppet });
  running.push(bot);
  const heard: Message[] = [];
  const errors: Error[] = [];
  bot.on('message', (message) => void heard.push(message));
  bot.on('error', (error) => void errors.push(error));
  await bot.start();
  await expect.poll(() => bot.isLoggedIn).toBe(true);
  return { world, lin, group, bot, heard, errors };
}

const room = (bot: Wechaty, world: WechatWorld, group: Parameters<WechatWorld['idOf']>[0]) =>
  bot.Room.find({ id: world.idOf(group) });

test('what people say arrives with sender, group and mentions, and own messages come back', async () => {
  const { world, lin, group, bot, heard } = await bring();
  world.say(lin, group, '@班长\u2005打卡', { mentions: [world.bot] });
  await expect.poll(() => heard.length).toBe(1);
  expect(heard[0]?.talker().name()).toBe('林小满');
  expect(await heard[0]?.room()?.topic()).toBe('晨读小组');
  expect(await heard[0]?.mentionSelf()).toBe(true);
  const found = await room(bot, world, group);
  const [contact] = (await found?.memberAll('林小满')) ?? [];
  const receipt = contact === undefined ? undefined : await found?.say('早', contact);
  expect(receipt?.id).toBe('sent-1');
  expect(world.sent(group)).toMatchObject([{ text: '@林小满 早', mentions: [lin] }]);
  await expect.poll(() => heard.map((message) => message.self())).toEqual([false, true]);
});

test('a login anew gives everybody other ids, with passing ones, and files and names go on', async () => {
  const { world, lin, group, bot, heard } = await bring({ ids: 'passing' });
  const before = [lin, group, world.bot].map(world.idOf);
  await world.relogin();
  await expect.poll(() => bot.isLoggedIn && bot.currentUser.id).toBe(world.idOf(world.bot));
  const after = [lin, group, world.bot].map(world.idOf);
  expect(new Set([...before, ...after]).size).toBe(6);
  world.sendFile(lin, group, worldFile('words.csv', 'a,b'));
  await expect.poll(() => heard.length).toBe(1);
  expect(heard[0]?.talker().id).toBe(world.idOf(lin));
  expect((await (await heard[0]?.toFileBox())?.toBuffer())?.toString()).toBe('a,b');
  await (await room(bot, world, group))?.say(fileBox.fromBuffer(Buffer.from('x'), 'x.txt'));
  expect(world.sent()).toMatchObject([{ file: { name: 'x.txt' } }]);
});

test('who is thrown out is told, who leaves is not, and sends can be troubled', async () => {
  const { world, lin, group, bot } = await bring({ givesReceipts: false });
  const zhou = world.addPerson('周文');
  const events: string[] = [];
  bot.on('room-join', () => void events.push('join'));
  bot.on('room-leave', () => void events.push('leave'));
  world.join(group, zhou, lin);
  await expect.poll(() => events).toEqual(['join']);
  world.leave(group, zhou, lin);
  await expect.poll(() => events).toEqual(['join', 'leave']);
  world.leave(group, lin);
  const found = await room(bot, world, group);
  world.troubleSends({ rejects: '14 UNAVAILABLE' }, { rejects: 'ECONNRESET', isAfter: true });
  await expect(found?.say('一')).rejects.toThrow('14 UNAVAILABLE');
  await expect(found?.say('二')).rejects.toThrow('ECONNRESET');
  expect(await found?.say('三')).toBeUndefined();
  expect(world.sent().map(({ text }) => text)).toEqual(['二', '三']);
  expect(events).toEqual(['join', 'leave']);
});
