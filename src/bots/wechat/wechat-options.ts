import type { Pace } from '../../commands/core/capabilities.ts';
import type { CoreLog } from '../../commands/core/core-log.ts';
import type { IdsOption } from './lasting-ids.ts';
import type { Leadership } from './leadership.ts';
import { betweenPartsMs } from './limits.ts';
import { sayTimeoutMs } from './send.ts';
import { type SessionTimes, sessionTimes } from './session.ts';
import type { FileBoxFactory, WechatBot } from './wechat-bot.ts';

export interface WechatOptions {
  readonly bot: WechatBot;
  /** Names the account over logins and restarts; never the id of a login. */
  readonly account: string;
  /** True for a plugin in somebody else's bot. */
  readonly isGuest?: boolean;
  readonly log: CoreLog;
  readonly clock: () => number;
  /** `FileBox` of the package file-box; without it there are no pictures and files. */
  readonly fileBox?: FileBoxFactory;
  readonly pace?: Partial<Pace>;
  readonly ids?: IdsOption;
  /** Names of the owners: friends by remark, weixin id or name. */
  readonly owners?: readonly string[];
  /** The right to serve the account; without it, a lease on the desk under `wechat:<account>`. */
  readonly leadership?: Leadership;
  /** For the lease: names this process; one is made up when absent. */
  readonly token?: string;
  /** Shorter in tests. */
  readonly times?: Partial<WechatTimes>;
}

/** Everything that is waited for. */
export interface WechatTimes extends SessionTimes {
  readonly betweenPartsMs: number;
  readonly sayTimeoutMs: number;
  /** Puppets announce a message before it can be read; what is on its way may take so long. */
  readonly arrivalMs: number;
}

export const usualTimes: WechatTimes = { ...sessionTimes, betweenPartsMs, sayTimeoutMs, arrivalMs: 300 };
