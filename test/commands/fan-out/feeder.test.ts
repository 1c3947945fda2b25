import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../src/domain/local-date.ts';
import { createDaysOffStore } from '../../../src/store/days-off.ts';
import type { FanOutRun } from '../../../src/store/fan-out-runs.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { keysOf } from '../../support/chat-room.ts';
import { type FanOutOffice, openFanOutOffice } from '../../support/fan-out-office.ts';
import { testRedis } from '../../support/redis.ts';

/** Tuesday noon in Shanghai. */
const noonMs = Date.UTC(2026, 11, 1, 4);

let redis: Redis;
let office: FanOutOffice;

beforeEach(async () => {
  redis = (await testRedis()).connect();
  office = openFanOutOffice(redis, { nowMs: noonMs });
});

const ids = (count: number, name: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}${String(index)}`);

type Lanes = Parameters<FanOutOffice['runs']['open']>[1];

/** A sending all of whose chats were handed on and put aside until now. */
async function putAside(lanes: Lanes): Promise<FanOutRun> {
  const { room, fanOuts, runs, group } = office;
  await group('a');
  await room.say('owner', '群发 全部 你好');
  await room.say('owner', '群发 开始 1');
  const { startedAtMs } = (await fanOuts.read(1)) ?? {};
  const name = { number: 1, run: startedAtMs ?? 0 };
  await runs.open(name, lanes, noonMs, 'one');
  for (const [lane, { chats }] of lanes.entries()) {
    await runs.feed(name, lane, 0, chats.length);
    await Promise.all(chats.map((chat) => runs.hold(name, { lane, turn: 0, chat }, noonMs)));
  }
  const run = await runs.read(name);
  if (run === null) throw new Error('no sending');
  return run;
}

const wake = ({ run }: FanOutRun) =>
  office.feature.waker.wake({ chat: 'fan-out-1', ref: String(run), dueAtMs: noonMs });

describe('chats that were put aside', () => {
  it('are handed on a little ahead of what goes out, like all others', async () => {
    const chats = ids(3_000, 'g');
    const run = await putAside([{ platform: 'telegram', account: 'telegram', dueAtMs: noonMs, chats }]);
    for (let turn = 0; turn < 3; turn += 1) await wake(run);
    expect(office.jobs).toHaveLength(1_000);
    for (const job of office.jobs.slice(0, 300)) {
      await office.feature.announcer.settled?.(job, { outcome: 'sent', atMs: noonMs, code: null });
    }
    office.room.nowMs += 1_000;
    await wake(run);
    expect(office.jobs).toHaveLength(1_300);
    expect(new Set(office.jobs.map(({ chat }) => chat)).size).toBe(1_300);
    // Who waits in line because so many do is not late by that.
    expect(office.jobs.at(-1)?.plannedMs).toBe(1_000);
  });

  it('of a slow account do not keep those of another one waiting', async () => {
    const run = await putAside([
      { platform: 'wechat', account: 'wechat', dueAtMs: noonMs, chats: ids(500, 'w') },
      { platform: 'telegram', account: 'telegram', dueAtMs: noonMs, chats: ids(10, 't') },
    ]);
    await wake(run);
    const handedOn = (name: string): number => office.jobs.filter(({ chat }) => chat.startsWith(name)).length;
    expect(handedOn('w')).toBe(40);
    expect(handedOn('t')).toBe(10);
  });

  it('come before those whose turn it is for the first time', async () => {
    const run = await putAside([{ platform: 'telegram', account: 'telegram', dueAtMs: noonMs, chats: ids(900, 'g') }]);
    await redis.hset(`t:{f:1}:run:${String(run.run)}`, 'cursor:0', '400');
    await wake(run);
    expect(office.jobs.slice(0, 900).every(({ turn }) => turn === 1)).toBe(true);
  });
});

describe('how long it will take', () => {
  it('is not told while only quiet hours are waited for', async () => {
    await putAside([{ platform: 'telegram', account: 'telegram', dueAtMs: noonMs, chats: ids(90, 'g') }]);
    const { keys: shown } = await office.room.say('owner', '群发 1');
    expect(shown).toContain('send-aside');
    expect(shown).not.toContain('send-left');
  });
});

const texts = (): readonly string[] => office.posted.flatMap((one) => keysOf(one));

describe('the one who sent it', () => {
  it('sees at once that it is paused or goes on, and is told what came of it when it is called off', async () => {
    const { room, feature, fanOuts, runs, occurrences, posted } = office;
    await office.group('a');
    await office.group('b');
    await room.say('owner', '群发 全部 你好');
    await room.say('owner', '群发 开始 1');
    const name = { number: 1, run: (await fanOuts.read(1))?.startedAtMs ?? 0 };
    await feature.waker.wake({ chat: 'fan-out-1', ref: String(name.run), dueAtMs: noonMs });
    const [job] = office.jobs;
    if (job === undefined) throw new Error('nothing was handed on');
    await feature.announcer.settled?.(job, { outcome: 'sent', atMs: noonMs, code: null });
    const states = ['send-state-paused', 'send-state-running', 'send-state-cancelled'];
    for (const [index, act] of ['暂停', '继续', '取消'].entries()) {
      posted.length = 0;
      await room.say('owner', `群发 ${act} 1`);
      await expect.poll(texts).toContain(states[index]);
    }
    expect(texts()).not.toContain('send-over-cancelled');
    expect(await occurrences.nextAtMs()).toBe(noonMs + 3_000);
    room.nowMs += 3_000;
    posted.length = 0;
    for (let turn = 0; turn < 2; turn += 1) {
      await feature.waker.wake({ chat: 'fan-out-1', ref: String(name.run), dueAtMs: room.nowMs });
    }
    await expect.poll(texts).toContain('send-over-cancelled');
    expect(texts().filter((key) => key === 'send-over-cancelled')).toHaveLength(1);
    expect(texts()).toEqual(expect.arrayContaining(['send-outcome-sent', 'send-outcome-skipped-cancelled']));
    expect((await runs.read(name))?.overAtMs).toBe(room.nowMs);
  });

  it('is told the end also when the process that found it died', async () => {
    const { room, feature, fanOuts, runs, posted } = office;
    await office.group('a');
    await room.say('owner', '群发 全部 你好');
    await room.say('owner', '群发 开始 1');
    const name = { number: 1, run: (await fanOuts.read(1))?.startedAtMs ?? 0 };
    await feature.waker.wake({ chat: 'fan-out-1', ref: String(name.run), dueAtMs: noonMs });
    for (const job of office.jobs) {
      await feature.announcer.settled?.(job, { outcome: 'sent', atMs: noonMs, code: null });
    }
    await runs.finish(name, noonMs);
    posted.length = 0;
    await feature.waker.wake({ chat: 'fan-out-1', ref: String(name.run), dueAtMs: noonMs });
    await expect.poll(texts).toContain('send-over');
    expect(await fanOuts.state(1)).toBe('done');
  });
});

const dayMs = 86_400_000;

describe('times that nobody was there to serve', () => {
  it('are listed, and only the latest is made up for', async () => {
    const { room, feature, fanOuts, runs } = office;
    await office.group('a');
    await room.say('owner', '群发 全部 每天 7:30 你好');
    await room.say('owner', '群发 开始 1');
    await feature.waker.wake({ chat: 'fan-out-1', ref: 'zones', dueAtMs: noonMs });
    const halfPastSevenMs = noonMs + dayMs - 4.5 * 3_600_000;
    room.nowMs = halfPastSevenMs + 2 * dayMs + 60_000;
    for (let turn = 0; turn < 2; turn += 1) {
      await feature.waker.wake({ chat: 'fan-out-1', ref: 'next Asia/Shanghai', dueAtMs: halfPastSevenMs });
    }
    expect((await runs.names(1)).map(({ run }) => run)).toEqual([halfPastSevenMs + 2 * dayMs]);
    expect((await fanOuts.read(1))?.missedAtMs).toEqual([halfPastSevenMs, halfPastSevenMs + dayMs]);
    const { keys: said, words } = await room.say('owner', '群发 1');
    expect(said).toContain('send-missed');
    expect(words[0]).toContain('有 2 次到点时我没在运行，错过了：');
  });
});

describe('workdays', () => {
  const shanghai = 'Asia/Shanghai';
  /** Wakes at 8:00 in Shanghai on a day; the groups that are handed on, and what each of them is told. */
  async function onDay(on: string) {
    const { room, feature, jobs, chats } = office;
    const dueAtMs = Date.parse(`${on}T00:00:00Z`);
    room.nowMs = dueAtMs;
    jobs.length = 0;
    await feature.waker.wake({ chat: 'fan-out-1', ref: `next ${shanghai}`, dueAtMs });
    await feature.waker.wake({ chat: 'fan-out-1', ref: String(dueAtMs), dueAtMs });
    const told: string[] = [];
    for (const job of jobs) {
      const chat = await chats.read(job.chat);
      if (chat === null) throw new Error('no chat');
      const said = await feature.announcer.announce(chat, { ...job, lateMs: 0 }, room.nowMs);
      if (said !== null) told.push(job.chat);
    }
    return { handedOn: jobs.map(({ chat }) => chat).toSorted(), told: told.toSorted() };
  }

  it('are those of each group: of its calendar, without its days off', async () => {
    office = openFanOutOffice(redis, { nowMs: Date.UTC(2026, 8, 1, 4) });
    const { room, feature, chats, occurrences } = office;
    await office.group('china');
    await office.group('own');
    await chats.setSetting('own', 'workdays', 'own');
    await office.group('resting');
    await createDaysOffStore(redis, createKeys('t')).change('resting', 'e', 'add', [
      { on: '2026-09-02' as LocalDate, name: '' },
    ]);
    await room.say('owner', '群发 全部 工作日 8:00 早');
    await room.say('owner', '群发 开始 1');
    await feature.waker.wake({ chat: 'fan-out-1', ref: 'zones', dueAtMs: room.nowMs });
    expect(await onDay('2026-09-02')).toEqual({ handedOn: ['china', 'own', 'resting'], told: ['china', 'own'] });
    // A Saturday: nobody works, and the next day is looked at.
    expect(await onDay('2026-09-05')).toEqual({ handedOn: [], told: [] });
    for (const ref of ['zones', String(Date.parse('2026-09-02T00:00:00Z'))]) {
      await occurrences.remove({ chat: 'fan-out-1', kind: 'fan-out', ref });
    }
    expect(await occurrences.nextAtMs()).toBe(Date.parse('2026-09-06T00:00:00Z'));
    // National Day and a make-up Saturday: https://www.gov.cn/zhengce/ for 2026
    expect(await onDay('2026-10-01')).toEqual({ handedOn: ['own'], told: ['own'] });
    expect(await onDay('2026-10-10')).toEqual({ handedOn: ['china', 'resting'], told: ['china', 'resting'] });
  });

  it.each([
    ['2026-12-29', 'Asia/Shanghai', true],
    ['2026-12-01', 'Asia/Shanghai', false],
    ['2026-12-29', 'Europe/Berlin', false],
  ])('of a year that is not published are told of beforehand: on %s in %s', async (on, zone, isWarned) => {
    office = openFanOutOffice(redis, { nowMs: Date.parse(`${on}T04:00:00Z`) });
    await office.group('a', { zone });
    const { keys: said } = await office.room.say('owner', '群发 全部 工作日 8:00 早');
    expect(said).toContain('send-preview');
    expect(said.includes('remind-holidays-unknown')).toBe(isWarned);
  });
});
