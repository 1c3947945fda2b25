import * as opencc from 'opencc-js';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/domain/normalise.ts';
import { scriptPairs } from '../../src/domain/script-map.ts';

interface OpenCc {
  readonly Converter: (options: { readonly from: string; readonly to: string }) => (text: string) => string;
}

/** The package's own typings import without extensions and do not resolve under NodeNext. */
const { Converter } = opencc as unknown as OpenCc;

const addedByHand: Readonly<Record<string, string>> = { 著: '着', 妳: '你', 牠: '它', 薴: '苎' };

describe('scriptPairs', () => {
  it('says what OpenCC says of every character, but for those added by hand', () => {
    const convert = Converter({ from: 't', to: 'cn' });
    const differing: string[] = [];
    for (let at = 0; at < scriptPairs.length; at += 2) {
      const traditional = scriptPairs.charAt(at);
      const simplified = scriptPairs.charAt(at + 1);
      if ((addedByHand[traditional] ?? convert(traditional)) !== simplified) differing.push(traditional + simplified);
    }
    expect(differing).toEqual([]);
    expect(scriptPairs.length / 2).toBe(2933);
  });

  it('turns the traditional characters of study talk into simplified ones', () => {
    expect(normalise('簽到、補卡、請假、撤銷、計劃、錯題、題庫、週報、綁定、鐘頭、讀書、單詞、複習、聽力')).toBe(
      '签到、补卡、请假、撤销、计划、错题、题库、周报、绑定、钟头、读书、单词、复习、听力',
    );
  });
});
