import { randomUUID } from 'node:crypto';
import { FileBox } from 'file-box';
import type { Puppet } from 'wechaty-puppet';
import { types } from 'wechaty-puppet';
import { type IdKind, idOf, type WechatChat, type WechatGroup, type WechatPerson } from './cast.ts';
import { createWechatPuppet } from './puppet.ts';
import type { Sent, WorldFile, WorldMessage, WorldState } from './world-state.ts';

export type { IdKind, WechatChat, WechatGroup, WechatPerson } from './cast.ts';
export type { Sent } from './world-state.ts';

export interface WorldOptions {
  readonly ids?: IdKind;
  readonly botName?: string;
  /** False: shows a QR code at start and waits for `login()`. */
  readonly logsIn?: boolean;
  /** False: sending tells no message id, as with wechat4u. */
  readonly givesReceipts?: boolean;
  readonly clock?: () => number;
}

export interface PersonOptions {
  readonly isFriend?: boolean;
  readonly remark?: string;
  readonly weixin?: string;
  readonly gender?: WechatPerson['gender'];
  readonly province?: string;
  readonly city?: string;
  readonly signature?: string;
}

export interface GroupOptions {
  readonly title: string;
  readonly people: readonly WechatPerson[];
  readonly owner?: WechatPerson | null;
  readonly admins?: readonly WechatPerson[];
}

export interface SayOptions {
  /** Whom the puppet says it names; absent where it does not say. */
  readonly mentions?: readonly WechatPerson[];
  readonly atMs?: number;
}

/** A small WeChat behind a puppet: for wechaty in this process, or for a gateway in front of another one. */
export interface WechatWorld {
  readonly puppet: Puppet;
  readonly bot: WechatPerson;
  addPerson(name: string, options?: PersonOptions): WechatPerson;
  addGroup(options: GroupOptions): WechatGroup;
  /** The id in the present login. */
  idOf(chat: WechatChat): string;
  /** All these write in the group, or (null) to the bot in private, and tell the id of the message. */
  say(person: WechatPerson, group: WechatGroup | null, text: string, options?: SayOptions): string;
  sendVoice(person: WechatPerson, group: WechatGroup | null): string;
  sendSticker(person: WechatPerson, group: WechatGroup | null): string;
  sendImage(person: WechatPerson, group: WechatGroup | null): string;
  sendFile(person: WechatPerson, group: WechatGroup | null, file: WorldFile): string;
  /** A message of any other kind. */
  sendOther(person: WechatPerson, group: WechatGroup | null, type: types.Message, text: string): string;
  recall(messageId: string): void;
  /** The bot's own account, from the telephone. */
  sayAsBot(chat: WechatChat, text: string): string;
  /** The puppet tells the same message again. */
  repeat(messageId: string): void;
  rename(person: WechatPerson, name: string): void;
  renameInGroup(group: WechatGroup, person: WechatPerson, alias: string): void;
  retitle(group: WechatGroup, title: string, by: WechatPerson): void;
  join(group: WechatGroup, person: WechatPerson, by: WechatPerson): void;
  /** With `by`: thrown out, which is told; without: leaves, which WeChat tells nobody. */
  leave(group: WechatGroup, person: WechatPerson, by?: WechatPerson): void;
  addBot(group: WechatGroup, by: WechatPerson): void;
  removeBot(group: WechatGroup, by: WechatPerson): void;
  login(): void;
  logout(reason?: string): Promise<void>;
  /** Logs out and in again; with passing ids everybody, the groups and the bot have new ones then. */
  relogin(): Promise<void>;
  scan(qrcode: string, status: number): void;
  /** What the bot has sent, oldest first, with times. */
  sent(chat?: WechatChat): readonly Sent[];
  /** What the next sends do instead of arriving: reject, hang, or arrive and then reject. */
  troubleSends(...troubles: WorldState['sendTroubles']): void;
}

