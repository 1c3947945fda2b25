/**
 * What we use of wechaty, by shape alone: forks under other package names fit as well.
 * https://github.com/wechaty/wechaty/blob/main/docs/wechaty.md
 */
export interface WechatBot {
  name(): string;
  on(event: WechatEventName, listener: (...args: never[]) => void): unknown;
  off(event: WechatEventName, listener: (...args: never[]) => void): unknown;
  /** Throws while there is no puppet yet, as its own members may while nobody is logged in. */
  readonly puppet: WechatPuppet;
  readonly Contact: {
    find(query: { readonly id: string }): Promise<WechatContact | undefined>;
    findAll(): Promise<readonly WechatContact[]>;
  };
  readonly Room: {
    find(query: { readonly id: string }): Promise<WechatRoom | undefined>;
    findAll(): Promise<readonly WechatRoom[]>;
  };
}

/** What sits between wechaty and WeChat. https://github.com/wechaty/puppet */
export interface WechatPuppet {
  readonly isLoggedIn: boolean;
  readonly currentUserId: string;
  name?(): string;
  on?(event: 'message', listener: (payload: { readonly messageId: string }) => void): unknown;
  off?(event: 'message', listener: (payload: { readonly messageId: string }) => void): unknown;
  messagePayload?(id: string): Promise<{
    readonly roomId?: string | undefined;
    readonly talkerId?: string | undefined;
    readonly fromId?: string | undefined;
  }>;
}

export type WechatEventName =
  | 'error'
  | 'heartbeat'
  | 'login'
  | 'logout'
  | 'message'
  | 'puppet'
  | 'ready'
  | 'room-join'
  | 'room-leave'
  | 'scan'
  | 'start';

export interface WechatContact {
  readonly id: string;
  name(): string;
  /** The remark of the bot's account, for friends only. */
  alias(): Promise<string | undefined>;
  friend(): boolean | undefined;
  /** 2: an official account. */
  type(): number;
  gender(): number;
  province(): string | undefined;
  city(): string | undefined;
  /** The weixin id, where the puppet shows it. */
  handle?(): string | undefined;
  readonly payload?: { readonly signature?: string } | undefined;
  say(said: string | number | object): Promise<unknown>;
}

export interface WechatRoom {
  readonly id: string;
  topic(): Promise<string>;
  /** What the contact calls itself in the room. */
  alias(contact: WechatContact): Promise<string | undefined>;
  owner(): WechatContact | undefined;
  memberAll(): Promise<readonly WechatContact[]>;
  readonly payload?: { readonly adminIdList?: readonly string[] } | undefined;
  say(said: string | number | object, ...mentioned: WechatContact[]): Promise<unknown>;
}

export interface WechatMessage {
  readonly id: string;
  type(): number;
  text(): string;
  talker(): WechatContact;
  room(): WechatRoom | undefined;
  date(): Date;
  mentionSelf(): Promise<boolean>;
  toFileBox(): Promise<WechatFile>;
  readonly payload?: { readonly filename?: string } | undefined;
}

export interface WechatFile {
  readonly name: string;
  toBuffer(): Promise<Uint8Array>;
}

/** Makes what wechaty sends as a picture or file: `FileBox` of the package file-box. */
export interface FileBoxFactory {
  fromBuffer(bytes: Buffer, name: string): object;
}

/** Numbers of the kinds of messages. https://github.com/wechaty/puppet/blob/main/src/schemas/message.ts */
export const messageTypes = { attachment: 1, audio: 2, emoticon: 5, image: 6, text: 7, video: 15 } as const;

/** https://github.com/wechaty/puppet/blob/main/src/schemas/contact.ts */
export const officialAccountType = 2;

/** The bot's puppet, null when it has none yet. */
export function puppetOf(bot: WechatBot): WechatPuppet | null {
  try {
    return bot.puppet;
  } catch {
    return null;
  }
}

/** The id of whoever is logged in, null when nobody is; asks the puppet, as the bot's own getters emit errors. */
export function selfIdOf(bot: WechatBot): string | null {
  try {
    return bot.puppet.isLoggedIn ? bot.puppet.currentUserId : null;
  } catch {
    return null;
  }
}
