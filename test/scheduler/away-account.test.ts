import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Banzhang, createBanzhang } from '../../src/index.ts';
import { createFragileAccount, type FragileAccount } from '../support/fragile-account.ts';
import { testRedis } from '../support/redis.ts';
import { hourMs, noonMs } from '../support/study-group.ts';

const groupCount = 200;
const minuteMs = 60_000;
const startedAtMs = Date.now();
let aheadMs = 0;
const clock = (): number => noonMs + (Date.now() - startedAtMs) + aheadMs;

let core: Banzhang;
let wechat: FragileAccount;

beforeEach(async () => {
  const redis = await testRedis();
  aheadMs = 0;
  wechat = createFragileAccount({ account: 'w', clock });
  core = createBanzhang({ redis: { urls: [redis.socketPath], isCluster: false }, clock });
  await core.attach(wechat.adapter);
  await core.start();
});

afterEach(async () => {
  await core.stop();
});

/** A reminder for 12:05 in every group. */
async function remindAll(count: number): Promise<void> {
  for (let order = 1; order <= count; order += 1) {
    await core.handle({
      id: `e${order}`,
      order,
      atMs: clock(),
      from: { platform: 'wechat', account: 'w', chat: `p${order}` },
      isGroup: false,
      title: null,
      sender: { id: `p${order}`, name: `p${order}`, languageTag: null },
      isAnonymous: false,
      messageId: String(order),
      kind: 'text',
      text: '/remind 12:05 喝水',
      isAddressed: true,
      isEdited: false,
    });
  }
  await core.settle();
}

async function skip(ms: number): Promise<void> {
  const untilMs = aheadMs + ms;
  while (aheadMs < untilMs) {
    aheadMs = Math.min(untilMs, aheadMs + minuteMs);
    await core.runDue();
  }
}

const reminders = () => wechat.platform.said().filter((line) => /⏰/.test(line));

test(`${groupCount} reminders of an account that is away for ten minutes are sent once when it is back, marked late`, async () => {
  await remindAll(groupCount);
  wechat.goAway('login-wanted');
  let refusedCount = 0;
  const { send } = wechat.adapter;
  Object.assign(wechat.adapter, {
    send: (...call: Parameters<typeof send>) => {
      refusedCount += 1;
      return send(...call);
    },
  });
  await skip(15 * minuteMs);
  expect(refusedCount).toBe(0);
  wechat.comeBack();
  await skip(2 * minuteMs);
  expect(reminders()).toHaveLength(groupCount);
  expect(reminders().filter((line) => /12:05/.test(line))).toHaveLength(groupCount);
}, 60_000);

test('one whose grace ran out meanwhile is not sent any more', async () => {
  await remindAll(1);
  wechat.goAway('out-of-reach');
  await skip(2.2 * hourMs);
  wechat.comeBack();
  await skip(2 * minuteMs);
  expect(reminders()).toEqual([]);
}, 60_000);
