import type { CoreLog } from '../../commands/core/core-log.ts';
import type {
  WechatBot,
  WechatContact,
  WechatEventName,
  WechatMessage,
  WechatPuppet,
  WechatRoom,
} from './wechat-bot.ts';

/** What is listened to. */
export interface WechatListeners {
  onMessage(message: WechatMessage): void;
  onJoin(room: WechatRoom, people: readonly (WechatContact | undefined)[], by?: WechatContact, at?: Date): void;
  onLeave(room: WechatRoom, people: readonly (WechatContact | undefined)[], by?: WechatContact, at?: Date): void;
  onLogin(): void;
  onLogout(selfId: string): void;
  onReady(): void;
  /** The bot has got its puppet. */
  onPuppet(puppet: WechatPuppet): void;
  /** Any other sign of life. */
  onSign(): void;
  onError(error: unknown): void;
}

/**
 * Listens to the bot until the returned function is called. An error of ours never reaches wechaty, which ends the
 * process for one; and there is a listener for its own, without which it ends the process as well.
 */
export function listen(bot: WechatBot, listeners: WechatListeners, log: CoreLog): () => void {
  const added: [WechatEventName, (...args: never[]) => void][] = [];
  const on = (event: WechatEventName, listener: (...args: never[]) => void): void => {
    const guarded = (...args: never[]): void => {
      try {
        listener(...args);
      } catch (error) {
        log.error({ error, event }, 'wechat: a listener failed');
      }
    };
    bot.on(event, guarded);
    added.push([event, guarded]);
  };
  on('error', listeners.onError);
  on('message', listeners.onMessage);
  on('room-join', listeners.onJoin);
  on('room-leave', listeners.onLeave);
  on('login', listeners.onLogin);
  on('logout', (user: WechatContact) => {
    listeners.onLogout(user.id);
  });
  on('ready', listeners.onReady);
  on('puppet', listeners.onPuppet);
  on('heartbeat', listeners.onSign);
  return () => {
    for (const [event, listener] of added.splice(0)) bot.off(event, listener);
  };
}
