import { expect, test } from 'vitest';
import { chatOf } from '../../src/store/chat.ts';
import { type AccountStand, putOffWhileAway } from '../../src/scheduler/put-off.ts';

const address = { platform: 'wechat', account: 'w', chat: 'g' } as const;
const chat = chatOf('c', ['address', JSON.stringify(address)]);
const destination = { chat, to: address, locale: 'zh-Hans', cause: null } as const;

function openOutbox(stand: AccountStand) {
  const calls: number[] = [];
  const outbox = putOffWhileAway(
    {
      deliver: (_destination, _replies, sentCount) => {
        calls.push(sentCount);
        return Promise.resolve({ kind: 'sent', messageId: 'm1' });
      },
      turn: () => ({ isNow: false, waitMs: 60_000 }),
    },
    () => stand,
  );
  return { calls, deliver: () => outbox.deliver(destination, [], 2), turn: () => outbox.turn(address, false) };
}

test('a delivery of an account that is away neither calls the platform nor forgets what was sent of it', async () => {
  const { calls, deliver } = openOutbox('away');
  expect(await deliver()).toEqual({ kind: 'unreachable', sentCount: 2 });
  expect(calls).toEqual([]);
});

test('one of an account that another process serves waits for that one, and not long', async () => {
  const { calls, deliver } = openOutbox('elsewhere');
  expect(await deliver()).toEqual({ kind: 'later', waitMs: 500, sentCount: 2 });
  expect(calls).toEqual([]);
});

test('everything else is delivered', async () => {
  const { calls, deliver } = openOutbox('here');
  expect(await deliver()).toEqual({ kind: 'sent', messageId: 'm1' });
  expect(calls).toEqual([2]);
});

test('only an account that can send has a line to wait in', () => {
  expect(openOutbox('here').turn()).toEqual({ isNow: false, waitMs: 60_000 });
  expect(openOutbox('away').turn().isNow).toBe(true);
  expect(openOutbox('elsewhere').turn().isNow).toBe(true);
});
