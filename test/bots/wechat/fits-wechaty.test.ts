import { FileBox } from 'file-box';
import { expect, test } from 'vitest';
import { type Contact, type Message, type Room, WechatyBuilder, type Wechaty } from 'wechaty';
import { BanzhangPlugin, type FileBoxFactory, type PluginCore } from '../../../src/bots/wechat/index.ts';
import type { WechatBot, WechatContact, WechatMessage, WechatRoom } from '../../../src/bots/wechat/wechat-bot.ts';

/** Compiles only if wechaty's own types have the shapes that we use. */
const asBot = (bot: Wechaty): WechatBot => bot;
const asMessage = (message: Message): WechatMessage => message;
const asRoom = (room: Room): WechatRoom => room;
const asContact = (contact: Contact): WechatContact => contact;
const boxes: FileBoxFactory = FileBox;

test("wechaty's bot, messages, rooms and contacts have the shapes that are used, and the plugin is one of its own", () => {
  const bot = WechatyBuilder.build({ puppet: 'wechaty-puppet-mock' });
  const core: PluginCore = {
    handle: () => Promise.resolve({ isTaken: true }),
    attach: () => Promise.resolve(),
    detach: () => Promise.resolve(),
  };
  const uninstall = bot.use(BanzhangPlugin(core, { fileBox: boxes }));
  uninstall();
  expect([asBot, asMessage, asRoom, asContact].map((as) => as.length)).toEqual([1, 1, 1, 1]);
});
