import type {
  BotCommand,
  Chat,
  Message,
  MessageEntity,
  ReactionType,
  Update,
  User,
  UserFromGetMe,
} from '@grammyjs/types';
import { without } from './json.ts';
import { pushUpdate, type UpdateQueue } from './update-queue.ts';

export type Person = { readonly user: User; hasStarted: boolean; hasBlocked: boolean; isDeactivated: boolean };

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

export type Membership = {
  status: MemberStatus;
  /** Administrator rights such as `can_pin_messages`. */
  rights: ReadonlySet<string>;
  canSend: boolean;
};

type Topic = { readonly id: number; readonly name: string; isClosed: boolean };

export type StoredMessage = {
  message: Message;
  readonly isByBot: boolean;
  /** Who reacted with what, by user id. */
  readonly reactions: Map<number, readonly ReactionType[]>;
  editCount: number;
  isPinned: boolean;
  isDeleted: boolean;
  /** Set for ephemeral messages, which only this user sees. */
  readonly receiverId: number | null;
};

export type ChatState = {
  readonly chat: Chat;
  readonly members: Map<number, Membership>;
  readonly messages: StoredMessage[];
  readonly messagesById: Map<number, StoredMessage>;
  readonly topics: Map<number, Topic>;
  readonly chatInstance: string;
  /** Privacy mode as it was when the bot joined: the switch at BotFather takes effect by adding it again. */
  readsAllMessages: boolean;
  /** The bot that spoke last; general commands go to it alone. */
  lastBotId: number | null;
  migratedTo: number | null;
  isDeleted: boolean;
  membersCanSend: boolean;
  hasHiddenMembers: boolean;
  /** Supergroups and channels count their messages themselves; all other chats share one counter. */
  nextMessageId: number;
};

export type StoredFile = {
  readonly fileId: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** As told to the bot; may be larger than what is really held. */
  readonly size: number;
};

type TapState = {
  readonly queryId: string;
  readonly userId: number;
  readonly chatId: number;
  readonly atMs: number;
  answer: TapAnswer | null;
};

export type TapAnswer = {
  readonly text: string | null;
  readonly isAlert: boolean;
  readonly url: string | null;
  readonly atMs: number;
};

export type World = {
  readonly token: string;
  bot: UserFromGetMe;
  readonly nowMs: () => number;
  readonly people: Map<number, Person>;
  readonly chats: Map<number, ChatState>;
  readonly files: Map<string, StoredFile>;
  readonly taps: Map<string, TapState>;
  /** setMyCommands by scope and language, setMyDescription and so on by method and language. */
  readonly commands: Map<string, readonly BotCommand[]>;
  readonly descriptions: Map<string, string>;
  readonly queue: UpdateQueue;
  readonly queryExpiryMs: number;
  nextMessageId: number;
  nextSerial: number;
  /** Called after every change, so that waiting tests look again. */
  readonly changed: () => void;
};

/** The current time as messages carry it. */
export const nowSeconds = (world: World): number => Math.floor(world.nowMs() / 1000);

/** A number never given out before in this world. */
export function nextSerial(world: World): number {
  world.nextSerial += 1;
  return world.nextSerial;
}

/** Queues an update of one chat unless the bot did not ask for its kind; returns it or null. */
export function emit(world: World, chatId: number, content: Omit<Update, 'update_id'>): Update | null {
  const update = pushUpdate(world.queue, content, { group: String(chatId), nowMs: world.nowMs() });
  world.changed();
  return update;
}

/** What a message is made of before it has a place in a chat. */
export type MessageContent = Omit<Message, 'message_id' | 'date' | 'chat'>;

/** Puts a message into a chat under its next number. */
export function post(
  world: World,
  state: ChatState,
  content: MessageContent,
  receiverId: number | null = null,
): StoredMessage {
  const messageId = receiverId === null ? takeMessageId(world, state) : 0;
  const message: Message = { message_id: messageId, date: nowSeconds(world), chat: state.chat, ...content };
  const stored: StoredMessage = {
    message,
    isByBot: content.from?.id === world.bot.id,
    reactions: new Map(),
    editCount: 0,
    isPinned: false,
    isDeleted: false,
    receiverId,
  };
  state.messages.push(stored);
  if (receiverId === null) state.messagesById.set(messageId, stored);
  if (content.from?.is_bot === true) state.lastBotId = content.from.id;
  world.changed();
  return stored;
}

function takeMessageId(world: World, state: ChatState): number {
  if (state.chat.type === 'supergroup' || state.chat.type === 'channel') {
    state.nextMessageId += 1;
    return state.nextMessageId;
  }
  world.nextMessageId += 1;
  return world.nextMessageId;
}

/** The message with that number that is still there, or undefined. */
export function findMessage(state: ChatState, messageId: number): StoredMessage | undefined {
  const stored = state.messagesById.get(messageId);
  return stored?.isDeleted === false ? stored : undefined;
}

/** Entities with `tg://user?id=…` links turned into mentions of users the bot can know. */
export function resolveMentions(world: World, entities: readonly MessageEntity[]): MessageEntity[] {
  return entities.flatMap((entity): MessageEntity[] => {
    if (entity.type !== 'text_link') return [entity];
    const userId = /^tg:\/\/user\?id=(\d+)$/.exec(entity.url)?.[1];
    if (userId === undefined) return [entity];
    const person = world.people.get(Number(userId));
    const { offset, length } = entity;
    return person ? [{ type: 'text_mention', offset, length, user: person.user }] : [];
  });
}

/** The message as it appears inside another one: replies are shown one level deep only. */
export function quoted(message: Message): NonNullable<Message['reply_to_message']> {
  return without(message, 'reply_to_message') as NonNullable<Message['reply_to_message']>;
}
