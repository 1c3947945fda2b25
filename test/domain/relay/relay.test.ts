import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRelay } from '../../../src/domain/relay/relay.ts';
import { relayLines, relayPrint } from '../../../src/domain/relay/relay-lines.ts';
import { relayTopic } from '../../../src/domain/relay/relay-topic.ts';
import type { LocalDate } from '../../../src/domain/local-date.ts';

const today = '2026-11-21' as LocalDate;

const wordsOf = (text: string): readonly string[] | null => readRelay(text)?.entries.map(({ words }) => words) ?? null;

describe('a relay', () => {
  test('has a title and numbered lines', () => {
    expect(readRelay('#接龙\n每日打卡 11月21日\n\n1. 林小满 30分钟\n2. 周文 读了二十页')).toEqual({
      title: '每日打卡 11月21日',
      entries: [
        { number: 1, words: '林小满 30分钟' },
        { number: 2, words: '周文 读了二十页' },
      ],
    });
  });

  test.each([
    ['＃接龙\n打卡\n1. 甲', '打卡', ['甲']],
    ['#接龍\n打卡\n1. 甲', '打卡', ['甲']],
    ['#接龙 每日打卡\n1. 甲', '每日打卡', ['甲']],
    ['# 接龙：每日打卡\n1. 甲', '每日打卡', ['甲']],
    ['接龙\n打卡\n1. 甲', '打卡', ['甲']],
    ['【接龙】\n打卡\n1. 甲', '打卡', ['甲']],
    ['\u200b#接龙\r\n每日打卡\r\n\r\n1. 甲 \r\n2. 乙\r\n', '每日打卡', ['甲', '乙']],
    ['#接龙\n第一行\n第二行\n1. 甲', '第一行 第二行', ['甲']],
    ['#接龙\n每日打卡\n例 姓名 30分钟\n1. 甲', '每日打卡', ['甲']],
    ['#接龙\n1、甲\n2．乙\n3)丙\n４. 丁', '', ['甲', '乙', '丙', '丁']],
    ['#接龙\n11.21 打卡\n1. 甲', '11.21 打卡', ['甲']],
    ['#接龙\n打卡\n1. 甲\n2. \n3.\n4. 丁', '打卡', ['甲', '丁']],
    ['#接龙\n打卡\n1. 甲 30分钟\n读了第三章\n\n今晚十点截止', '打卡', ['甲 30分钟 读了第三章']],
    ['#接龙\n打卡 规则：\n1. 姓名+时长\n2. 每天一次\n1. 甲 30分钟', '打卡 规则：', ['甲 30分钟']],
    ['#接龙\n打卡\n1. 甲🌟 30分钟 💪\n2. 乙', '打卡', ['甲🌟 30分钟 💪', '乙']],
  ])('%j is read', (text, title, words) => {
    expect(readRelay(text)?.title).toBe(title);
    expect(wordsOf(text)).toEqual(words);
  });

  test.each([
    '',
    '打卡',
    '#接龙',
    '#接龙\n大家来接龙',
    '我们来接龙吧\n1. 甲',
    '1. 甲\n2. 乙',
    '接龙游戏\n1. 甲',
    '#学习\n1. 甲',
  ])('%j is none', (text) => {
    expect(readRelay(text)).toBeNull();
  });

  test('is read to the end with three hundred lines, and bounded beyond', () => {
    const list = (count: number) =>
      `#接龙\n打卡\n${Array.from({ length: count }, (_, index) => `${index + 1}. 同学${index} ${'好'.repeat(500)}`).join('\n')}`;
    expect(wordsOf(list(300))).toHaveLength(300);
    expect(wordsOf(list(900))).toHaveLength(500);
    expect(wordsOf(list(1))?.[0]).toHaveLength(300);
  });

  test('is the same relay whatever date and signs are in the title', () => {
    const print = (title: string) => relayPrint({ title, entries: [] });
    expect(print('每日打卡 11月21日')).toBe(print('每日打卡！ 11月20日'));
    expect(print('每日打卡')).not.toBe(print('晨读打卡'));
  });
});

const topicOf = (title: string, lines: readonly string[], prompted = false) =>
  relayTopic({ title, entries: lines.map((words, index) => ({ number: index + 1, words })) }, { today, prompted });

