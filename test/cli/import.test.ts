import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Installation, installBanzhang } from '../support/banzhang-process.ts';

const bank = '题目,A,B,答案\n一加一？,一,二,B\n二加二？,四,五,A\n';
const plan = '- 第1天：第一章（30分钟）\n- 第2天：第二章\n';

describe('import', () => {
  let banzhang: Installation;
  const give = (name: string, content: string): Promise<void> => writeFile(join(banzhang.dir, name), content);
  beforeEach(async () => {
    banzhang = await installBanzhang();
  });
  afterEach(() => banzhang.remove());

  test('puts a bank before every chat', async () => {
    await give('算术.csv', bank);
    const imported = await banzhang.run(['import', 'bank', '算术.csv', '--name', '加法']);
    expect(imported).toEqual({
      code: 0,
      stdout: '题库「加法」导入好了，2 题。发「答题 加法」就能开始。\n',
      stderr: '',
    });
    const { stdout } = await banzhang.run([], { lines: ['题库'] });
    expect(stdout).toContain('加法（2 题）');
  });

  test('tries a bank without keeping it', async () => {
    await give('算术.csv', bank);
    const { code, stdout } = await banzhang.run(['import', 'bank', '算术.csv', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('还没有导入');
    expect((await banzhang.run([], { lines: ['题库'] })).stdout).not.toContain('算术');
  });

  test('refuses a bank with one bad line by that line, and keeps nothing of it', async () => {
    await give('坏.csv', `${bank}三加三？,六,七,E\n`);
    const { code, stdout, stderr } = await banzhang.run(['import', 'bank', '坏.csv']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('第 4 行：没有选项 E');
    expect((await banzhang.run([], { lines: ['题库'] })).stdout).not.toContain('坏');
  });

  test('gives the only group a plan', async () => {
    await banzhang.run([], { lines: ['打卡'] });
    await give('计划.md', plan);
    const { code, stdout } = await banzhang.run(['import', 'plan', '计划.md']);
    expect({ code, stdout: stdout.split('：')[0] }).toEqual({ code: 0, stdout: '计划「计划」导入好了' });
    expect((await banzhang.run([], { lines: ['今日'] })).stdout).toContain('第一章（30 分钟）');
  });

  test('asks for which chat a plan is where that is not clear, and names those there are', async () => {
    await give('计划.md', plan);
    const unclear = await banzhang.run(['import', 'plan', '计划.md']);
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toContain('--chat');
    await banzhang.run([], { lines: ['打卡'] });
    const unknown = await banzhang.run(['import', 'plan', '计划.md', '--chat', 'telegram:-1']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('console:group (学习小组)');
    expect((await banzhang.run(['import', 'plan', '计划.md', '--chat', 'console:group'])).code).toBe(0);
  });

  test('says that there is no such file', async () => {
    const { code, stderr } = await banzhang.run(['import', 'bank', 'none.csv']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'none.csv: there is no such file.\n' });
  });
});
