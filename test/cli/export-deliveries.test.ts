import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TimeZone } from '../../src/domain/local-date.ts';
import { createChatStore } from '../../src/store/chats.ts';
import { createFanOutRunStore } from '../../src/store/fan-out-runs.ts';
import { createFanOutStore } from '../../src/store/fan-outs.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLedgerStore } from '../../src/store/ledger.ts';
import { type Installation, installBanzhang } from '../support/banzhang-process.ts';
import { testRedis } from '../support/redis.ts';

describe('export deliveries', { timeout: 60_000 }, () => {
  let banzhang: Installation;
  beforeEach(async () => {
    banzhang = await installBanzhang();
  });
  afterEach(() => banzhang.remove());

  test('writes what became of each group of a message that was sent from the terminal', async () => {
    // Nothing else is due at that hour.
    banzhang.opensAt(13);
    const day = ['打卡', ':private 群发 全部 记得读第三章', ':private 群发 开始 1'];
    const { code, stdout } = await banzhang.run([], { lines: [...day, ':skip 10m', ':private 群发 1'] });
    expect(code).toBe(0);
    expect(stdout).toContain('群发 1（还没有开始，先看一遍）');
    expect(stdout).toContain('📣 记得读第三章');
    expect(stdout).toContain('群发 1 发完了：送到 1。');
    expect(stdout).toContain('群发 1：发完了');

    const csv = await banzhang.run(['export', 'deliveries', '--fan-out', '1']);
    expect(csv).toMatchObject({ code: 0, stderr: '1 deliveries of fan-out 1.\n' });
    const [head, row, ...rest] = csv.stdout.replace('\ufeff', '').split('\r\n');
    expect(head).toBe('kind,fanOut,run,chat,platform,account,group,title,due,outcome,code,at');
    expect(row).toMatch(/^fan-out,1,\S+Z,\w+,console,\S+,\S+,学习小组,\S+Z,sent,,\S+Z$/);
    expect(rest).toEqual(['']);

    const json = await banzhang.run(['export', 'deliveries', '--fan-out', '1', '--format', 'json', '--out', 'a.json']);
    expect(json).toMatchObject({ code: 0, stdout: '' });
    const rows = JSON.parse(await readFile(join(banzhang.dir, 'a.json'), 'utf8')) as unknown;
    expect(rows).toMatchObject([{ fanOut: 1, platform: 'console', title: '学习小组', outcome: 'sent', code: '' }]);
  });

  test('comes whole through a pipe whose reader takes its time, and ends quietly when the reader has gone', async () => {
    const redis = await testRedis();
    const client = redis.connect();
    const keys = createKeys('bz');
    const spec = { content: { kind: 'text', words: 'x' }, audience: { kind: 'all' }, schedule: null } as const;
    const zone = 'Asia/Shanghai' as TimeZone;
    const made = { by: 'console:1', chat: 'office', nowMs: 1 };
    const number = await createFanOutStore(client, keys).draft('e', { ...spec, isWallTime: false, zone }, made);
    const chats = Array.from({ length: 5_000 }, (_, index) => `chat-${String(index)}`);
    const lane = { platform: 'telegram', account: '7', dueAtMs: 1, chats } as const;
    await createFanOutRunStore(client, keys).open({ number, run: 1 }, [lane], 1, 'token');
    const env = { REDIS_URL: redis.socketPath };
    const words = ['export', 'deliveries', '--fan-out', String(number)];
    const whole = await banzhang.run(words, { env, readBy: '{ sleep 1; wc -l; }' });
    expect(whole).toEqual({ code: 0, stdout: '5001\n', stderr: `5000 deliveries of fan-out ${String(number)}.\n` });
    const cut = await banzhang.run(words, { env, readBy: 'head -n 1' });
    expect(cut).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\ufeffkind,.*\r\n$/u) as string });
    expect(cut.stderr).not.toContain('EPIPE');
  });

  test('writes the ledger of all chats, or of the one that is named by its id or its title', async () => {
    const redis = await testRedis();
    const client = redis.connect();
    const keys = createKeys('bz');
    const chats = createChatStore(client, keys);
    const ledger = createLedgerStore(client, keys);
    const base = { isGroup: true, locale: 'en', isLocaleChosen: true, zone: 'Asia/Shanghai' };
    const end = { messageId: 'm', code: null, promptedAtMs: null } as const;
    for (const chat of ['a', 'b']) {
      const address = { platform: 'telegram', account: '7', chat: `-${chat}` } as const;
      await chats.create(chat, { ...base, address, title: `班 ${chat}` });
      await ledger.finish(
        { chat, kind: 'reminder', ref: '1', dueAtMs: 1_000 },
        { ...end, outcome: 'sent', atMs: 2_000 },
      );
    }
    const late = { ...end, outcome: 'late', atMs: 90_000 } as const;
    await ledger.finish({ chat: 'b', kind: 'fan-out', ref: '3.4000.0', dueAtMs: 5_000 }, late);
    const env = { REDIS_URL: redis.socketPath };
    const reminderOf = (chat: string) =>
      `reminder,,,${chat},telegram,7,'-${chat},班 ${chat},1970-01-01T00:00:01.000Z,sent,,1970-01-01T00:00:02.000Z`;
    const fanOut =
      "fan-out,3,1970-01-01T00:00:04.000Z,b,telegram,7,'-b,班 b,1970-01-01T00:00:05.000Z,late,,1970-01-01T00:01:30.000Z";
    const rowsOf = async (...more: readonly string[]) =>
      (await banzhang.run(['export', 'deliveries', ...more], { env })).stdout.split('\r\n').slice(1, -1);
    expect(await rowsOf()).toEqual([reminderOf('a'), reminderOf('b'), fanOut]);
    expect(await rowsOf('--chat', 'a')).toEqual([reminderOf('a')]);
    expect(await rowsOf('--chat', '班 b')).toEqual([reminderOf('b'), fanOut]);
    const json = await banzhang.run(['export', 'deliveries', '--format', 'json'], { env });
    expect(json).toMatchObject({ code: 0, stderr: '3 deliveries.\n' });
    expect(JSON.parse(json.stdout)).toMatchObject([
      { kind: 'reminder', chat: 'a', fanOut: '' },
      { chat: 'b' },
      { fanOut: 3 },
    ]);
  });

  test('says what is wrong with what was asked for', async () => {
    const both = await banzhang.run(['export', 'deliveries', '--fan-out', '1', '--chat', 'x']);
    expect(both).toEqual({ code: 2, stdout: '', stderr: 'Either --fan-out or --chat, not both.\n' });
    const nobody = await banzhang.run(['export', 'deliveries', '--chat', '无']);
    expect(nobody).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('There is no chat 无.') as string,
    });
    const unknown = await banzhang.run(['export', 'deliveries', '--fan-out', '9']);
    expect(unknown).toEqual({ code: 2, stdout: '', stderr: 'There is no fan-out 9.\n' });
    expect((await banzhang.run(['export', 'checkins'])).code).toBe(2);
  });
});
