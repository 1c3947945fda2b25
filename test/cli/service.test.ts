import { describe, expect } from 'vitest';
import type { RunningProcess } from '../support/banzhang-process.ts';
import { type BotApi, startBotApi } from '../support/bot-api/server.ts';
import { test as installedTest } from '../support/installed-test.ts';

const test = installedTest.extend<{ readonly api: BotApi }>({
  async api({ onTestFinished }, use) {
    const api = await startBotApi({ readsAllMessages: true });
    onTestFinished(() => api.stop());
    await use(api);
  },
});

/** The port that the log names. */
async function portOf(running: RunningProcess): Promise<number> {
  const find = (): number => Number(/"port":(\d+)/.exec(running.stderr())?.[1] ?? 0);
  await expect.poll(find, { timeout: 20_000 }).toBeGreaterThan(0);
  return find();
}

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

const settingsFor = ({ token, root }: BotApi) => ({
  env: { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: root, BANZHANG_HTTP_PORT: '0' },
});

describe('the bot as a service', { timeout: 60_000 }, () => {
  test('answers on Telegram, says that it is well, and ends cleanly at SIGTERM with its own Redis', async ({
    api,
    banzhang,
  }) => {
    const lin = api.addUser({ firstName: '林小满' });
    const group = api.addGroup({ title: '晨读小组', owner: lin });
    const running = banzhang.start(['start'], settingsFor(api));
    const root = `http://127.0.0.1:${String(await portOf(running))}`;
    await expect.poll(() => statusOf(`${root}/health`), { timeout: 20_000 }).toBe(200);
    api.say(group, lin, '打卡');
    await expect.poll(() => api.botMessages(group).length, { timeout: 20_000 }).toBeGreaterThan(0);
    const metrics = await (await fetch(`${root}/metrics`)).text();
    expect(metrics).toContain('banzhang_events_total{platform="telegram",kind="text",result="taken"} 1\n');
    expect(metrics).toContain('banzhang_redis_up 1\n');
    expect(metrics).not.toContain(api.token);
    running.child.kill('SIGTERM');
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).not.toContain(api.token);
    // What the calendar year says depends on the day of the test.
    const lines = stderr
      .trimEnd()
      .split('\n')
      .filter((line) => !line.includes('public holidays'));
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 'info' });
    expect((await banzhang.run(['stop'])).stdout).toContain('was not running');
  });

  test('starts before Telegram can be reached, and connects when it can', async ({ api, banzhang }) => {
    api.setOnline(false);
    const running = banzhang.start(['start'], settingsFor(api));
    const root = `http://127.0.0.1:${String(await portOf(running))}`;
    await expect.poll(() => running.stderr(), { timeout: 20_000 }).toContain('not connected');
    api.setOnline(true);
    await expect.poll(() => running.stderr(), { timeout: 30_000 }).toContain('"connected"');
    expect(await statusOf(`${root}/ready`)).toBe(200);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  });

  test('keeps the terminal chat away from the data of the bot', async ({ api, banzhang }) => {
    const { stdout } = await banzhang.run(['console'], { ...settingsFor(api), lines: ['打卡', ':skip 1h'] });
    expect(stdout).toContain('打卡成功');
    const shown = await banzhang.run(['import', 'plan', 'package.json', '--chat', 'console:group'], settingsFor(api));
    expect(shown.code).not.toBe(0);
  });
});
