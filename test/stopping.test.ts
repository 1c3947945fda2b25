import { expect, test } from 'vitest';
import type { Adapter } from '../src/bots/adapter.ts';
import type { PersonalEvent } from '../src/commands/core/event.ts';
import { createBanzhang } from '../src/index.ts';
import { testRedis } from './support/redis.ts';
import { createStubPlatform } from './support/stub-platform.ts';

const quiet = { edit: null, reactions: null, buttons: null, privateAnswers: null };
const from = { platform: 'wechat', account: 'w', chat: 'g@chatroom' } as const;

async function open() {
  const { socketPath } = await testRedis();
  const platform = createStubPlatform({ clock: Date.now, can: quiet });
  const adapter: Adapter = {
    ...platform.sender,
    platform: 'wechat',
    account: 'w',
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    state: () => ({ isConnected: true, detail: '', caughtUpAtMs: Number.MAX_SAFE_INTEGER }),
    organisersOf: () => Promise.resolve(null),
    memberCountOf: () => Promise.resolve(null),
    publishMenus: () => Promise.resolve(),
    privateChatOf: (chat) => ({ ...from, chat }),
  };
  const core = createBanzhang({ redis: { urls: [socketPath], isCluster: false } });
  await core.attach(adapter);
  await core.start();
  let order = 0;
  const say = (person: string, text: string) => {
    order += 1;
    return core.handle({
      id: `e${order}`,
      order,
      atMs: Date.now(),
      from,
      isGroup: true,
      title: '晨读班',
      sender: { id: person, name: person, languageTag: null },
      isAnonymous: false,
      kind: 'text',
      text,
      messageId: `m${order}`,
      isAddressed: false,
      isEdited: false,
    } satisfies PersonalEvent);
  };
  return { core, platform, say };
}

test('check-ins that wait for their common line are acknowledged before the process ends', async () => {
  const { core, platform, say } = await open();
  await say('小李', '打卡 30分钟');
  await say('小王', '打卡');
  expect(platform.said()).toEqual([]);
  await core.stop();
  expect(platform.said()).toEqual(['g@chatroom: 已记下：小李 30 分钟、小王。今天已有 2 人打卡']);
});

test('what waits is said when everything in hand is to be finished', async () => {
  const { core, platform, say } = await open();
  await say('小李', '打卡');
  await core.settle();
  expect(platform.said()).toEqual(['g@chatroom: 小李 打卡成功，连续 1 天，今天第 1 位']);
  await core.stop();
});
