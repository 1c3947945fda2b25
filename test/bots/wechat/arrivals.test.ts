import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createArrivals } from '../../../src/bots/wechat/arrivals.ts';
import type { WechatMessage, WechatPuppet } from '../../../src/bots/wechat/wechat-bot.ts';

/** A puppet that announces, and messages as wechaty tells of them later; ids are `<place>-<number>`. */
function open() {
  const emitter = new EventEmitter();
  const puppet: WechatPuppet = {
    isLoggedIn: true,
    currentUserId: 'wxid_bot',
    on: (event, listener) => emitter.on(event, listener),
    off: (event, listener) => emitter.off(event, listener),
    messagePayload: (id) =>
      id.startsWith('?') ? Promise.reject(new Error('away')) : Promise.resolve({ roomId: id.split('-')[0] }),
  };
  const arrivals = createArrivals(() => 7);
  const unfollow = arrivals.follow(puppet);
  const taken: string[] = [];
  return {
    arrivals,
    taken,
    unfollow,
    listenerCount: () => emitter.listenerCount('message'),
    announce: (...ids: readonly string[]) => {
      for (const messageId of ids) emitter.emit('message', { messageId });
    },
    arrive: (id: string) => {
      const message = { id, room: () => ({ id: id.split('-')[0] }), talker: () => ({ id: 'lin' }) };
      arrivals.arrive(message as unknown as WechatMessage, () => void taken.push(id));
    },
  };
}

test('messages that overtake are taken in the order in which they were announced', async () => {
  const { announce, arrive, taken, arrivals } = open();
  announce('a-1', 'a-2', 'a-3');
  arrive('a-3');
  arrive('a-2');
  expect([taken, arrivals.oldestAtMs()]).toEqual([[], 7]);
  arrive('a-1');
  await expect.poll(() => taken).toEqual(['a-1', 'a-2', 'a-3']);
  expect(arrivals.oldestAtMs()).toBeNull();
});

test('messages of another group wait for nothing, nor do those that nobody announced', async () => {
  const { announce, arrive, taken } = open();
  announce('a-1', 'b-1');
  arrive('b-1');
  arrive('c-1');
  await expect.poll(() => taken).toEqual(['c-1', 'b-1']);
});

test('a message whose place cannot be asked for holds up nobody', async () => {
  const { announce, arrive, taken } = open();
  announce('?-1', 'a-1');
  arrive('a-1');
  await expect.poll(() => taken).toEqual(['a-1']);
});

test('what was announced counts as under way until it has arrived or nobody follows any more', async () => {
  const { announce, arrive, taken, arrivals, unfollow, listenerCount } = open();
  announce('a-1', 'a-2');
  arrive('a-2');
  let isSettled = false;
  const settled = arrivals.settled().then(() => (isSettled = true));
  await Promise.resolve();
  expect([isSettled, listenerCount()]).toEqual([false, 1]);
  unfollow();
  await settled;
  expect([taken, listenerCount()]).toEqual([['a-2'], 0]);
});
