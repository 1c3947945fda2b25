import { afterEach, expect, test } from 'vitest';
import { type Banzhang, createBanzhang } from '../../src/index.ts';
import { createFragileAccount } from '../support/fragile-account.ts';
import { testRedis } from '../support/redis.ts';
import { noonMs } from '../support/study-group.ts';

const groupCount = 20;
const minuteMs = 60_000;
const startedAtMs = Date.now();
let aheadMs = 0;
const clock = (): number => noonMs + (Date.now() - startedAtMs) + aheadMs;

const running: Banzhang[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((core) => core.stop()));
});

/** A process that hears an account nobody else can speak for, and some that do what is due and have another account. */
async function startAll(workerCount: number) {
  aheadMs = 0;
  const redis = await testRedis();
  const target = { urls: [redis.socketPath], isCluster: false };
  const bound = createFragileAccount({ account: 'w', clock });
  const bot = createBanzhang({ redis: target, clock, duties: { hears: true, wakes: false } });
  const workers = Array.from({ length: workerCount }, () =>
    createBanzhang({ redis: target, clock, duties: { hears: false, wakes: true } }),
  );
  running.push(bot, ...workers);
  await bot.attach(Object.assign(bound.adapter, { isBound: true }));
  await bot.start();
  for (const worker of workers) {
    await worker.attach(createFragileAccount({ account: 'other', clock }).adapter);
    await worker.start();
  }
  return { bot, bound, workers };
}

async function remindAll(bot: Banzhang): Promise<void> {
  for (let order = 1; order <= groupCount; order += 1) {
    await bot.handle({
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
  await bot.settle();
}

test('deliveries that only one process can make wait for it and reach every chat once, whoever took them up', async () => {
  const { bot, bound, workers } = await startAll(2);
  const reminders = (): readonly string[] => bound.platform.said().filter((line) => /⏰/.test(line));
  await remindAll(bot);
  bound.goAway('served-elsewhere');
  aheadMs += 6 * minuteMs;
  for (const worker of workers) await worker.runDue();
  expect(reminders()).toEqual([]);
  bound.comeBack();
  await expect.poll(() => reminders().length, { timeout: 10_000 }).toBe(groupCount);
  aheadMs += 3 * 60 * minuteMs;
  for (const worker of workers) await worker.runDue();
  expect(reminders()).toHaveLength(groupCount);
}, 30_000);

test('one that nobody took up in its time is too late, as any other', async () => {
  const { bot, bound, workers } = await startAll(1);
  await remindAll(bot);
  bound.goAway('served-elsewhere');
  aheadMs += 6 * minuteMs;
  for (const worker of workers) await worker.runDue();
  aheadMs += 3 * 60 * minuteMs;
  for (const worker of workers) await worker.runDue();
  bound.comeBack();
  for (const worker of workers) await worker.runDue();
  await bot.settle();
  expect(bound.platform.said().filter((line) => /⏰/.test(line))).toEqual([]);
}, 30_000);
