import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Installation, installBanzhang } from '../support/banzhang-process.ts';

describe('export deliveries', () => {
  let banzhang: Installation;
  beforeEach(async () => {
    banzhang = await installBanzhang();
  });
  afterEach(() => banzhang.remove());

  test('writes what became of each group of a message that was sent from the terminal', async () => {
    const day = ['打卡', ':skip 13:00', ':private 群发 全部 记得读第三章', ':private 群发 开始 1'];
    const { code, stdout } = await banzhang.run([], { lines: [...day, ':skip 10m', ':private 群发 1'] });
    expect(code).toBe(0);
    expect(stdout).toContain('群发 1（还没有开始，先看一遍）');
    expect(stdout).toContain('📣 记得读第三章');
    expect(stdout).toContain('群发 1 发完了：送到 1。');
    expect(stdout).toContain('群发 1：发完了');

    const csv = await banzhang.run(['export', 'deliveries', '--fan-out', '1']);
    expect(csv).toMatchObject({ code: 0, stderr: '1 deliveries of fan-out 1.\n' });
    const [head, row, ...rest] = csv.stdout.replace('\ufeff', '').split('\r\n');
    expect(head).toBe('fanOut,run,chat,platform,account,title,due,outcome,code,at');
    expect(row).toMatch(/^1,\S+Z,\w+,console,\S+,学习小组,\S+Z,sent,,\S+Z$/);
    expect(rest).toEqual(['']);

    const json = await banzhang.run(['export', 'deliveries', '--fan-out', '1', '--format', 'json', '--out', 'a.json']);
    expect(json).toMatchObject({ code: 0, stdout: '' });
    const rows = JSON.parse(await readFile(join(banzhang.dir, 'a.json'), 'utf8')) as unknown;
    expect(rows).toMatchObject([{ fanOut: 1, platform: 'console', title: '学习小组', outcome: 'sent', code: '' }]);
  });

  test('says what is wrong with what was asked for', async () => {
    const without = await banzhang.run(['export', 'deliveries']);
    expect(without).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Say of which one: --fan-out NUMBER, as “send” lists them.\n',
    });
    const unknown = await banzhang.run(['export', 'deliveries', '--fan-out', '9']);
    expect(unknown).toEqual({ code: 2, stdout: '', stderr: 'There is no fan-out 9.\n' });
    expect((await banzhang.run(['export', 'checkins'])).code).toBe(2);
  });
});
