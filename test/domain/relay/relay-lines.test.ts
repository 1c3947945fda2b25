import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { relayChanges } from '../../../src/domain/relay/relay-changes.ts';
import { linePrint, namePrint, relayLines, takenOut } from '../../../src/domain/relay/relay-lines.ts';
import { createLineReader } from '../../../src/domain/relay/relay-name.ts';
import { readRelayProgress } from '../../../src/domain/relay/relay-progress.ts';

const members = [
  { seat: 1, name: '林小满' },
  { seat: 2, name: '周文' },
  { seat: 3, name: '周文静' },
  { seat: 4, name: 'Tom Lee' },
  { seat: 5, name: '二支部-王芳' },
  { seat: 6, name: '小明2' },
  { seat: 7, name: '🌸花花@海边(静)' },
  { seat: 8, name: '李強' },
  { seat: 9, name: '王伟' },
  { seat: 10, name: '王伟' },
  { seat: 11, name: '王' },
];
const read = createLineReader(members);

describe('a line', () => {
  test.each([
    ['林小满 30分钟', 1, 30],
    ['林小满：30分钟', 1, 30],
    ['林小满-30分钟', 1, 30],
    ['林小满——30分钟', 1, 30],
    ['林小满，30分钟', 1, 30],
    ['林小满（30分钟）', 1, 30],
    ['林小满(30分钟) ', 1, 30],
    ['林小满【30分钟】', 1, 30],
    ['林小满30分钟', 1, 30],
    ['林小满三十分钟', 1, 30],
    ['林小满+30分钟', 1, 30],
    ['@林小满 30分钟', 1, 30],
    ['林小满打卡30分钟', 1, 30],
    ['林小满 已打卡 30分钟', 1, 30],
    ['林小满✅30分钟', 1, 30],
    ['林小满', 1, null],
    ['林小满✅', 1, null],
    ['林小满已完成', 1, null],
    ['周文 读了二十页', 2, 20],
    ['周文静 3/5', 3, 3],
    ['周文读了20页', 2, 20],
    ['tom lee 30 min', 4, 30],
    ['ＴＯＭ　ＬＥＥ 30 min', 4, 30],
    ['王芳 30分钟', 5, 30],
    ['二支部-王芳 30分钟', 5, 30],
    ['三班-林小满 30分钟', 1, 30],
    ['小明2 30分钟', 6, 30],
    ['🌸花花@海边(静) 15分钟', 7, 15],
    ['李强 30分钟', 8, 30],
    ['林小满 第三章 45分钟', 1, 45],
    ['林小满同学 30分钟', 1, 30],
    ['林小满 今日已打卡', 1, null],
    ['TomLee 30 min', 4, 30],
    ['花花 30分钟', 7, 30],
  ])('%j is of seat %i with %j', (words, seat, amount) => {
    const line = read(words);
    expect(line.seats).toEqual([seat]);
    expect(readRelayProgress(line.rest)).toMatchObject({ amount });
  });

  test('of a name that two bear is of both, and of a name nobody bears is of none', () => {
    expect(read('王伟 30分钟').seats).toEqual([9, 10]);
    expect(read('张三 30分钟')).toEqual({ seats: [], name: '张三', rest: ' 30分钟' });
    expect(read('张三30分钟').name).toBe('张三');
    expect(read('30分钟 阅读')).toEqual({ seats: [], name: '30分钟 阅读', rest: '30分钟 阅读' });
    expect(read('我 30分钟')).toEqual({ seats: [], name: '我 30分钟', rest: ' 30分钟' });
    expect(read('王五 30分钟').name).toBe('王五');
    expect(read('王学斌 30分钟').name).toBe('王学斌');
    expect(read('长'.repeat(80)).name).toHaveLength(24);
  });

  test.each([
    ['二支部-张三 30分钟', '二支部-张三'],
    ['二支部 张三 30分钟', '二支部 张三'],
    ['张三（二支部）30分钟', '张三'],
    ['海边-张三 30分钟', '海边'],
    ['朝阳-张三 30分钟', '朝阳'],
    ['朝阳 张三 30分钟', '朝阳'],
    ['张三（朝阳）30分钟', '张三'],
    ['2024级-张三30分钟', '2024级-张三30分钟'],
    ['海滨-张三 30分钟', '海滨'],
    ['海滨 张三 30分钟', '海滨'],
  ])('%j is nobody’s, though one member has a part of the name', (words, name) => {
    const others = ['朝阳-林大可', '2024级-李雷', '赵敏（海滨）'].map((each, index) => ({
      seat: 12 + index,
      name: each,
    }));
    const crowded = createLineReader([...members, ...others]);
    expect(crowded(words)).toMatchObject({ seats: [], name });
    expect(crowded('朝阳林大可 30分钟').seats).toEqual([12]);
    expect(crowded('朝阳 30分钟').seats).toEqual([12]);
    expect(crowded('林大可 英语 30分钟').seats).toEqual([12]);
    expect(crowded('赵敏 30分钟').seats).toEqual([14]);
  });

  test.each([
    ' 未完成',
    ' 请假',
    '：',
    ' 还没读',
    ' ×',
    ' 0分钟',
    ' 昨天30分钟',
    ' (补昨天)',
    ' 明天补',
    ' 無',
    ' 沒打',
  ])('that ends in %j says that nothing was done', (rest) => {
    expect(readRelayProgress(rest)).toBeNull();
  });

  test('keeps who and when out of the note', () => {
    expect(readRelayProgress('同学 今天已打卡 第三章')).toMatchObject({ note: '第三章' });
    expect(readRelayProgress(' 已学习30分钟')).toMatchObject({ amount: 30, note: '' });
  });

  test('keeps an amount no day can hold as a note', () => {
    expect(readRelayProgress(' 3000分钟')).toEqual({ amount: null, unit: null, of: null, note: '3000分钟' });
  });
});

