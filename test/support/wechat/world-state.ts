import type { types } from 'wechaty-puppet';
import type { WechatChat, WechatGroup, WechatPerson } from './cast.ts';

export interface WorldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface WorldMessage {
  readonly id: string;
  readonly atMs: number;
  readonly sender: WechatPerson;
  /** The group, or the person it is for. */
  readonly chat: WechatChat;
  readonly type: types.Message;
  readonly text: string;
  readonly mentions?: readonly WechatPerson[];
  readonly file?: WorldFile;
}

/** What the bot has sent. */
export interface Sent {
  readonly messageId: string;
  readonly atMs: number;
  readonly chat: WechatChat;
  readonly text: string;
  readonly mentions: readonly WechatPerson[];
  readonly file: WorldFile | null;
}

/** What a send does instead of arriving; `after` means that it has arrived all the same. */
export type SendTrouble = { readonly rejects: string; readonly isAfter?: boolean } | { readonly hangs: true } | null;

export interface WorldState {
  readonly bot: WechatPerson;
  readonly people: WechatPerson[];
  readonly groups: WechatGroup[];
  readonly messages: Map<string, WorldMessage>;
  readonly sent: Sent[];
  readonly sendTroubles: SendTrouble[];
  readonly logsIn: boolean;
  readonly givesReceipts: boolean;
  clock(): number;
  idOf(chat: WechatChat): string;
}
