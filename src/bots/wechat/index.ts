import type { Pace } from '../../commands/core/capabilities.ts';
import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Adapter, OnEvent } from '../adapter.ts';
import type { IdsOption } from './lasting-ids.ts';
import { createWechatAdapter } from './wechat-adapter.ts';
import type { FileBoxFactory, WechatBot } from './wechat-bot.ts';

export { createWechatAdapter } from './wechat-adapter.ts';
export type { WechatOptions } from './wechat-options.ts';
export type { FileBoxFactory, WechatBot, WechatContact, WechatMessage, WechatRoom } from './wechat-bot.ts';

/** The core as the plugin needs it; `createBanzhang()` makes one. */
export interface PluginCore {
  readonly handle: OnEvent;
  /** Starts the adapter and sends through it from now on. */
  attach(adapter: Adapter): Promise<void>;
  /** Stops the adapter and sends through it no more. */
  detach(adapter: Adapter): Promise<void>;
}

export interface BanzhangPluginOptions {
  /** Names the account over logins and restarts; the bot's own name when absent. */
  readonly account?: string;
  /** `FileBox` of the package file-box; without it pictures and files are said in words. */
  readonly fileBox?: FileBoxFactory;
  /** What differs from one message a second, forty a minute and a rest before another chat. */
  readonly pace?: Partial<Pace>;
  /** Whether ids hold over logins; `auto` goes by their look. */
  readonly ids?: IdsOption;
  /** Who may organise every group: friends of the bot by remark, weixin id or name. */
  readonly owners?: readonly string[];
  readonly log?: CoreLog;
  readonly clock?: () => number;
}

/**
 * A wechaty plugin that lets a core take part in an existing bot: `bot.use(BanzhangPlugin(core))`, before or after the
 * bot has started. The bot gets back what takes the plugin out again; no error of ours ever reaches the bot.
 * https://github.com/wechaty/wechaty/blob/main/src/plugin.ts
 */
export function BanzhangPlugin(
  core: PluginCore,
  { log = silent, clock = Date.now, account, ...options }: BanzhangPluginOptions = {},
): (bot: WechatBot) => () => void {
  return (bot) => {
    const adapter = createWechatAdapter({ ...options, bot, account: account ?? bot.name(), isGuest: true, log, clock });
    core.attach(adapter).catch((error: unknown) => {
      log.error({ error }, 'wechat: the plugin could not begin');
    });
    let isInstalled = true;
    return () => {
      if (!isInstalled) return;
      isInstalled = false;
      core.detach(adapter).catch((error: unknown) => {
        log.error({ error }, 'wechat: the plugin could not end well');
      });
    };
  };
}

const ignore = (): void => undefined;
const silent: CoreLog = { info: ignore, warn: ignore, error: ignore };