const relay = (...words: readonly string[]) => ({
  title: '打卡',
  entries: words.map((each, index) => ({ number: index + 1, words: each })),
});
const blank = { said: new Map<number, readonly string[]>(), names: new Map<string, number>() };

describe('whose a line is', () => {
  test('does not depend on the order of the lines', () => {
    const words = ['林小满 30分钟', '周文 20页', '王芳', '张三 1', '李四 2'];
    const settled = relayLines(relay(...words), members, 4, blank);
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
        const lines = relayLines(relay(...shuffled), members, 4, blank);
        expect(lines.bySeat).toEqual(settled.bySeat);
        expect([...lines.strangers].sort()).toEqual([...settled.strangers].sort());
      }),
    );
    expect([...settled.bySeat.keys()].sort()).toEqual([1, 2, 5]);
  });

  test('a single strange new line is the poster’s who has none, and stays theirs', () => {
    const words = ['林小满 30分钟', '小满她妈 20页'];
    const lines = relayLines(relay(...words), members, 4, { ...blank, said: new Map([[1, [linePrint(' 30分钟')]]]) });
    expect(lines).toMatchObject({ alias: '小满她妈', strangers: [] });
    expect(lines.bySeat.get(4)).toBe(' 20页');
    expect(relayLines(relay(...words), members, 4, blank)).toMatchObject({ alias: null, strangers: ['小满她妈'] });
    const names = new Map([[namePrint('小满她妈'), 4]]);
    const known = { said: new Map([[4, [linePrint(' 20页')]]]), names };
    expect(relayLines(relay('小满她妈 20页'), members, 1, known).bySeat.get(4)).toBe(' 20页');
    expect(relayLines(relay('小满她妈 40页'), members, 4, known).bySeat.get(4)).toBe(' 40页');
    expect(relayLines(relay('林小满', '小满她妈 40页'), members, 1, known).bySeat.get(4)).toBe(' 40页');
  });

  test('a second line of a strange name is not taken for the one who goes by it, nor another poster’s own', () => {
    const memory = { said: new Map([[4, [linePrint(' 20页')]]]), names: new Map([[namePrint('小满她妈'), 4]]) };
    const twice = relayLines(relay('小满她妈 20页', '小满她妈 30分钟'), members, 1, memory);
    expect([...twice.bySeat]).toEqual([[4, ' 20页']]);
    expect(twice).toMatchObject({ unclear: ['小满她妈'], alias: null });
    const alone = relayLines(relay('小满她妈 30分钟'), members, 1, memory);
    expect(alone.bySeat.size).toBe(0);
    expect(alone).toMatchObject({ unclear: ['小满她妈'], alias: null });
    const without = members.filter(({ seat }) => seat !== 4);
    const left = relayLines(relay('林小满', '小满她妈 30分钟'), without, 1, memory);
    expect([...left.bySeat.keys()]).toEqual([1]);
    expect(left.strangers).toEqual(['小满她妈']);
    const same = relayLines(relay('小满她妈 20页', '小满她妈 20页'), members, 1, memory);
    expect([...same.bySeat]).toEqual([[4, ' 20页']]);
  });

  test('strange lines are nobody’s when the poster has a line or there are two', () => {
    expect(relayLines(relay('林小满', '张三'), members, 1, blank)).toMatchObject({ alias: null, strangers: ['张三'] });
    expect(relayLines(relay('张三', '李四'), members, 1, blank).strangers).toEqual(['张三', '李四']);
    expect(relayLines(relay('示例 30分钟'), members, 1, blank).bySeat.size).toBe(0);
  });

  test('of a name that two bear the new line is the poster’s, and those said before stay where they were', () => {
    const first = relayLines(relay('王伟 30分钟'), members, 9, blank);
    expect([...first.bySeat]).toEqual([[9, ' 30分钟']]);
    const said = new Map([[9, [linePrint(' 30分钟')]]]);
    const second = relayLines(relay('王伟 30分钟', '王伟 20页'), members, 10, { ...blank, said });
    expect(new Map(second.bySeat)).toEqual(
      new Map([
        [9, ' 30分钟'],
        [10, ' 20页'],
      ]),
    );
    expect(relayLines(relay('王伟 30分钟'), members, 1, blank)).toMatchObject({ unclear: ['王伟'] });
    expect(relayLines(relay('王伟 30分钟', '王伟 20页'), members, 9, blank).bySeat.size).toBe(0);
  });
});

