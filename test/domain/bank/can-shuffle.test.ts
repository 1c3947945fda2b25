import { describe, expect, test } from 'vitest';
import { canShuffle } from '../../../src/domain/bank/can-shuffle.ts';

describe('canShuffle', () => {
  test.each([
    '以上都对',
    '以上皆是',
    '以上說法皆非',
    '以上选项均不正确',
    '上述全部',
    '都不对',
    '全部正确',
    '兩者皆是',
    'A和B都对',
    'AB都对',
    'A、C',
    '选项A和选项C',
    '只有B',
    'All of the above',
    'none of the above',
    'All of these',
    'Both A and B',
    'A & C',
    'B only',
    'Neither of them',
    'The above are all wrong',
  ])('is false where an option says %s', (option) => {
    expect(canShuffle(['甲', 'something', option])).toBe(false);
  });

  test.each([
    [['北京', '上海', '广州']],
    [['维生素A', '维生素B', '维生素C']],
    [['A型', 'B型', 'AB型', 'O型']],
    [['DNA', 'RNA', 'ATP']],
    [['a cat', 'a dog and a bird', 'all mammals']],
    [['以人为本', '以上海为例子的说法'.slice(2), '平均']],
    [['above sea level', 'below sea level']],
  ])('is true for %j', (options) => {
    expect(canShuffle(options)).toBe(true);
  });

  test.each([[['是', '否']], [['Yes', 'No']], [['正确', '错误']]])('is false for the ordered pair %j', (options) => {
    expect(canShuffle(options)).toBe(false);
  });
});
