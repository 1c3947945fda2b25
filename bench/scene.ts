import { createBanzhang, type Banzhang } from '../src/index.ts';
import type { ChoiceEvent, TextEvent } from '../src/commands/core/event.ts';
import type { RedisClient } from '../src/store/client.ts';
import { openRedis } from '../src/store/client.ts';
import { createKeys, type Keys } from '../src/store/keys.ts';
import { createStubAdapter } from './stub-adapter.ts';
import { startTestRedis } from '../test/support/redis.ts';

/** A class monitor on a private Redis with one group; its platform takes everything at once. */
export interface Scene {
  readonly banzhang: Banzhang;
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly chat: string;
  sentCount(): number;
  text(person: number, words: string): TextEvent;
  tap(person: number, token: string): ChoiceEvent;
  close(): Promise<void>;
}

const group = { platform: 'telegram', account: 'bench', chat: '-100' } as const;

export async function openScene(sendDelayMs = 0): Promise<Scene> {
  const server = await startTestRedis({ appendonly: true, appendfsync: 'everysec' });
  const target = { urls: [server.socketPath], isCluster: false };
  const banzhang = createBanzhang({ redis: target });
  const adapter = createStubAdapter(sendDelayMs);
  await banzhang.attach(adapter);
  const redis = openRedis(target, () => undefined);
  const keys = createKeys();
  let order = 0;
  const envelope = (person: number) => {
    order += 1;
    return {
      id: `tg:${order}`,
      order,
      atMs: Date.now(),
      from: group,
      isGroup: true,
      title: 'bench',
      sender: { id: String(person), name: `member ${person}`, languageTag: null },
      isAnonymous: false,
    };
  };
  const scene: Omit<Scene, 'chat'> = {
    banzhang,
    redis,
    keys,
    sentCount: adapter.sentCount,
    text: (person, words) => ({
      ...envelope(person),
      kind: 'text',
      text: words,
      messageId: '1',
      isAddressed: false,
      isEdited: false,
    }),
    tap: (person, token) => ({ ...envelope(person), kind: 'choice', token, messageId: '1', tapId: '1' }),
    async close() {
      await banzhang.stop();
      redis.disconnect();
      await server.stop();
    },
  };
  await banzhang.handle(scene.text(0, '/help'));
  const chat = (await redis.get(keys.address(group.platform, group.account, group.chat))) ?? '';
  return { ...scene, chat };
}
