import type { Adapter } from '../../src/bots/adapter.ts';
import type { StubPlatform } from './stub-platform.ts';

/** An adapter of Telegram's account 1 that is always connected and whose groups `ann` organises. */
export const stubAdapter = (platform: StubPlatform): Adapter => ({
  ...platform.sender,
  platform: 'telegram',
  account: '1',
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  state: () => ({ isConnected: true, detail: '', caughtUpAtMs: Number.MAX_SAFE_INTEGER }),
  organisersOf: () => Promise.resolve(['ann']),
  memberCountOf: () => Promise.resolve(null),
  publishMenus: () => Promise.resolve(),
  privateChatOf: (chat) => ({ platform: 'telegram', account: '1', chat }),
});