describe('what a relay is about', () => {
  test.each([
    ['每日打卡 11月21日', ['林小满']],
    ['今日学习打卡', ['林小满']],
    ['簽到', ['林小满']],
    ['晨读', ['林小满']],
    ['第三章学习进度', ['林小满 已完成']],
    ['已完成学习的请接龙', ['林小满']],
    ['', ['林小满 30分钟', '周文 读了二十页']],
    ['11月21日', ['林小满 30分钟', '周文']],
    ['一支部', ['林小满 45分钟', '周文 3/5']],
    ['11月18日-11月24日 打卡', ['林小满']],
    ['第3-5章阅读打卡', ['林小满']],
    ['Day 12 check-in', ['Tom']],
    ['2026-11-21 打卡', ['林小满']],
    ['11.21打卡', ['林小满']],
    ['第三单元背诵 3/5', ['林小满']],
    ['《论语》共读 Day3', ['林小满 2.5h']],
    ['21天打卡第3天', ['林小满']],
  ])('%j with %j is today’s study', (title, lines) => {
    expect(topicOf(title, lines).kind).toBe('today');
  });

  test.each([
    ['周六读书会报名', ['林小满']],
    ['今日订餐', ['林小满 1份', '周文 2份']],
    ['学习用书团购', ['林小满 2本']],
    ['疫苗接种 已完成打卡', ['林小满 已接种']],
    ['参加明天学习会的请接龙', ['林小满']],
    ['跑步打卡', ['林小满 30分钟']],
    ['班服尺码', ['林小满 L', '周文 XL']],
    ['家长会 参加人员', ['林小满 1人']],
    ['校服费 30元', ['林小满']],
    ['', ['林小满', '周文']],
    ['大家好', ['林小满 2', '周文 3']],
    ['明天打卡', ['林小满']],
    ['11月22日打卡', ['林小满']],
    ['今日到岗', ['林小满', '周文']],
    ['关于周五学习的通知，收到请接龙', ['林小满 收到']],
    ['周五学习，能来的接龙', ['林小满']],
    ['投票：选哪本书', ['林小满 A', '周文 B']],
  ])('%j with %j is something else', (title, lines) => {
    expect(topicOf(title, lines).kind).toBe('other');
  });

  test('a title that says nothing will do in a chat that was asked for check-ins', () => {
    expect(topicOf('', ['林小满', '周文'], true).kind).toBe('today');
    expect(topicOf('11月21日 大家接龙', ['林小满'], true).kind).toBe('today');
    expect(topicOf('家庭人数', ['林小满 3'], true).kind).toBe('other');
    expect(topicOf('今日订餐', ['林小满'], true).kind).toBe('other');
  });

  test.each([
    ['昨天打卡', '2026-11-20'],
    ['前天的学习打卡', '2026-11-19'],
    ['11月20日打卡', '2026-11-20'],
    ['打卡 11/20', '2026-11-20'],
    ['2026年11月2日 打卡', '2026-11-02'],
    ['12月31日打卡', null],
    ['打卡 11.9-11.15', '2026-11-15'],
  ])('%j is of another day', (title, on) => {
    const topic = topicOf(title, ['林小满 30分钟']);
    expect(topic).toEqual(on === null ? { kind: 'other' } : { kind: 'past', on });
  });
});

test('nothing that people send makes reading throw or finds more people than lines', () => {
  const line = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('1. 林小满 30分钟', '2、周文', '３. ', '例 甲', '11.21', '', '昨天', '打卡 0/0', '- -5分钟'),
  );
  const members = [
    { seat: 1, name: '林小满' },
    { seat: 2, name: '周文' },
    { seat: 3, name: ' ' },
    { seat: 4, name: '林小满' },
  ];
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n'), (parts, end) => {
      const relay = readRelay(`#接龙 打卡${end}${parts.join(end)}`);
      if (relay === null) return;
      relayTopic(relay, { today, prompted: true });
      const { bySeat, strangers, unclear } = relayLines(relay, members, 2, { said: new Map(), names: new Map() });
      expect(bySeat.size + strangers.length + unclear.length).toBeLessThanOrEqual(relay.entries.length);
    }),
  );
});
