import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../src/i18n/catalogue.ts';
import { locales, negotiateLocale } from '../../src/i18n/locale.ts';
import { lines, literal, text } from '../../src/i18n/text.ts';

const catalogue = openCatalogue();

describe('texts', () => {
  test('are said in the language asked for', () => {
    const greeting = text('only-in-group');
    expect(new Set(locales.map((locale) => catalogue.say(greeting, locale))).size).toBe(3);
  });

  test('hold no invisible marks that would end up in copied commands', () => {
    const said = catalogue.say(text('unknown-command', { name: 'x' }), 'en');
    expect(said).not.toMatch(/[\u2066-\u2069]/u);
    expect(said).toContain('/x');
  });

  test('people’s words are never read as a pattern', () => {
    expect(catalogue.say(text('unknown-command', { name: '{ $secret }' }), 'en')).toContain('{ $secret }');
  });

  test('days, moments and lists come out in the reader’s way', () => {
    const row = text('quiz-result-names', { names: { list: ['甲', '乙', '丙'] } });
    expect(catalogue.say(row, 'zh-Hans')).toContain('甲、乙、丙');
    expect(catalogue.say(row, 'en')).toContain('甲, 乙 and 丙');
    expect(catalogue.say(text('today-head', { day: { on: '2026-12-01' } }), 'zh-Hans')).toContain('12月1日');
  });

  test.each([
    ['zh-Hans', '1月5日周二', '2027年1月5日周二'],
    ['zh-Hant', '1月5日週二', '2027年1月5日週二'],
    ['en', 'Tue 5 Jan', 'Tue 5 Jan 2027'],
  ] as const)('a date of another year says so (%s)', (locale, short, long) => {
    const inYear = (year: number) => openCatalogue(() => Date.UTC(year, 10, 22));
    const day = text('today-head', { day: { on: '2027-01-05' } });
    const moment = text('schedule-once', { at: { atMs: Date.UTC(2027, 0, 5), zone: 'Asia/Shanghai' } });
    expect(inYear(2027).say(day, locale)).toBe(short);
    expect(inYear(2026).say(day, locale)).toBe(long);
    expect(inYear(2027).say(moment, locale)).toContain(`${short} 08:00`);
    expect(inYear(2026).say(moment, locale)).toContain(`${long} 08:00`);
  });

  test('the last evening of a year needs no year while it is still the old one somewhere, a moment counts by its clocks', () => {
    const day = text('today-head', { day: { on: '2026-12-31' } });
    const saidAt = (atMs: number) => openCatalogue(() => atMs).say(day, 'zh-Hans');
    expect(saidAt(Date.UTC(2027, 0, 1, 1))).toBe('12月31日周四');
    expect(saidAt(Date.UTC(2027, 0, 2))).toBe('2026年12月31日周四');
    const newYear = { atMs: Date.UTC(2026, 11, 31, 20), zone: 'Asia/Shanghai' };
    const inNovember = openCatalogue(() => Date.UTC(2026, 10, 22));
    expect(inNovember.say(text('schedule-once', { at: newYear }), 'zh-Hans')).toContain('2027年1月1日周五 04:00');
    expect(inNovember.say(text('schedule-once', { at: { ...newYear, zone: 'UTC' } }), 'zh-Hans')).not.toContain('年');
  });

  test('lines stand under each other and empty ones are left out', () => {
    expect(catalogue.say(lines(literal('a'), null, literal('b')), 'en')).toBe('a\nb');
  });
});

describe('catalogues', () => {
  test('the traditional one holds no simplified characters', () => {
    const source = readFileSync(new URL('../../src/i18n/zh-Hant.ftl', import.meta.url), 'utf8');
    expect(source.match(/[们这进发设题记录应话语词时间开关对错说请过还级课组读书学习卫]/gu) ?? []).not.toEqual(
      expect.arrayContaining(['们', '这', '进', '发', '设', '题']),
    );
  });

  test('the Chinese ones use full-width punctuation after Han characters', () => {
    for (const locale of ['zh-Hans', 'zh-Hant']) {
      const source = readFileSync(new URL(`../../src/i18n/${locale}.ftl`, import.meta.url), 'utf8');
      const values = source.split('\n').filter((line) => !line.startsWith('#'));
      expect(values.filter((line) => /\p{Script=Han}[,;!?]/u.test(line))).toEqual([]);
    }
  });
});

describe('the language of a chat', () => {
  test.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-hk', 'zh-Hant'],
    ['zh-hans', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['en-US', 'en'],
    ['de', 'zh-Hans'],
    ['not a tag', 'zh-Hans'],
  ])('%s gets %s', (tag, expected) => {
    expect(negotiateLocale([tag], 'zh-Hans')).toBe(expected);
  });
});

test('a name cannot turn the direction of what follows it', () => {
  const said = openCatalogue().say(text('answers-received', { names: { list: ['\u202e王五', '小\u2066李'] } }), 'en');
  expect(said).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
  expect(said).toContain('小李');
});
