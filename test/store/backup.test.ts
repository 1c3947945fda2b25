import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Cluster, Redis } from 'ioredis';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readDayState } from '../../src/domain/streak.ts';
import { scanKeys } from '../../src/store/backup-node.ts';
import { mastersOf } from '../../src/store/backup-read.ts';
import { isLeftOut } from '../../src/store/backup-tags.ts';
import { createBanzhang } from '../../src/index.ts';
import { createKeys, keyTable } from '../../src/store/keys.ts';
import { backUp, restoreTo } from '../support/backup-command.ts';
import { startTestCluster, type TestCluster } from '../support/redis-cluster.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { openTown, type Town } from '../support/town.ts';

const keys = createKeys();
let source: TestRedis;
let target: TestRedis;
let dir: string;
let file: string;

beforeAll(async () => {
  [source, target] = await Promise.all([startTestRedis(), startTestRedis()]);
  dir = mkdtempSync(join(tmpdir(), 'backup-'));
  file = join(dir, 'bz.backup');
});
beforeEach(async () => {
  await source.flush();
  await target.flush();
});
afterAll(async () => {
  await source.stop();
  await target.stop();
  rmSync(dir, { recursive: true });
});

const at = (server: TestRedis) => ({ urls: [server.socketPath], isCluster: false });

/** Everything that a group can have, in each of them. */
async function live(town: Town, groups: number): Promise<void> {
  const said = [
    '打卡 30分钟 第三章',
    '/plan set 今天 第一章',
    '/leave 明天 出差',
    '/makeup 昨天 20分钟',
    '/undo',
    '打卡',
    '/optout',
  ];
  const more = ['/remind in 1 hour 读书', '/remind 每天 20:30 复习', '/settings nudge off', '/bind', '/report day'];
  for (let group = 1; group <= groups; group += 1) {
    for (const words of [...said, ...more]) await town.say(group, 'ann', words);
    await town.say(group, '王 “小明”\u2028', '打卡 45分钟');
    await town.core.settle();
  }
}

/** Every key below the prefix with type, instant of its end and content; what no backup holds is left out. */
async function contentOf(redis: Redis | Cluster): Promise<ReadonlyMap<string, unknown>> {
  const content = new Map<string, unknown>();
  for (const node of mastersOf(redis)) {
    for await (const page of scanKeys(node, 'bz')) {
      for (const key of page.filter((one) => !isLeftOut(one) && !one.startsWith('{q}'))) {
        const full = `bz:${key}`;
        content.set(key, [await node.type(full), await node.pexpiretime(full), await valueOf(node, full)]);
      }
    }
  }
  return content;
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.getBuffer(key))?.toString('latin1');
    case 'hash':
      return redis.hgetall(key);
    case 'set':
      return (await redis.smembers(key)).sort();
    case 'zset':
      return redis.zrange(key, 0, '-1', 'WITHSCORES');
    default:
      return redis.lrange(key, 0, -1);
  }
}

const sorted = (content: ReadonlyMap<string, unknown>) => [...content].sort(([a], [b]) => (a < b ? -1 : 1));

/** What waits to be delivered, whichever list it stands in. */
async function jobsOf(redis: Redis): Promise<readonly unknown[]> {
  const queue = new Queue('deliveries', { connection: redis, prefix: keys.queue(), skipMetasUpdate: true });
  const jobs = await queue.getJobs(['wait', 'active', 'delayed', 'prioritized']);
  await queue.close();
  return jobs
    .map(({ id, name, data }) => ({ id, name, data: data as unknown }))
    .sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
}

