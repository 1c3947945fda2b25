import { describe, expect, test } from 'vitest';
import type { Recognised } from '../../../src/commands/core/desk.ts';
import type { Roll } from '../../../src/bots/wechat/identities.ts';
import { createRollCalls, type Present } from '../../../src/bots/wechat/roll-calls.ts';
import type { WechatRoom } from '../../../src/bots/wechat/wechat-bot.ts';
import { recordedLog } from '../telegram/recorded-log.ts';

const hourMs = 3_600_000;
const room = { id: 'g1' } as WechatRoom;
const listed = (id: string, change: { readonly name?: string; readonly nameInGroup?: string } = {}) => ({
  id,
  name: id,
  nameInGroup: '',
  remark: '',
  traits: '',
  ...change,
});

function rollOf(people: Roll['seen']['people'], unclear: Readonly<Record<string, readonly string[]>> = {}): Roll {
  const known = new Map<string, Recognised>();
  for (const { id } of people) {
    const mayBe = unclear[id];
    known.set(id, mayBe === undefined ? { kind: 'known', id } : { kind: 'unclear', id, mayBe });
  }
  return { seen: { id: 'g1', title: '', people, hasSelf: true }, known };
}

function bringCalls(read: () => Promise<Roll | null>) {
  const clock = { nowMs: 0 };
  const told: Present[] = [];
  const log = recordedLog();
  let readCount = 0;
  const calls = createRollCalls({
    account: 'class',
    identities: {
      rollOf: () => {
        readCount += 1;
        return read();
      },
    },
    log,
    clock: () => clock.nowMs,
    tell: (_room, present) => void told.push(present),
  });
  calls.begin('me');
  /** A message is heard, and all that comes of it done. */
  const hear = async (): Promise<void> => {
    calls.heard(room);
    for (let turn = 0; turn < 9; turn++) await Promise.resolve();
  };
  return { calls, clock, told, log, hear, readCount: () => readCount };
}

describe('who is in a group', () => {
  test('is told when it is first heard of, in each login, and twice a day', async () => {
    const { calls, clock, told, hear } = bringCalls(() => Promise.resolve(rollOf([listed('lin')])));
    for (; clock.nowMs < 48 * hourMs; clock.nowMs += hourMs) await hear();
    expect(told).toHaveLength(4);
    calls.begin('me');
    await hear();
    expect(told).toHaveLength(5);
    calls.begin('other');
    await hear();
    expect(told).toHaveLength(6);
  });

  test('is told with the name in the group, and with whom somebody unclear may be', async () => {
    const people = [listed('lin', { name: '小满', nameInGroup: '林小满' }), listed('~s'), listed('new', { name: '' })];
    const { told, hear } = bringCalls(() => Promise.resolve(rollOf(people, { '~s': ['zhou'] })));
    await hear();
    expect(told).toEqual([
      {
        people: [
          { id: 'lin', name: '林小满', languageTag: null },
          { id: '~s', name: '~s', languageTag: null, mayBe: ['zhou'] },
          { id: 'new', name: '', languageTag: null },
        ],
        isWhole: true,
      },
    ]);
  });

  test('is not whole without the bot, or with people who have not been met', async () => {
    const roll = rollOf([listed('lin'), listed('zhou')]);
    const rolls: Roll[] = [
      { ...roll, seen: { ...roll.seen, hasSelf: false } },
      { ...roll, known: new Map([['lin', { kind: 'known', id: 'lin' }]]) },
    ];
    const { clock, told, hear } = bringCalls(() => Promise.resolve(rolls.shift() ?? roll));
    await hear();
    clock.nowMs += 12 * hourMs;
    await hear();
    expect(told.map(({ people, isWhole }) => [people.length, isWhole])).toEqual([
      [2, false],
      [1, false],
    ]);
  });
});

describe('a list that tells nothing is not told, and read again a minute later', () => {
  test.each([
    ['empty', () => Promise.resolve(rollOf([]))],
    ['of a group that is unclear', () => Promise.resolve(null)],
    ['not to be had', () => Promise.reject(new Error('away'))],
  ])('%s', async (_, read) => {
    const { clock, told, hear, readCount } = bringCalls(read);
    await hear();
    await hear();
    expect(readCount()).toBe(1);
    clock.nowMs += 60_000;
    await hear();
    expect(readCount()).toBe(2);
    expect(told).toEqual([]);
  });

  test('one that was read while somebody came or went, or in a login that is over', async () => {
    const answers: ((roll: Roll) => void)[] = [];
    const { calls, clock, told, hear } = bringCalls(() => new Promise((resolve) => answers.push(resolve)));
    await hear();
    calls.changed('g1');
    answers[0]?.(rollOf([listed('lin')]));
    await hear();
    clock.nowMs += 60_000;
    await hear();
    calls.begin('other');
    answers[1]?.(rollOf([listed('lin')]));
    await hear();
    expect(told).toEqual([]);
    answers[2]?.(rollOf([listed('lin')]));
    await hear();
    expect(told).toHaveLength(1);
  });
});
