import { createHash } from 'node:crypto';

/** Somebody on the simulated WeChat; the object stays the same when a login gives everybody new ids. */
export interface WechatPerson {
  readonly key: number;
  name: string;
  isFriend: boolean;
  /** What the bot's account calls a friend. */
  remark: string;
  weixin: string;
  gender: 'unknown' | 'male' | 'female';
  province: string;
  city: string;
  signature: string;
}

export interface WechatGroup {
  readonly key: number;
  title: string;
  /** Null where the puppet does not tell, as for groups of others on some. */
  owner: WechatPerson | null;
  admins: readonly WechatPerson[];
  readonly people: Set<WechatPerson>;
  /** What people call themselves here. */
  readonly aliases: Map<WechatPerson, string>;
  hasBot: boolean;
}

export type WechatChat = WechatPerson | WechatGroup;

export const isGroup = (chat: WechatChat): chat is WechatGroup => 'people' in chat;

/** What a puppet's ids look like: for good (pad and WeCom), or until the next login (wechat4u). */
export type IdKind = 'lasting' | 'passing';

/** The ids of a login: `passing` ones are others in every login, in the shapes that real puppets give. */
export function idOf(chat: WechatChat, kind: IdKind, login: number, seed: string): string {
  const digest = createHash('sha256')
    .update(`${seed} ${chat.key} ${kind === 'passing' ? login : 0}`)
    .digest('hex');
  if (kind === 'passing') return `${isGroup(chat) ? '@@' : '@'}${digest}`;
  return isGroup(chat) ? `${BigInt(`0x${digest.slice(0, 12)}`)}@chatroom` : `wxid_${digest.slice(0, 14)}`;
}
