import type { Adapter } from '../src/bots/adapter.ts';
import { telegramCapabilities } from '../src/bots/telegram/limits.ts';

/** An account whose platform takes everything at once; counts what it is given. */
export function createStubAdapter(delayMs = 0): Adapter & { sentCount(): number } {
  let sent = 0;
  return {
    platform: 'telegram',
    account: 'bench',
    can: telegramCapabilities,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    state: () => ({ isConnected: true, detail: '', caughtUpAtMs: Number.MAX_SAFE_INTEGER }),
    send: async () => {
      sent += 1;
      if (delayMs > 0) await new Promise((done) => setTimeout(done, delayMs));
      return { messageId: String(sent) };
    },
    organisersOf: () => Promise.resolve([]),
    memberCountOf: () => Promise.resolve(null),
    publishMenus: () => Promise.resolve(),
    privateChatOf: () => null,
    sentCount: () => sent,
  };
}
