import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audienceOf } from '../../../src/domain/fan-out/audience.ts';
import { firstZone, sameWallTime } from '../../../src/domain/fan-out/due-in-zones.ts';
import { laneRef, readLaneRef } from '../../../src/domain/fan-out/lane-ref.ts';
import { lanesOf } from '../../../src/domain/fan-out/lanes.ts';
import { ledgerCsv } from '../../../src/domain/fan-out/ledger-table.ts';
import { localDateOf, minuteOfDay } from '../../../src/domain/calendar.ts';
import type { TimeZone } from '../../../src/domain/local-date.ts';

const zones = ['Asia/Shanghai', 'Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata'];
const zone = fc.constantFrom(...zones).map((name) => name as TimeZone);
const minute = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });

describe('a time of day in another zone', () => {
  it('is shown by its clocks, but for the hour that they skip', () => {
    fc.assert(
      fc.property(minute, zone, zone, (atMinute, from, to) => {
        const atMs = atMinute * 60_000;
        const there = sameWallTime(atMs, from, to);
        const isSkipped = minuteOfDay(there, to) !== minuteOfDay(atMs, from);
        if (!isSkipped) expect(localDateOf(there, to)).toBe(localDateOf(atMs, from));
        else expect(minuteOfDay(there, to) - minuteOfDay(atMs, from)).toBeLessThanOrEqual(60);
      }),
    );
  });

  it('comes first where the sun rises first', () => {
    const noonMs = Date.UTC(2026, 11, 1, 4);
    const all = new Set(zones.map((name) => name as TimeZone));
    expect(firstZone(all, noonMs, 'Asia/Shanghai' as TimeZone)).toBe('Pacific/Auckland');
    expect(firstZone([], noonMs, 'Asia/Shanghai' as TimeZone)).toBe('Asia/Shanghai');
  });
});

describe('lanes', () => {
  const served = fc.record({
    id: fc.uuid(),
    platform: fc.constantFrom('telegram', 'wechat'),
    account: fc.constantFrom('1', '2'),
    zone,
  });

  it('have everybody once, by account and time, earliest first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(served, { selector: ({ id }) => id }), (audience) => {
        const lanes = lanesOf(audience, (there) => zones.indexOf(there) % 3);
        expect(lanes.flatMap(({ chats }) => chats).toSorted()).toEqual(audience.map(({ id }) => id).toSorted());
        const names = lanes.map(({ platform, account, dueAtMs }) => `${platform} ${account} ${String(dueAtMs)}`);
        expect(new Set(names).size).toBe(names.length);
        const due = lanes.map(({ dueAtMs }) => dueAtMs);
        expect(due).toEqual(due.toSorted((a, b) => a - b));
      }),
    );
  });

  it('have names that can be read again, and nothing else can', () => {
    const name = { number: 12, run: 1_795_000_000_000, lane: 3 };
    expect(readLaneRef(laneRef(name))).toEqual(name);
    for (const other of ['', '1', '1.2', '1.2.x', '1.2.3.4']) expect(readLaneRef(other)).toBeNull();
  });
});

describe('an audience', () => {
  const groups = [
    { id: 'a', tags: ['晨讀'] },
    { id: 'b', tags: [] },
    { id: 'c', tags: ['夜读', 'EAST'] },
  ];
  const ids = (audience: Parameters<typeof audienceOf>[0]) => audienceOf(audience, groups).map(({ id }) => id);

  it('is all, those with one of the tags in any spelling, or those named', () => {
    expect(ids({ kind: 'all' })).toEqual(['a', 'b', 'c']);
    expect(ids({ kind: 'tags', tags: ['晨读', 'east'] })).toEqual(['a', 'c']);
    expect(ids({ kind: 'tags', tags: ['晨'] })).toEqual([]);
    expect(ids({ kind: 'list', chats: ['c', 'b', 'x'] })).toEqual(['b', 'c']);
  });
});

describe('a ledger', () => {
  it('is a table that no spreadsheet takes for formulas', () => {
    const row = {
      kind: 'fan-out',
      fanOut: 1,
      run: 'r',
      chat: 'c',
      platform: 'p',
      account: 'a',
      group: '-100',
      title: '=1+1',
      due: 'd',
      at: 't',
    };
    expect(ledgerCsv([{ ...row, outcome: 'failed', code: 'x,y' }])).toBe(
      '\ufeffkind,fanOut,run,chat,platform,account,group,title,due,outcome,code,at\r\n' +
        'fan-out,1,r,c,p,a,\'-100,\'=1+1,d,failed,"x,y",t\r\n',
    );
  });
});
