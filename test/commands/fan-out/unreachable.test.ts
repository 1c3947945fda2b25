import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FanOutOffice } from '../../support/fan-out-office.ts';
import { openFanOutOffice } from '../../support/fan-out-office.ts';
import { testRedis } from '../../support/redis.ts';

const noonMs = Date.UTC(2026, 11, 1, 4);

let redis: Redis;
let office: FanOutOffice;

beforeEach(async () => {
  redis = (await testRedis()).connect();
  office = openFanOutOffice(redis, { nowMs: noonMs });
});

/** Groups of which some cannot be reached; only those tagged 晨读 are addressed. */
async function audience(): Promise<void> {
  const { group, chats } = office;
  const tags = ['晨读'];
  await group('well', { tags });
  for (const id of ['甲', '乙', '丙', '丁']) await group(id, { tags });
  for (const id of ['甲', '乙', '丙', '丁']) await chats.setStanding(id, 'removed', noonMs - 86_400_000);
  await group('戊', { tags });
  await chats.setStanding('戊', 'muted', noonMs);
  await group('己', { tags, account: 'away' });
  await group('elsewhere');
  await chats.setStanding('elsewhere', 'removed', noonMs);
}

describe('groups out of reach', () => {
  it('are named in the preview, each with why, and all by a button', async () => {
    await audience();
    const { words, replies } = await office.room.say('owner', '群发 #晨读 你好');
    const line = words[0]?.split('\n').find((one) => one.startsWith('暂时发不到')) ?? '';
    expect(line).toMatch(/^暂时发不到：4 个群把我移出了（[甲乙丙丁]、[甲乙丙丁]、[甲乙丙丁]等）/u);
    expect(line).toContain('1 个群不让我发言（戊）');
    expect(line).toContain('1 个群的账号没连上，连上了会补发（己）');
    const [part] = replies[0]?.parts ?? [];
    const tokens = part?.kind === 'choices' ? part.choices.map(({ token }) => token) : [];
    expect(tokens).toEqual(['send start 1', 'send cancel 1', 'send unreachable 1']);
  });

  it('are listed in pages and as a file, of those addressed only', async () => {
    await audience();
    await office.room.say('owner', '群发 #晨读 你好');
    const listed = await office.room.tap('owner', 'send unreachable 1');
    expect(listed.words[0]?.split('\n')).toEqual(
      expect.arrayContaining([
        '群发 1 暂时发不到的群（共 6 个，第 1 / 1 页）',
        '我被移出了：4 个群',
        '· 戊：不让我发言（12月1日周二）',
        '· 己：账号没连上',
      ]),
    );
    const { replies } = await office.room.say('owner', '群发 发不到 1 文件');
    const [part] = replies[0]?.parts ?? [];
    const rows = part?.kind === 'file' ? Buffer.from(part.file.bytes).toString().trim().split('\r\n') : [];
    expect(rows).toHaveLength(7);
    expect(rows.join('\n')).not.toContain('elsewhere');
    expect(rows).toContain('甲,telegram,telegram,甲,removed,2026-11-30');
    expect(rows).toContain('己,telegram,away,己,away,');
  });

  it('are none where all can be reached, which needs no button', async () => {
    await office.group('well');
    const { replies } = await office.room.say('owner', '群发 全部 你好');
    const [part] = replies[0]?.parts ?? [];
    expect(part?.kind === 'choices' ? part.choices : []).toHaveLength(2);
    expect((await office.room.say('owner', 'send unreachable 1')).keys).toEqual(['send-unreachable-none']);
    expect((await office.room.say('owner', 'send unreachable 9')).keys).toContain('send-unknown');
  });
});

describe('groups that need a look', () => {
  it('are also those whose account is away, and those in which the bot is not admin though it hears all', async () => {
    const { group, chats, room } = office;
    await group('己', { account: 'away' });
    for (const [id, isAdmin] of [
      ['普通', false],
      ['管理', true],
    ] as const) {
      await group(id);
      await chats.setSeesAll(id, true);
      await chats.setIsAdmin(id, isAdmin);
      await chats.setHeardOn(id, '2026-12-01' as Parameters<typeof chats.setHeardOn>[1]);
    }
    const { words } = await room.say('owner', '群发 群况');
    expect(words[0]?.split('\n').slice(1)).toEqual([
      '账号没连上：1 个群',
      '我不是管理员：1 个群',
      '· 己：账号没连上',
      '· 普通：我不是管理员',
    ]);
  });
});