test('a mere name on a list that is to be filled in is not on it yet', () => {
  const list = { ...relay('林小满 30分钟', '周文', '王芳 ✅'), title: '今日打卡，请在名字后面打勾' };
  expect([...relayLines(list, members, 4, blank).bySeat.keys()]).toEqual([1, 5]);
});

describe('what a copy changes', () => {
  const print = linePrint;
  const said = new Map([
    [1, [print('45'), print('30')]],
    [2, [print('20')]],
  ]);
  const none = new Map<number, string>();
  const seatsOf = (bySeat: ReadonlyMap<number, string>, poster: number, earlier = none) =>
    relayChanges(bySeat, { poster, said, earlier }).map(({ seat, rest }) => [seat, rest]);

  test('nothing for the same list', () => {
    expect(
      seatsOf(
        new Map([
          [1, '45'],
          [2, '20'],
        ]),
        3,
      ),
    ).toEqual([]);
  });
  test('new words of anybody, and older words only of their own person', () => {
    expect(
      seatsOf(
        new Map([
          [1, '60'],
          [2, '20'],
        ]),
        3,
      ),
    ).toEqual([[1, '60']]);
    expect(
      seatsOf(
        new Map([
          [1, '30'],
          [2, '20'],
        ]),
        3,
      ),
    ).toEqual([]);
    expect(
      seatsOf(
        new Map([
          [1, '30'],
          [2, '20'],
        ]),
        1,
      ),
    ).toEqual([[1, '30']]);
  });
  test('a line is taken out by its own person when nobody else’s is missing', () => {
    expect(seatsOf(new Map([[2, '20']]), 1)).toEqual([[1, null]]);
    expect(seatsOf(new Map([[2, '20']]), 2)).toEqual([]);
    expect(seatsOf(new Map([[3, '5']]), 1)).toEqual([[3, '5']]);
    const [out] = relayChanges(new Map([[2, '20']]), { poster: 1, said, earlier: none });
    expect(out?.prints[0]).toBe(takenOut);
  });
  test('words left from the day before are nobody’s news but their own person’s', () => {
    const earlier = new Map([[3, print('10')]]);
    expect(
      seatsOf(
        new Map([
          [1, '45'],
          [2, '20'],
          [3, '10'],
        ]),
        1,
        earlier,
      ),
    ).toEqual([]);
    expect(
      seatsOf(
        new Map([
          [1, '45'],
          [2, '20'],
          [3, '10'],
        ]),
        3,
        earlier,
      ),
    ).toEqual([[3, '10']]);
  });
});
