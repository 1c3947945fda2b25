import { describe, expect, test } from 'vitest';
import { groupAddress, privateAddress } from '../../../src/bots/console/cast.ts';
import type { Inbound } from '../../../src/commands/core/event.ts';
import type { Outgoing } from '../../../src/commands/core/outgoing.ts';
import { StoreError } from '../../../src/errors.ts';
import { openFakeTerminal } from './fake-terminal.ts';
import { noDesk } from '../../support/no-desk.ts';

const question: Outgoing = {
  kind: 'message',
  text: '第 1 题',
  buttons: [[{ label: 'A. 长江', token: 'answer r 1 0' }], [{ label: 'B. 黄河', token: 'answer r 1 1' }]],
  mentions: [],
  quote: null,
};

async function talk(lines: readonly string[], onEvent?: (event: Inbound) => Promise<void>) {
  const terminal = openFakeTerminal(lines);
  const heard: Inbound[] = [];
  await terminal.adapter.start(async (event) => {
    heard.push(event);
    await onEvent?.(event);
    return { isTaken: true };
  }, noDesk);
  return { ...terminal, heard };
}

describe('a session at the terminal', () => {
  test('says what is typed in the group, for one member after the other', async () => {
    const { session, heard, printed } = await talk(['打卡', ':as 王', '1', ':as 3', '早', ':as 小红', '还是我']);
    await session.run();
    expect(heard.map((event) => (event.kind === 'text' ? [event.sender.id, event.text, event.from.chat] : []))).toEqual(
      [
        ['li', '打卡', 'group'],
        ['wang', '1', 'group'],
        ['zhang', '早', 'group'],
        ['zhang', '还是我', 'group'],
      ],
    );
    expect(printed.slice(0, 3)).toEqual(['小李> 打卡', '小李> :as 王', '现在是小王在说话']);
  });

  test('takes the bot’s name in front for a sign whom a line is for', async () => {
    const { session, heard } = await talk(['@班长 打卡', '@班长们 打卡']);
    await session.run();
    expect(heard).toMatchObject([
      { text: '打卡', isAddressed: true },
      { text: '@班长们 打卡', isAddressed: true },
    ]);
  });

  test('gives every event an id of its own and a growing order, the time standing still or not', async () => {
    const { session, heard } = await talk(['a', 'b', ':skip 1h', 'c', ':photo d']);
    await session.run();
    expect(new Set(heard.map(({ id }) => id)).size).toBe(4);
    const orders = heard.map(({ order }) => order);
    expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b));
    expect((heard[2]?.atMs ?? 0) - (heard[1]?.atMs ?? 0)).toBe(3_600_000);
  });

  test('speaks to the bot in private as the current member', async () => {
    const { session, heard } = await talk([':as 小王', ':private 我的']);
    await session.run();
    expect(heard[0]).toMatchObject({ from: privateAddress('wang'), isGroup: false, title: null, isAddressed: true });
  });

  test('taps the numbered choice of the newest message', async () => {
    const { session, heard, adapter, printed } = await talk([':as 老张', '#2']);
    const { messageId } = await adapter.send(groupAddress, question);
    await session.run();
    expect(heard[0]).toMatchObject({ kind: 'choice', token: 'answer r 1 1', messageId, sender: { id: 'zhang' } });
    expect(printed.slice(0, 3)).toEqual(['班长：第 1 题', '  [1] A. 长江', '  [2] B. 黄河']);
  });

  test.each([
    ['#1', null, '现在没有按钮可点。'],
    ['#3', groupAddress, '没有 #3，最近这条消息有 2 个按钮。'],
    ['#1', privateAddress('wang'), '那是小王私聊里的按钮，先发 :as 小王。'],
  ] as const)('answers %s itself where there is nothing to tap', async (line, at, note) => {
    const { session, heard, adapter, printed } = await talk([line]);
    if (at !== null) await adapter.send(at, question);
    await session.run();
    expect(heard).toEqual([]);
    expect(printed.at(-1)).toBe(note);
  });

  test('sends a file with its bytes, and says why it cannot', async () => {
    const { session, heard, printed } = await talk([':file x/bank.csv', ':file nothing.pdf']);
    await session.run();
    const [event] = heard;
    expect(heard).toHaveLength(1);
    expect(event).toMatchObject({ kind: 'media', medium: 'file', file: { name: 'bank.csv', sizeBytes: 2 } });
    if (event?.kind === 'media') expect(await event.file?.fetchBytes()).toEqual(new Uint8Array([1, 2]));
    expect(printed.at(-1)).toBe('没有「nothing.pdf」这个文件。');
  });

  test('tells an event again until the store has it, and what comes after it only then', async () => {
    let failuresLeft = 1;
    const recorded: string[] = [];
    const { session } = await talk(['打卡', '早'], (event) => {
      if (failuresLeft-- > 0) return Promise.reject(new StoreError('redis-unreachable', 'gone'));
      recorded.push(event.kind === 'text' ? event.text : '');
      return Promise.resolve();
    });
    await session.run();
    expect(recorded).toEqual(['打卡', '早']);
  });

  test('says so when it is ended before the store has the line', async () => {
    const { session, adapter, printed } = await talk(['打卡'], () =>
      Promise.reject(new StoreError('redis-unreachable', 'gone')),
    );
    const running = session.run();
    await adapter.stop();
    session.stop();
    await running;
    expect(printed.at(-1)).toBe('最后这一句没能记上，下次请再发一次。');
  });

  test('says so when a line can never be handled, and goes on', async () => {
    const { session, failures, printed, heard } = await talk(['x', 'y'], (event) =>
      event.kind === 'text' && event.text === 'x' ? Promise.reject(new Error('bug')) : Promise.resolve(),
    );
    await session.run();
    expect(failures).toHaveLength(1);
    expect(printed).toContain('这一句没能处理，详情在日志里。');
    expect(heard).toHaveLength(2);
  });

  test('moves the clock to whatever is said next and not further', async () => {
    const { session, adapter, due, clock, printed } = await talk([':next']);
    const nothing = (): Promise<void> => Promise.resolve();
    due.push(nothing, nothing, nothing, async () => {
      await adapter.send(groupAddress, { ...question, buttons: [] });
    });
    await session.run();
    expect(clock.aheadMs()).toBe(3 * 60_000);
    expect(printed).toEqual(['小李> :next', '── 11月30日周一 09:03 ──', '班长：第 1 题']);
  });

  test('ends at :quit with lines left', async () => {
    const { session, heard } = await talk(['a', ':quit', 'b']);
    await session.run();
    expect(heard).toHaveLength(1);
  });

  test('lists its members and its commands, and corrects a mistyped one', async () => {
    const { session, printed } = await talk([':as 2', ':who', ':halp']);
    await session.run();
    expect(printed).toContain('1. 小李（管理员）');
    expect(printed).toContain('2. 小王 ←');
    expect(printed.at(-1)).toBe('没有 :halp，是想发 :help 吗？');
  });
});
