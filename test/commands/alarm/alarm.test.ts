import { expect, test } from 'vitest';
import { createAlarm } from '../../../src/commands/alarm/alarm.ts';
import type { Watched } from '../../../src/commands/alarm/troubles.ts';
import type { Address } from '../../../src/commands/core/event.ts';
import type { Told } from '../../../src/commands/core/outbox.ts';
import { chatOf } from '../../../src/store/chat.ts';
import { noonMs } from '../../support/study-group.ts';
import { keysOf } from '../../support/chat-room.ts';

const minuteMs = 60_000;

interface World {
  nowMs: number;
  wechat: Watched;
  telegram: Watched | null;
  told: Told;
}

/** A WeChat account whose trouble the test makes, and a Telegram account beside it. */
function openAlarm(owners: readonly string[] = ['telegram:7', 'wechat:王芳']) {
  const world: World = {
    nowMs: noonMs,
    wechat: { platform: 'wechat', account: 'wechat', isConnected: true },
    telegram: { platform: 'telegram', account: '1', isConnected: true },
    told: 'sent',
  };
  const heard: string[] = [];
  const errors: string[] = [];
  const alarm = createAlarm({
    accounts: () => [world.wechat, world.telegram].filter((account) => account !== null),
    owners,
    privateChatOf: ({ platform, account }, person) => ({ platform, account, chat: person }),
    chatAt: (address: Address) =>
      Promise.resolve(
        chatOf('', ['address', JSON.stringify(address), 'locale', address.chat === '7' ? 'en' : 'zh-Hans']),
      ),
    outbox: {
      tell({ to, locale }, reply) {
        heard.push(`${to.platform}:${to.account}:${to.chat} ${locale} ${keysOf(reply).join(' ')}`);
        return Promise.resolve(world.told);
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: (_fields, message) => void errors.push(message) },
    wallClock: () => world.nowMs,
  });
  return {
    world,
    heard,
    errors,
    /** Lets time pass with a look every five seconds. */
    async pass(ms: number) {
      for (const untilMs = world.nowMs + ms; world.nowMs < untilMs; world.nowMs += 5_000) alarm.look();
      alarm.look();
      await alarm.idle();
    },
    isAway(trouble: NonNullable<Watched['trouble']>) {
      world.wechat = { ...world.wechat, isConnected: false, trouble };
    },
    isBack() {
      world.wechat = { platform: 'wechat', account: 'wechat', isConnected: true };
    },
  };
}

test('the owner elsewhere hears once that an account is away for more than a minute, and once that it is back', async () => {
  const { heard, pass, isAway, isBack } = openAlarm();
  isAway('login-wanted');
  await pass(55_000);
  expect(heard).toEqual([]);
  await pass(30 * minuteMs);
  expect(heard).toEqual(['telegram:1:7 en alarm-login-wanted']);
  isBack();
  await pass(minuteMs);
  expect(heard.slice(1)).toEqual(['telegram:1:7 en alarm-over alarm-minutes']);
});

test('a connection that comes and goes is told of once in ten minutes', async () => {
  const { heard, pass, isAway, isBack } = openAlarm();
  for (let count = 0; count < 4; count += 1) {
    isAway('out-of-reach');
    await pass(1.5 * minuteMs);
    isBack();
    await pass(0.5 * minuteMs);
  }
  expect(heard).toHaveLength(2);
  isAway('out-of-reach');
  await pass(4 * minuteMs);
  expect(heard.at(2)).toBe('telegram:1:7 en alarm-out-of-reach');
  expect(heard).toHaveLength(3);
});

test('a gap of less than a minute, a stand-by process and an account on its way are no trouble', async () => {
  const { heard, errors, world, pass, isAway, isBack } = openAlarm();
  isAway('out-of-reach');
  await pass(50_000);
  isBack();
  await pass(minuteMs);
  isAway('served-elsewhere');
  await pass(10 * minuteMs);
  world.wechat = { platform: 'wechat', account: 'wechat', isConnected: false };
  await pass(10 * minuteMs);
  expect(heard).toEqual([]);
  expect(errors).toEqual([]);
});

test('with no other account, or none that is connected, a log line says it once', async () => {
  const { heard, errors, world, pass, isAway } = openAlarm();
  world.telegram = null;
  isAway('out-of-reach');
  await pass(5 * minuteMs);
  expect(heard).toEqual([]);
  expect(errors).toEqual(['an account does not work']);
});

test('an owner whose own account was away as well hears as soon as that one is back', async () => {
  const { heard, errors, world, pass, isAway, isBack } = openAlarm();
  const telegram = world.telegram;
  world.telegram = { platform: 'telegram', account: '1', isConnected: false };
  isAway('login-wanted');
  await pass(5 * minuteMs);
  world.telegram = telegram;
  await pass(minuteMs);
  expect(heard).toEqual(['telegram:1:7 en alarm-login-wanted']);
  expect(errors).toEqual(['an account does not work']);
  await pass(30 * minuteMs);
  isBack();
  await pass(minuteMs);
  expect(heard.slice(1)).toEqual(['telegram:1:7 en alarm-over alarm-minutes']);
});

test('what could not be sent is tried again, and told once', async () => {
  const { heard, world, pass, isAway } = openAlarm(['telegram:7']);
  world.told = 'not-sent';
  isAway('login-wanted');
  for (let count = 0; count < 4; count += 1) await pass(minuteMs);
  const triedCount = heard.length;
  expect(triedCount).toBeGreaterThan(1);
  world.told = 'sent';
  for (let count = 0; count < 4; count += 1) await pass(minuteMs);
  expect(heard).toHaveLength(triedCount + 1);
});

test('an owner who cannot be addressed is a log line', async () => {
  const { errors, world, pass, isAway } = openAlarm();
  world.told = 'refused';
  isAway('login-wanted');
  await pass(2 * minuteMs);
  expect(errors).toEqual(['an owner was not told']);
});

test('an owner on WeChat hears of trouble on Telegram by name', async () => {
  const { heard, world, pass } = openAlarm();
  world.telegram = { platform: 'telegram', account: '1', isConnected: false, trouble: 'out-of-reach' };
  await pass(2 * minuteMs);
  expect(heard).toEqual(['wechat:wechat:王芳 zh-Hans alarm-out-of-reach']);
});
