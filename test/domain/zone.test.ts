import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDateOf } from '../../src/domain/calendar.ts';
import { parseTimeZone } from '../../src/domain/zone.ts';

test.each([
  ['北京', 'Asia/Shanghai'],
  ['北京时间', 'Asia/Shanghai'],
  ['北京時間', 'Asia/Shanghai'],
  ['上海', 'Asia/Shanghai'],
  ['东八区', 'Asia/Shanghai'],
  ['UTC+8', 'Asia/Shanghai'],
  ['ＧＭＴ＋８', 'Asia/Shanghai'],
  ['utc +08:00', 'Asia/Shanghai'],
  ['台北', 'Asia/Taipei'],
  ['臺北', 'Asia/Taipei'],
  ['台灣', 'Asia/Taipei'],
  ['香港', 'Asia/Hong_Kong'],
  ['Hong Kong', 'Asia/Hong_Kong'],
  ['澳門', 'Asia/Macau'],
  ['东京', 'Asia/Tokyo'],
  ['東京', 'Asia/Tokyo'],
  ['新加坡', 'Asia/Singapore'],
  ['纽约', 'America/New_York'],
  ['紐約', 'America/New_York'],
  ['New York', 'America/New_York'],
  ['america/new_york', 'America/New_York'],
  ['EST', 'America/New_York'],
  ['London', 'Europe/London'],
  ['伦敦', 'Europe/London'],
  ['倫敦', 'Europe/London'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['asia/chongqing', 'Asia/Chongqing'],
  ['UTC', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['GMT', 'UTC'],
  ['UTC-5', 'Etc/GMT+5'],
  ['西五区', 'Etc/GMT+5'],
  ['东十二区', 'Etc/GMT-12'],
  ['UTC+5:30', 'Asia/Kolkata'],
])('%s is %s', (text, zone) => {
  expect(parseTimeZone(text)).toBe(zone);
});

test.each(['', ' ', 'Mars', '火星', 'CST', 'UTC+15', 'UTC-13', 'UTC+5:17', 'Asia/Atlantis', '../etc', '8'])(
  '%j is no zone',
  (text) => {
    expect(parseTimeZone(text)).toBeNull();
  },
);

test('every zone that Intl lists is known by its own name in any case', () => {
  for (const name of Intl.supportedValuesOf('timeZone')) {
    expect(parseTimeZone(name)).toBe(name);
    expect(parseTimeZone(name.toLowerCase())).toBe(name);
  }
});

test('whatever is typed is a zone that clocks can be read in, or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(utc|GMT)?[+-]?\d{1,3}(:\d\d)?$/)),
      (text) => {
        const zone = parseTimeZone(text);
        if (zone !== null) expect(localDateOf(0, zone)).toMatch(/^19(69|70)-/);
      },
    ),
  );
});
