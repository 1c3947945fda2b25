import type { PersonalEvent } from '../../src/commands/core/event.ts';
import { type Banzhang, type BanzhangOptions, createBanzhang } from '../../src/index.ts';
import { createFragileAccount, type FragileAccount } from './fragile-account.ts';

/** A whole core with one account whose platform takes everything, for those who look at what is measured and logged. */
export interface WatchedCore extends Pick<FragileAccount, 'platform'> {
  readonly core: Banzhang;
  /** Says something in a chat; resolves when it is handled and answered. */
  say(
    text: string,
    at?: { readonly chat?: string; readonly person?: string; readonly isGroup?: boolean },
  ): Promise<string>;
  /** Moves the chats' time. */
  skip(ms: number): void;
}

const eight = Date.UTC(2026, 10, 20, 0);

export async function openWatchedCore(options: BanzhangOptions): Promise<WatchedCore> {
  let nowMs = eight;
  const core = createBanzhang({ clock: () => nowMs, ...options });
  const { adapter, platform } = createFragileAccount({ account: 'w', clock: () => nowMs });
  await core.attach(adapter);
  await core.start();
  let order = 0;
  return {
    core,
    platform,
    async say(text, { chat = 'g@chatroom', person = '小李', isGroup = true } = {}) {
      order += 1;
      const id = `e${String(order)}`;
      const event: PersonalEvent = {
        id,
        order,
        atMs: nowMs - 500,
        from: { platform: 'wechat', account: 'w', chat },
        isGroup,
        title: isGroup ? '晨读班' : null,
        sender: { id: person, name: person, languageTag: null },
        isAnonymous: false,
        kind: 'text',
        text,
        messageId: `m${String(order)}`,
        isAddressed: true,
        isEdited: false,
      };
      await core.handle(event);
      await core.settle();
      return id;
    },
    skip(ms) {
      nowMs += ms;
    },
  };
}