export function createWechatWorld(options: WorldOptions = {}): WechatWorld {
  const { ids = 'lasting', botName = '班长', logsIn = true, givesReceipts = true, clock = Date.now } = options;
  const seed = randomUUID();
  let keys = 0;
  const newPerson = (name: string, given: PersonOptions): WechatPerson => ({
    key: keys++,
    name,
    isFriend: given.isFriend ?? false,
    remark: given.remark ?? '',
    weixin: given.weixin ?? '',
    gender: given.gender ?? 'unknown',
    province: given.province ?? '',
    city: given.city ?? '',
    signature: given.signature ?? '',
  });
  const bot = newPerson(botName, {});
  const state: WorldState = {
    bot,
    people: [bot],
    groups: [],
    messages: new Map(),
    sent: [],
    sendTroubles: [],
    logsIn,
    givesReceipts,
    clock,
    idOf: (chat) => idOf(chat, ids, login, seed),
  };
  let login = 0;
  let messageCount = 0;
  const { puppet, arrive } = createWechatPuppet(state);
  const put = (message: Omit<WorldMessage, 'id' | 'atMs'>, atMs = clock()): string => {
    const id = `${clock()}${String(++messageCount).padStart(6, '0')}`;
    arrive({ ...message, id, atMs });
    return id;
  };
  const from = (sender: WechatPerson, group: WechatGroup | null) => ({ sender, chat: group ?? bot });
  const kind = (type: types.Message) => (sender: WechatPerson, group: WechatGroup | null) =>
    put({ ...from(sender, group), type, text: '' });
  const told = (event: 'room-join' | 'room-leave' | 'room-topic', payload: object): void => {
    Reflect.apply(puppet.emit, puppet, [event, { timestamp: Math.floor(clock() / 1000), ...payload }]);
  };
  const changed = (payloadType: types.Dirty, chat: WechatChat): void => {
    puppet.emit('dirty', { payloadType, payloadId: state.idOf(chat) });
  };
  const logout = async (reason = 'logged out on the telephone'): Promise<void> => {
    await puppet.logout(reason);
  };
  const logInNow = (): void => {
    puppet.login(state.idOf(bot));
  };
  return {
    puppet,
    bot,
    addPerson(name, given = {}) {
      const person = newPerson(name, given);
      state.people.push(person);
      return person;
    },
    addGroup({ title, people, owner = null, admins = [] }) {
      const group = { key: keys++, title, owner, admins, people: new Set(people), aliases: new Map(), hasBot: true };
      if (owner !== null) group.people.add(owner);
      state.groups.push(group);
      return group;
    },
    idOf: state.idOf,
    say: (sender, group, text, { mentions, atMs } = {}) =>
      put(
        { ...from(sender, group), type: types.Message.Text, text, ...(mentions === undefined ? {} : { mentions }) },
        atMs,
      ),
    sendVoice: kind(types.Message.Audio),
    sendSticker: kind(types.Message.Emoticon),
    sendImage: kind(types.Message.Image),
    sendFile: (sender, group, file) =>
      put({ ...from(sender, group), type: types.Message.Attachment, text: file.name, file }),
    sendOther: (sender, group, type, text) => put({ ...from(sender, group), type, text }),
    recall(messageId) {
      const message = state.messages.get(messageId);
      if (message === undefined) return;
      put({ sender: message.sender, chat: message.chat, type: types.Message.Recalled, text: messageId });
    },
    sayAsBot: (chat, text) => put({ sender: bot, chat, type: types.Message.Text, text }),
    repeat(messageId) {
      puppet.emit('message', { messageId });
    },
    rename(person, name) {
      person.name = name;
      changed(types.Dirty.Contact, person);
    },
    renameInGroup(group, person, alias) {
      group.aliases.set(person, alias);
    },
    retitle(group, title, by) {
      const oldTopic = group.title;
      group.title = title;
      told('room-topic', { roomId: state.idOf(group), newTopic: title, oldTopic, changerId: state.idOf(by) });
    },
    join(group, person, by) {
      group.people.add(person);
      const roomId = state.idOf(group);
      told('room-join', { roomId, inviteeIdList: [state.idOf(person)], inviterId: state.idOf(by) });
    },
    leave(group, person, by) {
      group.people.delete(person);
      if (by === undefined) return;
      const roomId = state.idOf(group);
      told('room-leave', { roomId, removeeIdList: [state.idOf(person)], removerId: state.idOf(by) });
    },
    addBot(group, by) {
      group.hasBot = true;
      told('room-join', { roomId: state.idOf(group), inviteeIdList: [state.idOf(bot)], inviterId: state.idOf(by) });
    },
    removeBot(group, by) {
      group.hasBot = false;
      told('room-leave', { roomId: state.idOf(group), removeeIdList: [state.idOf(bot)], removerId: state.idOf(by) });
    },
    login: logInNow,
    logout,
    async relogin() {
      await logout('logs in again');
      login += 1;
      puppet.cache.clear();
      logInNow();
    },
    scan(qrcode, status) {
      puppet.emit('scan', { qrcode, status });
    },
    sent: (chat) => state.sent.filter((one) => chat === undefined || one.chat === chat),
    troubleSends(...troubles) {
      state.sendTroubles.push(...troubles);
    },
  };
}

/** A file as people send it. */
export const worldFile = (name: string, content: string | Uint8Array): WorldFile => ({
  name,
  bytes: Buffer.from(content),
});

/** What makes files for the adapter. */
export const fileBox = { fromBuffer: (bytes: Buffer, name: string) => FileBox.fromBuffer(bytes, name) };
