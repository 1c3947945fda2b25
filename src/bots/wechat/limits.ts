import type { Capabilities, Pace } from '../../commands/core/capabilities.ts';

/** Hooks of the Windows client crashed above 1,024 and lose the end of long texts. https://github.com/wechaty/wechaty/issues/2369 */
const textMaxCharacters = 1_000;

/** WeCom cuts at 2,048 bytes; a little is left for the names put in front. https://developer.work.weixin.qq.com/document/path/90236 */
const textMaxBytes = 2_000;

/** What travels whole over gRPC at the usual limits of a gateway; WeChat itself takes 25 MB over the web. */
const fileMaxBytes = 20 * 1024 * 1024;

/** Tables that people send in are small; what is bigger is not fetched. */
export const downloadMaxBytes = 20 * 1024 * 1024;

/** More names than that in front of a text hide it. */
const mentionsMax = 20;

/** A text and its file are two messages; what follows at once may swallow what was before. https://github.com/wechaty/wechaty/issues/2673 */
export const betweenPartsMs = 1_200;

/** Some puppets tell what was said long ago after a start. https://github.com/AutumnWhj/ChatGPT-wechat-bot/issues/121 */
export const messageMaxAgeMs = 60_000;

/**
 * The practice of those who were not banned: one message a second in a chat, three to five seconds before another chat,
 * forty a minute. https://wcferry.netlify.app/plugins/safe-mode
 */
const wechatPace: Pace = {
  accountPerSecond: 1,
  chatPerSecond: 1,
  groupPerMinute: null,
  accountPerMinute: 40,
  chatSwitchMs: { least: 3_000, most: 5_000 },
};

export interface WechatLimits {
  /** Pictures and files need a maker of file boxes. */
  readonly hasFiles: boolean;
  /** Only accounts that WeCom serves, or whose puppet we do not see, count bytes. */
  readonly countsBytes: boolean;
  readonly pace: Partial<Pace>;
}

/** What can be shown on WeChat by the puppet in use. */
export const wechatCapabilities = ({ hasFiles, countsBytes, pace }: WechatLimits): Capabilities => ({
  textMaxCharacters,
  ...(countsBytes ? { textMaxBytes } : {}),
  captionMaxCharacters: textMaxCharacters,
  buttons: null,
  edit: null,
  reactions: null,
  mentions: { max: mentionsMax },
  images: hasFiles ? { maxBytes: fileMaxBytes } : null,
  files: hasFiles ? { maxBytes: fileMaxBytes } : null,
  privateAnswers: null,
  pace: { ...wechatPace, ...pace },
});
