import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkGapMs, bulkPerMinute, isSlow, spreadMs, spreadWindow } from '../../src/domain/spread.ts';

const wechat = { accountPerSecond: 1, accountPerMinute: 40, chatSwitchMs: { least: 3_000, most: 5_000 } };
const telegram = { accountPerSecond: 30, accountPerMinute: null, chatSwitchMs: null };
const eightMs = Date.UTC(2026, 11, 2, 0);
const minuteMs = 60_000;

describe('reminders of a slow account that are due at the same time', () => {
  it('to 200 groups at eight arrive until 8:14', () => {
    expect(spreadMs(200, wechat)).toBe(199 * 4_000);
    expect(spreadWindow(eightMs, 200, wechat)).toEqual({ fromMs: eightMs, untilMs: eightMs + 14 * minuteMs });
  });

  it('have no window worth telling while it is under a minute', () => {
    expect(spreadWindow(eightMs, 15, wechat)).toBeNull();
    expect(spreadWindow(eightMs, 16, wechat)).toEqual({ fromMs: eightMs, untilMs: eightMs + minuteMs });
    expect(spreadWindow(eightMs, 0, wechat)).toBeNull();
  });

  it('take as long as their share of the minute says where switching costs nothing', () => {
    const counted = { accountPerSecond: 1, accountPerMinute: 20, chatSwitchMs: null };
    expect(bulkPerMinute(20)).toBe(15);
    expect(bulkGapMs(counted)).toBe(4_000);
    expect(bulkPerMinute(1)).toBe(1);
  });
});

describe('a fast account', () => {
  it('has no window, however many are due', () => {
    expect(isSlow(telegram)).toBe(false);
    expect(spreadWindow(eightMs, 25_000, telegram)).toBeNull();
  });
});

it('more reminders never take less time', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), (few, more) => {
      expect(spreadMs(few + more, wechat)).toBeGreaterThanOrEqual(spreadMs(few, wechat));
    }),
  );
});