describe('a backup of a store at rest', () => {
  test('comes back as it was, key by key with type, content and end', async () => {
    const town = await openTown(at(source));
    await live(town, 4);
    await town.say(2, 'ann', '/quiz 3');
    await town.skip(10_000);
    await town.say(2, 'bob', 'A');
    await town.core.settle();
    await town.stop();
    const redis = source.connect();
    // As another process left it: an order handed on, whose outcome is not known yet.
    await redis.set('bz:lease:telegram:1', 'somebody', 'PX', 60_000);
    expect(await backUp(source.socketPath, file)).toMatchObject({ code: 0 });
    expect(await restoreTo(target.socketPath, file)).toMatchObject({ code: 0 });
    const [before, after] = [await contentOf(redis), await contentOf(target.connect())];
    expect(before.size).toBeGreaterThan(80);
    expect(sorted(after)).toEqual(sorted(before));
    expect(await target.connect().exists('bz:lease:telegram:1')).toBe(0);
  });

  test('is one file that only its owner may read, opens with zcat and says what it is', async () => {
    const town = await openTown(at(source));
    await live(town, 1);
    await town.stop();
    const { said } = await backUp(source.socketPath, file);
    expect(said).toMatch(/^Backed up \d+ keys and 0 pending deliveries to .*bz\.backup \(\d+\.\d kB\)\.\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
    const [first = '', ...rest] = lines;
    expect(JSON.parse(first)).toMatchObject({ format: 'banzhang-backup', version: 1, schema: 1, prefix: 'bz' });
    const last = JSON.parse(rest.pop() ?? '') as { readonly end: { readonly keys: number; readonly sha256: string } };
    expect(last.end.keys).toBe(rest.length);
    expect(last.end.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('goes to standard output as -, the words beside it to standard error, and comes from standard input', async () => {
    const town = await openTown(at(source));
    await live(town, 1);
    await town.stop();
    const { output, said } = await backUp(source.socketPath, '-');
    expect(said).toContain('Backed up ');
    const cut = await restoreTo(target.socketPath, '-', { input: output.subarray(0, -1) });
    expect(cut).toMatchObject({ code: 1 });
    expect(await restoreTo(target.socketPath, '-', { input: output })).toMatchObject({ code: 0 });
    expect(sorted(await contentOf(target.connect()))).toEqual(sorted(await contentOf(source.connect())));
  });

  test('leaves out what had ended when it is read back', async () => {
    const redis = source.connect();
    await redis.set(keys.schema(), 1);
    await redis.set(keys.codes('123456'), 'm1', 'PX', 1_500);
    await redis.set(keys.codes('654321'), 'm1', 'PX', 600_000);
    await backUp(source.socketPath, file);
    await redis.set('later', '', 'PX', 1_500);
    await expect.poll(() => redis.exists('later'), { timeout: 5_000 }).toBe(0);
    expect((await restoreTo(target.socketPath, file)).said).toContain('1 had ended meanwhile');
    expect(await target.connect().exists(keys.codes('123456'), keys.codes('654321'))).toBe(1);
  });
});

describe('what waits', () => {
  test('is delivered once after a restore: neither lost nor doubled', async () => {
    const town = await openTown(at(source));
    for (const group of [1, 2, 3]) await town.say(group, 'ann', '/remind in 1 hour 读书');
    await town.stop();
    const redis = source.connect();
    const queue = new Queue('deliveries', { connection: redis, prefix: keys.queue(), skipMetasUpdate: true });
    const [chat = ''] = await redis.smembers(keys.chats());
    const data = { chat, kind: 'reminder', ref: '1', dueAtMs: Date.now(), graceMs: 7_200_000 };
    await queue.add('reminder', data, { jobId: 'waits' });
    await queue.add('reminder', { ...data, dueAtMs: data.dueAtMs - 1 }, { jobId: 'waits-longer', delay: 3_000_000 });
    const waiting = await jobsOf(redis);
    expect(waiting).toHaveLength(2);
    expect((await backUp(source.socketPath, file)).said).toContain('2 pending deliveries');
    await restoreTo(target.socketPath, file);
    expect(await jobsOf(target.connect())).toEqual(waiting);
    const delayed = await target.connect().zrange(`${keys.queue()}:deliveries:delayed`, 0, '-1');
    expect(delayed).toEqual(['waits-longer']);
    await queue.close();
    const again = await openTown(at(target));
    await again.skip(3_700_000);
    const read = again.platform.said().filter((line) => line.includes('读书'));
    await again.stop();
    // Three orders of an hour, and the two that waited for the first group.
    expect(read).toHaveLength(5);
  }, 60_000);

  test('of quizzes goes on with the time it had left', async () => {
    const town = await openTown(at(source));
    await town.say(1, 'ann', '/quiz 1');
    await town.skip(10_000);
    await town.core.settle();
    await backUp(source.socketPath, file);
    await town.stop();
    const redis = target.connect();
    await restoreTo(target.socketPath, file);
    expect(await redis.smembers(keys.openRuns())).toHaveLength(1);
    const [chat = ''] = await redis.smembers(keys.openRuns());
    expect(await redis.hget(keys.run(chat), 'state')).toBe('open');
    const again = await openTown(at(target), 10_000);
    await again.say(1, 'ann', 'A');
    await again.say(1, 'ann', '/me');
    await again.skip(60_000);
    await again.core.settle();
    await again.stop();
    expect(again.platform.said().join('\n')).toMatch(/答完了/);
    expect(await redis.smembers(keys.openRuns())).toEqual([]);
  }, 60_000);
});

describe('a backup while others write', () => {
  const groups = 6;

  /** Sends check-ins of ever new people side by side until told to stop; resolves to how many were acknowledged. */
  function checkInOn(town: Town, counts: Map<number, number>) {
    const running = { isWanted: true };
    const lane = async (group: number, name: string): Promise<void> => {
      for (let turn = 0; running.isWanted; turn += 1) {
        await town.say(group, `${name}${turn}`, '打卡 10分钟');
        counts.set(group, (counts.get(group) ?? 0) + 1);
      }
    };
    const lanes = Array.from({ length: groups * 4 }, (_, index) => lane(1 + (index % groups), `p${index}-`));
    return async () => {
      running.isWanted = false;
      await Promise.all(lanes);
    };
  }

  // Without reading what changed once more (`readTag`), days and boards of a group differ here.
  test('holds each group as it was at one instant, with everything acknowledged before it began', async () => {
    const town = await openTown(at(source));
    const counts = new Map<number, number>();
    for (let group = 1; group <= groups; group += 1) await town.say(group, 'ann', '打卡');
    const finish = checkInOn(town, counts);
    await expect.poll(() => Math.min(...counts.values(), counts.size < groups ? 0 : Infinity)).toBeGreaterThan(60);
    const before = new Map(counts);
    expect(await backUp(source.socketPath, file)).toMatchObject({ code: 0 });
    const written = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect(written).toBeGreaterThan(2 * [...before.values()].reduce((sum, count) => sum + count, 0));
    await finish();
    await town.stop();
    await restoreTo(target.socketPath, file);
    const redis = target.connect();
    for (const chat of await redis.smembers(keys.chats())) {
      const { address } = await redis.hgetall(keys.chat(chat));
      const group = -Number((JSON.parse(address ?? '') as { readonly chat: string }).chat);
      const seen = await agreement(redis, chat);
      expect(seen).toEqual({
        byDay: seen.byDay,
        byBits: seen.byDay,
        byBoard: seen.byDay,
        byMark: seen.byDay,
        unseated: [],
      });
      expect(seen.byDay).toBeGreaterThan(before.get(group) ?? Infinity);
    }
  }, 60_000);

  /** How many have checked in today, counted in four places, and seats that nobody has. */
  async function agreement(redis: Redis, chat: string) {
    const [day = ''] = await redis.keys(`bz:{c:${chat}}:day:*`);
    const onDay = Object.keys(await redis.hgetall(day));
    const dayNumber = (Date.parse(day.slice(-10)) - Date.parse('2020-01-01')) / 86_400_000;
    const bits = await Promise.all((await redis.keys(`bz:{c:${chat}}:states:*`)).map((key) => redis.getBuffer(key)));
    const marks = await Promise.all((await redis.keys(`bz:{c:${chat}}:handled:*`)).map((key) => redis.get(key)));
    const seats = new Set(Object.keys(await redis.hgetall(keys.roster(chat))));
    return {
      byDay: onDay.length,
      byBits: bits.filter((one) => readDayState(one ?? Buffer.alloc(0), dayNumber) === 'done').length,
      byBoard: await redis.zcard(keys.ranks(chat, 'all')),
      byMark: marks.filter((mark) => mark?.includes('"recorded"')).length,
      unseated: onDay.filter((seat) => !seats.has(seat)),
    };
  }
});

describe('a cluster', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await startTestCluster();
  });
  afterAll(() => cluster.stop());

  test('comes back on one server, and from there on a cluster', async () => {
    const town = await openTown({ urls: cluster.urls, isCluster: true });
    await live(town, 6);
    await town.stop();
    const redis = cluster.connect();
    await redis.ping();
    const before = sorted(await contentOf(redis));
    expect(await backUp(cluster.urls, file)).toMatchObject({ code: 0 });
    expect(await restoreTo(target.socketPath, file)).toMatchObject({ code: 0 });
    expect(sorted(await contentOf(target.connect()))).toEqual(before);
    expect(await backUp(target.socketPath, file)).toMatchObject({ code: 0 });
    const refused = await restoreTo(cluster.urls, file);
    expect(refused.said).toMatch(/not empty|A bot works with this server/);
    await expect
      .poll(async () => (await restoreTo(cluster.urls, file, { replace: true, yes: true })).code, { timeout: 20_000 })
      .toBe(0);
    expect(sorted(await contentOf(redis))).toEqual(before);
  }, 90_000);

  test('is backed up only while its slots stay where they are', async () => {
    const redis = cluster.connect();
    await redis.ping();
    const [from, to] = redis.nodes('master');
    const ids = await Promise.all([from, to].map(async (node) => String(await node?.call('CLUSTER', 'MYID'))));
    const ranges = (await from?.cluster('SLOTS')) ?? [];
    const slot = ranges.find(([, , owner]) => owner?.[2] === ids[0])?.[0] ?? 0;
    rmSync(file, { force: true });
    await from?.cluster('SETSLOT', slot, 'MIGRATING', ids[1] ?? '');
    expect(await backUp(cluster.urls, file)).toMatchObject({ code: 1, said: slotsMove });
    await from?.cluster('SETSLOT', slot, 'STABLE');
    const state = { isOver: false };
    const ending = backUp(cluster.urls, file).finally(() => {
      state.isOver = true;
    });
    while (!state.isOver) await cluster.reshard();
    expect(await ending).toMatchObject({ code: 1, said: slotsMove });
    expect(existsSync(file)).toBe(false);
    expect(await backUp(cluster.urls, file)).toMatchObject({ code: 0 });
  }, 60_000);
});

const slotsMove: unknown = expect.stringContaining('The cluster is moving slots');

describe('restore refuses and leaves everything as it is:', () => {
  beforeEach(async () => {
    const town = await openTown(at(source));
    await live(town, 1);
    await town.stop();
    await backUp(source.socketPath, file);
  });
  const refusal = async (bytes: Uint8Array | string) => {
    const bad = join(dir, 'bad');
    writeFileSync(bad, bytes);
    const { code, said } = await restoreTo(target.socketPath, bad);
    expect(await target.connect().dbsize()).toBe(0);
    return { code, said: said.slice(said.indexOf(': ') + 2).trim() };
  };

  test('a file that is cut off, at every length', async () => {
    const whole = readFileSync(file);
    for (const share of [0.05, 0.3, 0.7, 0.95, 0.999]) {
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * share)))).toEqual({
        code: 1,
        said: 'the backup is cut off or was altered; take another one; nothing was changed.',
      });
    }
    expect(await refusal(whole.subarray(0, whole.length - 1))).toMatchObject({ code: 1 });
    expect(await refusal('')).toEqual({ code: 1, said: 'this is no backup of banzhang; nothing was changed.' });
  });

  test('a file in which one bit is wrong, wherever it is, and one with something after its end', async () => {
    const whole = readFileSync(file);
    const places = Array.from({ length: 60 }, (_, index) => Math.floor((index * (whole.length - 1)) / 59));
    for (const place of places) {
      const flipped = Buffer.from(whole);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
      expect(await refusal(flipped)).toMatchObject({ code: 1 });
    }
    expect(await refusal(Buffer.concat([whole, Buffer.from('x')]))).toMatchObject({ code: 1 });
  });

  test('a file that is none, or of another program', async () => {
    const none = { code: 1, said: 'this is no backup of banzhang; nothing was changed.' };
    expect(await refusal('题目,A,B,答案\n')).toEqual(none);
    expect((await restoreTo(target.socketPath, join(dir, 'missing'))).said).toContain('there is no such file');
  });

  test('a server that is not empty, until it is told to replace', async () => {
    const redis = target.connect();
    await redis.set(keys.identity('telegram', '7'), 'm7');
    const refused = await restoreTo(target.socketPath, file);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.said).toContain('not empty (1 keys)');
    const unasked = await restoreTo(target.socketPath, file, { replace: true });
    expect(unasked).toMatchObject({ code: 2 });
    expect(unasked.said).toContain('--yes');
    expect(await redis.dbsize()).toBe(1);
    expect(await restoreTo(target.socketPath, file, { replace: true, yes: true })).toMatchObject({ code: 0 });
    expect(sorted(await contentOf(redis))).toEqual(sorted(await contentOf(source.connect())));
  });

  test('a server on which somebody holds a lease', async () => {
    await target.connect().set(keys.lease('telegram:1'), 'somebody', 'PX', 60_000);
    const { code, said } = await restoreTo(target.socketPath, file);
    expect(code).toBe(1);
    expect(said).toContain('A bot works with this server');
  });

  test('a server that a bot works with', async () => {
    const town = await openTown(at(target));
    const refused = await restoreTo(target.socketPath, file, { replace: true, yes: true });
    await town.stop();
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('A bot works with this server');
  });

  test('a server that a mere worker works with, until it has ended', async () => {
    const worker = createBanzhang({ redis: at(target), duties: { hears: false, wakes: true } });
    await worker.start();
    const refused = await restoreTo(target.socketPath, file, { replace: true, yes: true });
    await worker.stop();
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('A bot works with this server');
    expect(await restoreTo(target.socketPath, file, { replace: true, yes: true })).toMatchObject({ code: 0 });
  });
});

test('a bot does not start on a half restored server, and a backup does not take it for whole', async () => {
  await target.connect().set(keys.schema(), 'restoring');
  await expect(openTown(at(target))).rejects.toThrow(/restore did not come to its end/);
  expect((await backUp(target.socketPath, file)).said).toContain('restore');
});

test('there is nothing to back up where no bot has been', async () => {
  expect(await backUp(source.socketPath, file)).toMatchObject({ code: 1 });
});

test('whatever is over in minutes and says who does what now is in no backup', () => {
  const passing = Object.values(keyTable).filter(({ expires }) => /^(?:2 minutes|its own time)/.test(expires));
  const left = passing.map(({ pattern }) => pattern).filter((pattern) => !isLeftOut(pattern));
  expect(left).toEqual([]);
});
