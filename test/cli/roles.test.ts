import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BotApi, startBotApi } from '../support/bot-api/server.ts';
import { type Installation, installBanzhang } from '../support/banzhang-process.ts';

describe('the roles of a process', () => {
  let banzhang: Installation;
  let api: BotApi;
  beforeAll(async () => {
    [banzhang, api] = await Promise.all([installBanzhang(), startBotApi()]);
  }, 60_000);
  afterAll(async () => {
    await banzhang.remove();
    await api.stop();
  });
  const account = (): Readonly<Record<string, string>> => ({
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.root,
  });

  test('are four, and any other is refused with their names and code 2', async () => {
    const { code, stderr } = await banzhang.run(['start', '--role', 'boss'], { env: account() });
    expect(code).toBe(2);
    for (const name of ['all', 'bot', 'worker', 'web']) expect(stderr).toContain(name);
  });

  test('that need an account or a port are refused without, with code 2', async () => {
    for (const role of ['bot', 'worker']) {
      const { code, stderr } = await banzhang.run(['start', '--role', role]);
      expect({ code, key: stderr.split(':')[0] }).toEqual({ code: 2, key: 'TELEGRAM_BOT_TOKEN' });
    }
    const { code, stderr } = await banzhang.run(['start', '--role', 'web'], { env: account() });
    expect({ code, key: stderr.split(':')[0] }).toEqual({ code: 2, key: 'BANZHANG_HTTP_PORT' });
  });

  test('web is ready and shows metrics without a word to Telegram, and ends cleanly', async () => {
    const running = banzhang.start(['start', '--role', 'web'], { env: { ...account(), BANZHANG_HTTP_PORT: '0' } });
    const port = (): number => Number(/"port":(\d+)/.exec(running.stderr())?.[1] ?? 0);
    await expect.poll(port, { timeout: 20_000 }).toBeGreaterThan(0);
    const root = `http://127.0.0.1:${String(port())}`;
    await expect.poll(async () => (await fetch(`${root}/ready`)).status, { timeout: 20_000 }).toBe(200);
    expect(await (await fetch(`${root}/metrics`)).text()).toContain('banzhang_redis_up 1');
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
    expect(api.calls(() => true)).toEqual([]);
  }, 60_000);
});
