import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/bots/console/display-width.ts';
import { type Installation, installBanzhang, type RunningProcess } from '../support/banzhang-process.ts';

const controls = /\u001B\[[0-9;?]*[A-Za-z]/g;
const control = { enter: '\r', interrupt: '\u0003', end: '\u0004', up: '\u001B[A' } as const;

describe('the terminal chat on a real terminal', () => {
  let banzhang: Installation;
  let terminal: RunningProcess;
  const open = async (env: Readonly<Record<string, string>> = {}): Promise<void> => {
    terminal = banzhang.start([], { terminalColumns: 60, env });
    await terminal.says(/小李>[^\n]*$/);
  };
  const enter = async (line: string, answer: string | RegExp): Promise<void> => {
    const from = terminal.stdout().length;
    terminal.type(`${line}${control.enter}`);
    await terminal.says(answer, from);
  };
  beforeEach(async () => {
    banzhang = await installBanzhang();
  });
  afterEach(() => banzhang.remove());

  test('shows a prompt for whoever speaks, in colour, and leaves cleanly by Ctrl-C', async () => {
    await open();
    expect(terminal.stdout()).toContain('\u001B[36m小李>');
    await enter('打卡', '打卡成功');
    await enter(':as 2', /\u001B\[33m小王>/);
    terminal.type(control.interrupt);
    const { code, stdout } = await terminal.ended;
    expect(code).toBe(0);
    expect(stdout.trimEnd().replace(controls, '').split('\n').at(-1)).toBe('再见，下次接着来！');
  });

  test('uses no colour where none is wanted', async () => {
    await open({ NO_COLOR: '1' });
    await enter('打卡', '打卡成功');
    expect(terminal.stdout()).not.toMatch(/\u001B\[[0-9;]*m/);
    terminal.type(control.end);
    expect((await terminal.ended).code).toBe(0);
  });

  test('prints above the line being typed and gives the line back, also when it is longer than the screen', async () => {
    await open();
    await enter('答题 常识 1', '马上开始');
    const draft = '我正在打一句很长很长的话，长到一行放不下，要折到第二行才行，看看会不会乱';
    const from = terminal.stdout().length;
    terminal.type(draft);
    // The question comes by itself, three seconds later.
    await terminal.says('第 1/1 题', from);
    await terminal.says(/回复|直接打出/, from);
    const afterQuestion = terminal.stdout().lastIndexOf('第 1/1 题');
    await terminal.says('看看会不会乱', afterQuestion);
    const heard = terminal.stdout().length;
    terminal.type(`${control.enter}:now${control.enter}`);
    await terminal.says('现在是', heard);
    terminal.type(control.end);
    expect((await terminal.ended).code).toBe(0);
  });

  test('wraps what is said to the width of the screen', async () => {
    await open();
    await enter('帮助', '我是班长');
    await enter(':now', '现在是');
    const plain = terminal.stdout().replace(controls, '').split(/\r?\n/);
    // A closing sign may stand over the edge.
    const isWide = (line: string): boolean => displayWidth(line) > 62;
    expect(plain.filter(isWide)).toEqual([]);
    terminal.type(control.end);
    await terminal.ended;
  });

  test('has a history', async () => {
    await open();
    await enter(':who', '陈姐');
    await enter(control.up, '陈姐');
    terminal.type(control.end);
    expect((await terminal.ended).code).toBe(0);
  });

  test('ends cleanly when its window is closed', async () => {
    await open();
    await enter('打卡', '打卡成功');
    terminal.child.stdin?.end();
    await terminal.ended;
    expect((await banzhang.run([], { lines: ['打卡'] })).stdout).toContain('今天已经打过卡');
  });
});
