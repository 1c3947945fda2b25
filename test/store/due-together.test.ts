import { beforeEach, describe, expect, it } from 'vitest';
import type { TimeZone } from '../../src/domain/local-date.ts';
import type { Schedule } from '../../src/domain/schedule.ts';
import { type ChatStore, createChatStore } from '../../src/store/chats.ts';
import { createDueTogether, type DueTogether } from '../../src/store/due-together.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createOccurrenceStore, type OccurrenceStore } from '../../src/store/occurrences.ts';
import { testRedis } from '../support/redis.ts';

const zone = 'Asia/Shanghai' as TimeZone;
/** Tuesday noon in Shanghai. */
const noonMs = Date.UTC(2026, 11, 1, 4);
const dayMs = 86_400_000;
const tomorrowAtEightMs = noonMs + 20 * 3_600_000;
const account = { platform: 'wechat', account: 'bot' } as const;
const dailyAtEight: Schedule = { kind: 'daily', minutes: [480] };

let occurrences: OccurrenceStore;
let chats: ChatStore;
let together: DueTogether;

beforeEach(async () => {
  const redis = (await testRedis()).connect();
  const keys = createKeys('t');
  occurrences = createOccurrenceStore(redis, keys);
  chats = createChatStore(redis, keys);
  together = createDueTogether(redis, keys);
});

async function order(chat: string, schedule: Schedule, more: { account?: string; kind?: 'digest' | 'quiz' } = {}) {
  const address = { platform: 'wechat', account: more.account ?? 'bot', chat } as const;
  const base = { isGroup: true, title: '', locale: 'zh-Hans', isLocaleChosen: false, zone };
  await chats.create(chat, { ...base, address });
  const name = { chat, kind: more.kind ?? 'reminder', ref: '1' } as const;
  await occurrences.put({ ...name, schedule, zone, graceMs: 1_000 }, noonMs);
}

const count = (dueAtMs = tomorrowAtEightMs): Promise<number> => together.count(account, dueAtMs, noonMs);

describe('messages due in the same minute', () => {
  it('are counted for one account, daily messages included and steps of a quiz not', async () => {
    for (let chat = 0; chat < 40; chat += 1) await order(`c${String(chat)}`, dailyAtEight);
    await order('digest', dailyAtEight, { kind: 'digest' });
    await order('quiz', { kind: 'once', atMs: tomorrowAtEightMs }, { kind: 'quiz' });
    await order('else', dailyAtEight, { account: 'other' });
    await order('later', { kind: 'daily', minutes: [481] });
    await order('seconds', { kind: 'once', atMs: tomorrowAtEightMs + 59_999 });
    expect(await count()).toBe(42);
    expect(await count(tomorrowAtEightMs + 30_000)).toBe(42);
  });

  it('are counted on a later day too, where they come again by then', async () => {
    await order('daily', dailyAtEight);
    await order('weekdays', { kind: 'workdays', minutes: [480] });
    await order('wednesdays', { kind: 'weekly', weekdays: [3], minutes: [480] });
    await order('once', { kind: 'once', atMs: tomorrowAtEightMs });
    expect(await count()).toBe(4);
    const saturdayMs = tomorrowAtEightMs + 3 * dayMs;
    expect(await count(saturdayMs)).toBe(1);
    expect(await count(saturdayMs + 2 * dayMs)).toBe(2);
  });

  it('do not count for groups that the account has left', async () => {
    await order('here', dailyAtEight);
    await order('gone', dailyAtEight);
    await chats.setStanding('gone', 'removed', 0);
    expect(await count()).toBe(1);
  });
});
