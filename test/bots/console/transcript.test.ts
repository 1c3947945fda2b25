import { describe, expect, test } from 'vitest';
import { groupAddress, privateAddress } from '../../../src/bots/console/cast.ts';
import { createPaint } from '../../../src/bots/console/paint.ts';
import { openFakeTerminal } from './fake-terminal.ts';

describe('what is seen of the chat', () => {
  test('a long answer is wrapped to the terminal with a margin', () => {
    const { transcript, printed } = openFakeTerminal([], 20);
    transcript.message(groupAddress, '早上好，今天我们一起读第三章', []);
    expect(printed).toEqual(['班长：', '  早上好，今天我们一', '  起读第三章']);
  });

  test('a private message says whom it is for', () => {
    const { transcript, printed } = openFakeTerminal();
    transcript.message(privateAddress('wang'), '你好', []);
    expect(printed).toEqual(['班长 → 小王（私聊）：你好']);
  });

  test('signs are said in words too', () => {
    const { transcript, printed } = openFakeTerminal();
    transcript.reaction('👌', 'li');
    transcript.reaction('👀', 'wang');
    expect(printed).toEqual(['  👌 已记下 小李', '  👀 看到了 小王']);
  });

  test('an answer for one person alone says so', () => {
    const { transcript, printed } = openFakeTerminal();
    transcript.toast('zhang', '记下了：B');
    expect(printed).toEqual(['  （只有老张看到）记下了：B']);
  });

  test('the time is shown when the clock was moved, once', () => {
    const { transcript, printed, clock } = openFakeTerminal();
    transcript.message(groupAddress, '一', []);
    clock.moveTo(clock.now() + 3_600_000);
    transcript.message(groupAddress, '二', []);
    transcript.message(groupAddress, '三', []);
    expect(printed).toEqual(['班长：一', '── 11月30日周一 10:00 ──', '班长：二', '班长：三']);
  });

  test('the time is not shown again right after it was asked for', () => {
    const { transcript, printed, clock } = openFakeTerminal();
    clock.moveTo(clock.now() + 3_600_000);
    transcript.now();
    transcript.message(groupAddress, '一', []);
    expect(printed).toEqual(['现在是 11月30日周一 10:00', '班长：一']);
  });

  test('nothing that is said can move the cursor or change the terminal', () => {
    const { transcript, printed } = openFakeTerminal();
    transcript.message(groupAddress, 'a\u001B[2Jb\u202Ec\r\n\u0007d\te', [[{ label: '\u001B[31mA', token: 't' }]]);
    expect(printed).toEqual(['班长：a[2Jbc', '  d  e', '  [1] [31mA']);
  });

  test('what is held back is shown later or never', () => {
    const { transcript, printed } = openFakeTerminal();
    transcript.hold();
    transcript.message(groupAddress, '一', []);
    transcript.release('forgotten');
    transcript.hold();
    transcript.message(groupAddress, '二', []);
    expect(printed).toEqual([]);
    transcript.release('shown');
    transcript.message(groupAddress, '三', []);
    expect(printed).toEqual(['班长：二', '班长：三']);
  });

  test('a file is kept under its own name, wherever the name points', async () => {
    const { adapter, files, printed } = openFakeTerminal();
    const bytes = new Uint8Array([7]);
    await adapter.send(groupAddress, { kind: 'file', name: '../../etc/周报.csv', bytes, caption: '周报' });
    expect(files).toEqual([{ name: '周报.csv', bytes }]);
    expect(printed).toEqual(['班长：周报', '  文件放在 /kept/周报.csv']);
  });
});

describe('colours', () => {
  test('are control sequences only where they are wanted', () => {
    expect(createPaint(false).bot('班长')).toBe('班长');
    expect(createPaint(true).bot('班长')).toContain('\u001B[');
  });

  test('differ between neighbours in the group', () => {
    const paint = createPaint(true);
    expect(new Set([0, 1, 2, 3, 4].map((place) => paint.member('x', place))).size).toBe(5);
  });
});
