/**
 * What wechat4u's puppet holds of its session with web WeChat; other puppets have none.
 * https://github.com/wechaty/puppet-wechat4u/blob/main/src/puppet-wechat4u.ts
 */
interface WebSession {
  logout?: () => Promise<unknown>;
  removeAllListeners?(event: 'logout'): unknown;
}

/**
 * Lets a web session outlive its bot, if the puppet has one. Stopped as it is, wechat4u logs out and empties the login
 * file: each start would want a scan, and everybody would have another id. Never throws.
 */
export function keepWebSession(puppet: unknown): void {
  if (typeof puppet !== 'object' || puppet === null || !('wechat4u' in puppet)) return;
  const session = puppet.wechat4u as WebSession | null | undefined;
  if (typeof session?.logout !== 'function') return;
  session.logout = () => Promise.resolve('kept');
  session.removeAllListeners?.('logout');
}
