import { expect, test } from 'vitest';
import type { Directory, SeenGroup } from '../../../src/commands/core/desk.ts';
import { createLooks } from '../../../src/bots/wechat/looks.ts';
import type { WechatRoom } from '../../../src/bots/wechat/wechat-bot.ts';
import { noDesk } from '../../support/no-desk.ts';
import { recordedLog } from '../telegram/recorded-log.ts';

const hourMs = 3_600_000;

/** A group of nobody but the bot, which needs no member list. */
const room = {
  id: '@@1',
  topic: () => Promise.resolve('晨读小组'),
  memberAll: () => Promise.resolve([]),
} as unknown as WechatRoom;

function bringLooks(recogniseGroup: Directory['recogniseGroup']) {
  const clock = { nowMs: 0 };
  const log = recordedLog();
  const directory = { ...noDesk.directory, recogniseGroup };
  const looks = createLooks({ account: 'class', directory, log, clock: () => clock.nowMs, selfId: () => '@me' });
  return { looks, clock, log };
}

test('a group that is heard of again and again is told whole twice a day', async () => {
  const told: SeenGroup[] = [];
  const { looks, clock } = bringLooks((_account, seen) => {
    told.push(seen);
    return Promise.resolve({ group: { kind: 'known', id: '~1' }, people: new Map() });
  });
  looks.groupTold(room);
  for (; clock.nowMs < 48 * hourMs; clock.nowMs += hourMs) looks.groupHeard(room);
  await expect.poll(() => told.length).toBe(3);
  expect(told[0]).toEqual({ id: '@@1', title: '晨读小组', people: [] });
});

test('a telling that failed is made up for at the next message', async () => {
  let tries = 0;
  const { looks, log } = bringLooks(() => {
    tries += 1;
    return Promise.reject(new Error('away'));
  });
  looks.groupHeard(room);
  await expect.poll(() => log.lines.length).toBe(1);
  looks.groupHeard(room);
  await expect.poll(() => log.lines.length).toBe(2);
  expect(tries).toBe(2);
});
