import { FileBox, type FileBoxInterface } from 'file-box';
import { type Puppet, type payloads, types } from 'wechaty-puppet';
import { PuppetMock } from 'wechaty-puppet-mock';
import { isGroup, type WechatChat, type WechatGroup, type WechatPerson } from './cast.ts';
import type { WorldFile, WorldMessage, WorldState } from './world-state.ts';

const heartbeatMs = 1_000;
const { ContactGender } = types;
const genders = { unknown: ContactGender.Unknown, male: ContactGender.Male, female: ContactGender.Female } as const;

/**
 * wechaty's mock puppet in front of a small world: it keeps whom a text mentions, tells the ids of what was sent, and
 * beats every second so that watchdogs rest.
 */
export function createWechatPuppet(state: WorldState): {
  readonly puppet: Puppet;
  arrive(message: WorldMessage): void;
} {
  const puppet = new PuppetMock();
  const arrive = (message: WorldMessage): void => {
    state.messages.set(message.id, message);
    if (puppet.isLoggedIn) puppet.emit('message', { messageId: message.id });
  };
  return {
    puppet: Object.assign(puppet, { ...life(puppet, state), ...reads(state), ...sends(puppet, state) }),
    arrive,
  };
}

/** Starting, logging in by itself and staying alive. */
function life(puppet: Puppet, state: WorldState): Pick<Puppet, 'onStart' | 'onStop'> {
  let beating: NodeJS.Timeout | undefined;
  return {
    onStart() {
      beating = setInterval(() => puppet.emit('heartbeat', { data: 'beats' }), heartbeatMs);
      beating.unref();
      setImmediate(() => {
        if (puppet.isLoggedIn) return;
        if (state.logsIn) puppet.login(state.idOf(state.bot));
        else puppet.emit('scan', { qrcode: 'https://login.weixin.qq.com/l/mock', status: types.ScanStatus.Waiting });
      });
      return Promise.resolve();
    },
    onStop() {
      clearInterval(beating);
      return Promise.resolve();
    },
  };
}

type Reads = Pick<
  Puppet,
  | 'contactList'
  | 'contactRawPayload'
  | 'roomList'
  | 'roomRawPayload'
  | 'roomMemberList'
  | 'roomMemberRawPayload'
  | 'messageRawPayload'
  | 'messageFile'
>;

/** What can be asked; unknown ids are refused as puppets do. */
function reads(state: WorldState): Reads {
  const find = <Chat extends WechatChat>(chats: readonly Chat[], id: string): Chat => {
    const found = chats.find((chat) => state.idOf(chat) === id);
    if (found === undefined) throw new Error(`nobody has the id ${id}`);
    return found;
  };
  const memberIds = (group: WechatGroup): string[] =>
    [...(group.hasBot ? [state.bot] : []), ...group.people].map(state.idOf);
  const member = (group: WechatGroup, person: WechatPerson) => ({
    id: state.idOf(person),
    name: person.name,
    avatar: '',
    roomAlias: group.aliases.get(person) ?? '',
  });
  return {
    contactList: () => answer(() => state.people.map(state.idOf)),
    contactRawPayload: (id) => answer(() => contactPayload(find(state.people, id), state)),
    roomList: () => answer(() => state.groups.filter(({ hasBot }) => hasBot).map(state.idOf)),
    roomRawPayload: (id) => answer(() => roomPayload(find(state.groups, id), state, memberIds)),
    roomMemberList: (id) => answer(() => memberIds(find(state.groups, id))),
    roomMemberRawPayload: (roomId, id) => answer(() => member(find(state.groups, roomId), find(state.people, id))),
    messageRawPayload: (id) => answer(() => messagePayload(state, id)),
    messageFile: (id) =>
      answer((): FileBoxInterface => {
        const file = state.messages.get(id)?.file;
        if (file === undefined) throw new Error(`no file hangs on ${id}`);
        return FileBox.fromBuffer(Buffer.from(file.bytes), file.name);
      }),
  };
}

/** As an asynchronous answer: what is thrown rejects. */
const answer = <Value>(make: () => Value): Promise<Value> => Promise.resolve().then(make);

const contactPayload = (person: WechatPerson, state: WorldState): payloads.Contact => ({
  id: state.idOf(person),
  name: person.name,
  alias: person.remark,
  handle: person.weixin,
  avatar: '',
  friend: person.isFriend,
  gender: genders[person.gender],
  province: person.province,
  city: person.city,
  signature: person.signature,
  phone: [],
  type: types.Contact.Individual,
});

const roomPayload = (
  group: WechatGroup,
  { idOf }: WorldState,
  memberIds: (group: WechatGroup) => string[],
): payloads.Room => ({
  id: idOf(group),
  topic: group.title,
  memberIdList: memberIds(group),
  adminIdList: group.admins.map(idOf),
  ...(group.owner === null ? {} : { ownerId: idOf(group.owner) }),
});

function messagePayload({ messages, idOf }: WorldState, id: string): payloads.Message {
  const message = messages.get(id);
  if (message === undefined) throw new Error(`no message has the id ${id}`);
  const { sender, chat, mentions } = message;
  const base = {
    id,
    type: message.type,
    text: message.text,
    talkerId: idOf(sender),
    timestamp: Math.floor(message.atMs / 1000),
    ...(message.file === undefined ? {} : { filename: message.file.name }),
  };
  if (!isGroup(chat)) return { ...base, listenerId: idOf(chat) };
  return { ...base, roomId: idOf(chat), ...(mentions === undefined ? {} : { mentionIdList: mentions.map(idOf) }) };
}

/** What the bot says; its own messages come back as messages, as with real puppets. */
function sends(puppet: Puppet, state: WorldState): Pick<Puppet, 'messageSendText' | 'messageSendFile'> {
  let count = 0;
  const put = (to: string, text: string, mentionIds: readonly string[], file: WorldFile | null): string => {
    const chat = [...state.groups, ...state.people].find((one) => state.idOf(one) === to);
    if (chat === undefined) throw new Error(`nobody has the id ${to}`);
    if (isGroup(chat) && !chat.hasBot) throw new Error('the bot is not a member of the room');
    if (!isGroup(chat) && !chat.isFriend) throw new Error('not a friend');
    const mentions = state.people.filter((person) => mentionIds.includes(state.idOf(person)));
    const messageId = `sent-${String(++count)}`;
    const atMs = state.clock();
    state.sent.push({ messageId, atMs, chat, text, mentions, file });
    const type = file === null ? types.Message.Text : types.Message.Attachment;
    state.messages.set(messageId, { id: messageId, atMs, sender: state.bot, chat, type, text, mentions });
    setImmediate(() => {
      if (puppet.isLoggedIn) puppet.emit('message', { messageId });
    });
    return messageId;
  };
  const send = async (...sent: Parameters<typeof put>): Promise<string | undefined> => {
    if (!puppet.isLoggedIn) throw new Error('not logged in');
    const trouble = state.sendTroubles.shift() ?? null;
    if (trouble !== null && 'hangs' in trouble) return new Promise(() => undefined);
    if (trouble !== null && trouble.isAfter !== true) throw new Error(trouble.rejects);
    const messageId = await answer(() => put(...sent));
    if (trouble !== null) throw new Error(trouble.rejects);
    return state.givesReceipts ? messageId : undefined;
  };
  return {
    messageSendText: async (to, text, mentionIds = []) => send(to, text, mentionIds, null),
    messageSendFile: async (to, file: FileBoxInterface) =>
      send(to, '', [], { name: file.name, bytes: await file.toBuffer() }),
  };
}
