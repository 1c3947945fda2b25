import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/domain/calendar.ts';
import type { LocalDate, TimeZone } from '../../src/domain/local-date.ts';
import { nextThreeAtMs } from '../../src/domain/next-due.ts';
import { clockText } from '../../src/domain/schedule.ts';
import { parseSchedulePhrase } from '../../src/domain/schedule-phrase.ts';
import { nowMs, read, zone } from './schedule/read-phrase.ts';

describe('what is not understood', () => {
  test.each([
    ...['', '你好', '打卡', '8', '每天', '明天 交作业', 'noon', 'in as many words', '一点点', 'cron', '🙂'],
    ...['每两天 8点', 'every other day 8:00', '每月最后一天 9点', '每周 19:00', 'tomorrow at 3', '每25分钟 喝水'],
    ...['8:00-9:00 自习', '每天8点到9点 自习', '明天8点前交作业', '明天 8点和9点'],
    ...['2026-02-31 09:00', '2-31 9:00', '2月30日 9点', '每月32号 9点', '每周八 9点', '每天25点', '每天8:60', '13am'],
    ...['cron 0 8 * *', 'cron 0 0 8 * * 1-5', 'cron 0 0 31 2 *', 'cron 61 8 * * *', 'cron 0 8 ? * *', '99999个月后'],
  ])('%j', (text) => {
    expect(read(text)).toBe('not-understood');
  });
});

describe('what is refused', () => {
  test.each(['2026-11-20 09:00', '今天 9:00', '11月20日 9点', '本周五 9点', '昨天 8点', '0分钟后', 'today 10:00'])(
    '%s is past',
    (text) => {
      expect(read(text)).toBe('past');
    },
  );

  test.each([
    ['cron * * * * *', 1],
    ['cron */10 * * * *', 10],
    ['cron 0,5 8 1 1 *', 5],
    ['cron 55,0 23,0 * * *', 5],
    ['每分钟', 1],
    ['every 5 minutes', 5],
    ['每天8:00，8:05', 5],
    ['每天23:55和0:05', 10],
  ])('%s is too often', (text, everyMinutes) => {
    expect(read(text)).toBe(`too often, ${String(everyMinutes)}`);
  });

  test('a quarter of an hour is not', () => {
    expect(read('cron */15 * * * *')).toBe('cron */15 * * * *');
    expect(read('每天8:00、8:15')).toBe('daily 08:00,08:15');
  });
});

describe('zones and years', () => {
  test('the day is that of the zone', () => {
    const newYork = 'America/New_York' as TimeZone;
    const parse = parseSchedulePhrase('明天 8:00', { nowMs: Date.parse('2026-11-22T02:00:00Z'), zone: newYork });
    expect(parse).toMatchObject({ schedule: { atMs: Date.parse('2026-11-22T13:00:00Z') } });
  });

  test('counted days keep the time of day over a clock change, counted hours do not', () => {
    const newYork = 'America/New_York' as TimeZone;
    const context = { nowMs: Date.parse('2026-10-31T12:00:00-04:00'), zone: newYork };
    expect(parseSchedulePhrase('1天后', context)).toMatchObject({
      schedule: { atMs: Date.parse('2026-11-01T12:00:00-05:00') },
    });
    expect(parseSchedulePhrase('24小时后', context)).toMatchObject({
      schedule: { atMs: Date.parse('2026-11-01T11:00:00-05:00') },
    });
  });

  test('workdays in a year whose holidays are not known come with a warning', () => {
    const at = (text: string) => ({ nowMs: Date.parse(text), zone });
    expect(parseSchedulePhrase('工作日 8:00', at('2026-11-21T10:00+08:00'))).toMatchObject({ warning: null });
    expect(parseSchedulePhrase('工作日 8:00', at('2026-12-29T10:00+08:00'))).toMatchObject({
      warning: 'holidays-unknown',
    });
    expect(parseSchedulePhrase('每天 8:00', at('2026-12-31T10:00+08:00'))).toMatchObject({ warning: null });
  });
});

describe('any text', () => {
  const words =
    '每天 每周 一三五 工作日 明天 下周 8 20:30 点 半 : 到 和 号 月 2026-12-01 后 小时 cron * in every mon at am 早上 晚上 读书 ５ 、 /'.split(
      ' ',
    );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...words, ' '), { maxLength: 9 }).map((list) => list.join('')),
  );
  const anyNow = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2040, 0, 1) });
  const anyZone = fc.constantFrom(zone, 'America/New_York' as TimeZone, 'Pacific/Chatham' as TimeZone);

  test('is read without a fault, and what is understood is due some day', () => {
    fc.assert(
      fc.property(anyText, anyNow, anyZone, (text, now, where) => {
        const parse = parseSchedulePhrase(text, { nowMs: now, zone: where });
        if (parse.kind !== 'understood') return;
        expect(nextThreeAtMs(parse.schedule, now, where).length).toBeGreaterThan(0);
        expect(text.endsWith(parse.rest) || text.trimEnd().endsWith(parse.rest)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a date written in any usual way is that date', () => {
    const day = fc.date({ min: new Date('2026-12-01'), max: new Date('2027-09-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1_439 }), (date, minute) => {
        const on = date.toISOString().slice(0, 10) as LocalDate;
        const [, month = '', dayOfMonth = ''] = on.split('-').map((part) => String(Number(part)));
        const atMs = instantOf(on, minute, zone);
        for (const text of [
          `${on} `,
          `${on.replaceAll('-', '/')} `,
          `${month}月${dayOfMonth}日`,
          `${month}-${dayOfMonth} `,
        ]) {
          expect(parseSchedulePhrase(text + clockText(minute), { nowMs, zone })).toMatchObject({
            schedule: { kind: 'once', atMs },
          });
        }
      }),
    );
  });
});
