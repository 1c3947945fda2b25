import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { test } from '../support/installed-test.ts';

/** Nothing is due by itself from one o'clock on until the evening. */
const quietHour = 13;

/** Both with options alone, so that every question has buttons. */
const twoQuestions = '题目,A,B,答案\n最长的河？,长江,黄河,A\n最高的山？,泰山,珠峰,B\n';

const linesOf = (output: string): readonly string[] => output.split('\n').filter((line) => line !== '');

describe('a scripted chat', { timeout: 60_000 }, () => {
  test('runs a check-in and a whole quiz in simplified Chinese, by words alone, and ends by itself', async ({
    banzhang,
  }) => {
    await writeFile(join(banzhang.dir, '地理.csv'), twoQuestions);
    banzhang.opensAt(quietHour);
    const day = ['打卡 30分钟', ':file 地理.csv'];
    const quiz = [':as 小王', '答题 地理 2', ':next', 'A', ':as 老张', 'b', ':next', ':next', '#1', ':next', ':next'];
    const { code, stdout, stderr } = await banzhang.run([], { lines: [...day, ...quiz, '排行'] });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('\u001B');
    const said = linesOf(stdout);
    const isSaid = (pattern: RegExp): boolean => said.some((line) => pattern.test(line));
    expect(said[0]).toBe('这里是「学习小组」：小李、小王、老张、陈姐、阿明，还有我，班长。');
    expect(said).toContain('小李> 打卡 30分钟');
    expect(said).toContain('班长：小李 打卡成功（30 分钟），连续 1 天，今天第 1 位');
    for (const number of [1, 2]) {
      expect(isSaid(new RegExp(`^班长：第 ${String(number)}/2 题`))).toBe(true);
      expect(isSaid(new RegExp(`^班长：第 ${String(number)} 题答案`))).toBe(true);
    }
    expect(isSaid(/^ {2}（只有老张看到）记下了：A/)).toBe(true);
    expect(isSaid(/^班长：「地理」答完了，2 人参加/)).toBe(true);
  });

  test('plays a quiz to its end when the lines end first', async ({ banzhang }) => {
    await writeFile(join(banzhang.dir, '地理.csv'), twoQuestions);
    banzhang.opensAt(quietHour);
    const { code, stdout } = await banzhang.run([], { lines: [':file 地理.csv', '答题 地理 2', ':next', 'A'] });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n班长：第 2\/2 题/);
    expect(linesOf(stdout).filter((line) => line.includes('「地理」答完了'))).toHaveLength(1);
  });

  test('says in words why a file cannot be sent', async ({ banzhang }) => {
    const { stdout } = await banzhang.run([], { lines: [':file nichts.csv', ':file .'] });
    expect(stdout).toContain('没有「nichts.csv」这个文件。');
    expect(stdout).toContain('「.」是文件夹');
    expect(stdout).not.toMatch(/ENOENT|EISDIR/);
  });

  test('answers in the language that is set, also a group that spoke another one before', async ({ banzhang }) => {
    const first = await banzhang.run([], { lines: ['打卡'] });
    expect(first.stdout).toContain('打卡成功');
    const env = { BANZHANG_LOCALE: 'en' };
    const second = await banzhang.run([], { lines: [':as Wang', 'done', ':as Lily', '设置 语言 简体'], env });
    expect(second.stdout).toContain('Banzhang: Wang checked in');
    const third = await banzhang.run([], { lines: [':as Zhang', 'done'], env });
    expect(third.stdout).toContain('打卡成功');
  });

  test('shows its clock in the zone that the group has set', async ({ banzhang }) => {
    banzhang.opensAt(quietHour);
    const { stdout } = await banzhang.run([], { lines: ['设置 时区 东京', ':now', ':skip 14:15'] });
    expect(linesOf(stdout).filter((line) => /现在是.* 14:00$/.test(line))).toHaveLength(1);
    expect(stdout).toMatch(/现在是.* 14:15\n/);
  });

  test('brings a reminder at the minute that it named', async ({ banzhang }) => {
    const { stdout } = await banzhang.run([], { lines: [':skip 13:00', '提醒 半小时后 喝水', ':next', ':now'] });
    const named = /(\d\d:\d\d)/.exec(/小李> 提醒.*\n.*\n?.*/.exec(stdout)?.[0] ?? '')?.[1];
    expect(named).toMatch(/^13:3/);
    expect(stdout).toMatch(new RegExp(`── .*${String(named)} ──\\n班长：.*喝水`));
  });

  test('speaks traditional Chinese', async ({ banzhang }) => {
    const env = { BANZHANG_LOCALE: 'zh-Hant', BANZHANG_TIMEZONE: 'Asia/Taipei' };
    banzhang.opensAt(quietHour);
    const lines = ['打卡 20頁', ':as 老張', '完成', '答題 常識 1', ':next', 'A', ':skip 1m'];
    const { code, stdout } = await banzhang.run([], { lines, env });
    expect(code).toBe(0);
    expect(stdout).toContain('這裡是「學習小組」：小李、小王、老張、陳姐、阿明，還有我，班長。');
    expect(stdout).toContain('班長：小李 打卡成功（20 頁）');
    expect(stdout).toContain('班長：「常識」答完了，1 人參加');
  });

  test('speaks English', async ({ banzhang }) => {
    const env = { BANZHANG_LOCALE: 'en', BANZHANG_TIMEZONE: 'Europe/London' };
    const lines = ['done 30 minutes', ':as Wang', 'checkin', '/quiz general knowledge 1', ':next', 'A', ':skip 1m'];
    banzhang.opensAt(quietHour, 'Europe/London');
    const { code, stdout } = await banzhang.run([], { lines, env });
    expect(code).toBe(0);
    expect(stdout).toContain('This is the study group: Lily, Wang, Zhang, Chen and Ming, with me, Banzhang');
    expect(stdout).toContain('Lily> done 30 minutes\nBanzhang: ');
    expect(stdout).toMatch(/Banzhang: .*general knowledge.* one player/);
  });

  test('shows what the day brings when the clock is moved: the plan, reminders, the nudge and the digest', async ({
    banzhang,
  }) => {
    banzhang.opensAt(7);
    const { stdout } = await banzhang.run([], { lines: ['打卡', ':skip 08:00', ':skip 22:05'] });
    expect(stdout).toMatch(/── .*08:00 ──\n班长：.* 今天学：/);
    expect(stdout).toMatch(/── .*20:30 ──/);
    expect(stdout).toMatch(/── .*22:00 ──\n班长：每日小结/);
  });

  test('imports a file that the organiser sends, and refuses a bad one by its lines', async ({ banzhang }) => {
    const bank = '题目,A,B,答案\n一加一？,一,二,B\n';
    const bad = '题目,A,B,答案\n一加一？,一,二,C\n';
    await writeFile(join(banzhang.dir, '算术 一.csv'), bank);
    await writeFile(join(banzhang.dir, '坏的.csv'), bad);
    const lines = [':file 算术 一.csv', ':file 坏的.csv', ':as 小王', ':file 坏的.csv', ':as 小李', '题库'];
    const { stdout } = await banzhang.run([], { lines });
    expect(stdout).toContain('班长：题库「算术 一」导入好了，1 题。');
    expect(stdout).toContain('  第 2 行：没有选项 C');
    // Members share files all the time: only the organiser's is looked into.
    expect(stdout.match(/第 2 行/g)).toHaveLength(1);
    expect(stdout).toContain('算术 一（1 题）');
  });

  test('keeps everything from one run to the next, a moved clock too', async ({ banzhang }) => {
    banzhang.opensAt(23);
    await banzhang.run([], { lines: ['打卡 30分钟', ':skip 06:30', '打卡'] });
    const second = await banzhang.run([], { lines: ['打卡', '我的'] });
    expect(second.stdout).toContain('时钟以前拨快过');
    expect(second.stdout).toContain('今天已经打过卡');
    expect(second.stdout).toMatch(/一共打卡 2 天/);
    expect(second.stdout).not.toContain('大家好，我是班长');
  });

  test('keeps a moved clock, check-ins and an open quiz when it is killed', async ({ banzhang }) => {
    banzhang.opensAt(quietHour);
    const first = banzhang.start([], { lines: ['打卡 30分钟', ':skip 13:05', '答题 常识 3', ':next', 'A', ':who'] });
    await first.says('第 1/3 题');
    // A line is read when the one before it has had its effect.
    await first.says('小李> :who');
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await banzhang.run([], { lines: ['打卡', ':next', ':next', ':skip 10m'] });
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('今天已经打过卡');
    expect(second.stdout).toContain('第 3/3 题');
    expect(second.stdout).toContain('「常识」答完了，1 人参加');
  });

  test('two at once in one folder share the records, and the second says so', async ({ banzhang }) => {
    const first = banzhang.start([], { lines: ['打卡'] });
    await first.says('打卡成功');
    const second = await banzhang.run([], { lines: ['打卡', '今日'] });
    expect(second.stdout).toContain('另一个窗口也开着这个小组');
    expect(second.stdout).toContain('今天已经打过卡');
    first.type('今日\n');
    await first.says('已打卡 1 人');
    first.child.stdin?.end();
    expect((await first.ended).code).toBe(0);
  });

  test('ends cleanly within ten seconds of SIGTERM, in the middle of a skip too', async ({ banzhang }) => {
    const running = banzhang.start([], { lines: ['打卡', ':skip 20d'] });
    await running.says(':skip 20d');
    const startedAtMs = performance.now();
    running.child.kill('SIGTERM');
    const { code, stdout } = await running.ended;
    expect(code).toBe(0);
    expect(performance.now() - startedAtMs).toBeLessThan(10_000);
    expect(stdout).toContain('再见');
    expect((await banzhang.run(['stop'])).stdout).toContain('was not running');
  });

  test('ends without complaint when its reader goes away', async ({ banzhang }) => {
    const running = banzhang.start([]);
    await running.says('学习小组');
    running.child.stdout?.destroy();
    for (let line = 0; line < 50; line += 1) running.type(':help\n');
    const { code, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('says what to do when nothing comes on standard input', async ({ banzhang }) => {
    const { code, stderr } = await banzhang.run([]);
    expect(code).toBe(0);
    expect(stderr).toContain('TELEGRAM_BOT_TOKEN');
  });
});
