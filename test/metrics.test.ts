import { afterEach, describe, expect, test } from 'vitest';
import { createMetrics } from '../src/metrics.ts';
import { startTestRedis, testRedis } from './support/redis.ts';
import { refusal } from './support/stub-platform.ts';
import { openWatchedCore, type WatchedCore } from './support/watched-core.ts';

/** Samples of the page: `name{labels}` and value, without what Node itself tells. */
function samplesOf(page: string): ReadonlyMap<string, number> {
  const lines = page.split('\n').filter((line) => line.startsWith('banzhang_'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

const open: WatchedCore[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ core }) => core.stop()));
});

async function openMeasured(socketPath: string, keyPrefix = 'bz') {
  const metrics = createMetrics();
  const options = { redis: { urls: [socketPath], isCluster: false }, keyPrefix, owners: ['wechat:小李'] };
  const watched = await openWatchedCore({ ...options, meter: metrics.meter });
  open.push(watched);
  const read = async () => samplesOf(await metrics.page(await watched.core.readings()));
  return { ...watched, read };
}

describe('a core that is measured', () => {
  test('counts events, handlers, calls and commands to Redis by what they were', async () => {
    const { say, read } = await openMeasured((await testRedis()).socketPath);
    await say('打卡 30分钟');
    await say('今天天气真好');
    const samples = await read();
    expect(samples.get('banzhang_events_total{platform="wechat",kind="text",result="taken"}')).toBe(1);
    expect(samples.get('banzhang_events_total{platform="wechat",kind="text",result="not-ours"}')).toBe(1);
    expect(samples.get('banzhang_event_lag_seconds_sum{platform="wechat"}')).toBe(1);
    expect(samples.get('banzhang_handler_seconds_count{handler="quick-reply"}')).toBe(1);
    expect(samples.get('banzhang_platform_call_seconds_count{platform="wechat",result="ok"}')).toBe(1);
    expect(samples.get('banzhang_slot_wait_seconds_count{urgency="direct"}')).toBe(1);
    expect(samples.get('banzhang_redis_command_seconds_count{command="record-check-in"}')).toBe(1);
    expect([...samples.keys()].filter((key) => key.startsWith('banzhang_redis_errors_total{'))).toEqual([]);
  });

  test('tells how late occurrences were taken and deliveries ended', async () => {
    const { core, say, skip, read } = await openMeasured((await testRedis()).socketPath);
    await say('/remind 每天 9点 背单词');
    skip(3_600_000 + 7_000);
    expect((await read()).get('banzhang_occurrence_overdue_seconds')).toBe(7);
    await core.runDue();
    const samples = await read();
    expect(samples.get('banzhang_occurrence_overdue_seconds')).toBe(0);
    expect(samples.get('banzhang_occurrence_lag_seconds_sum{kind="reminder"}')).toBe(7);
    expect(samples.get('banzhang_deliveries_total{kind="reminder",outcome="sent"}')).toBe(1);
    expect(samples.get('banzhang_delivery_lag_seconds_sum{kind="reminder"}')).toBe(7);
    expect(samples.get('banzhang_slot_wait_seconds_count{urgency="bulk"}')).toBe(1);
    expect(samples.get('banzhang_delivery_queue_jobs{state="waiting"}')).toBe(0);
  });

  test('counts what the platform refused, and 429s by scope', async () => {
    const { platform, say, read } = await openMeasured((await testRedis()).socketPath);
    platform.refuse(refusal('rate-limited', { retryAfterMs: 10 }));
    await say('/help');
    const samples = await read();
    expect(samples.get('banzhang_platform_call_seconds_count{platform="wechat",result="rate-limited"}')).toBe(1);
    const scopes = ['chat', 'account'].map(
      (scope) => `banzhang_rate_limited_total{platform="wechat",scope="${scope}"}`,
    );
    expect(scopes.flatMap((key) => samples.get(key) ?? [])).toEqual([1]);
  });

  test('has no more series for many chats and members than for one', async () => {
    const { say, read } = await openMeasured((await testRedis()).socketPath);
    await say('打卡');
    await say('/help');
    const few = [...(await read()).keys()];
    for (let index = 0; index < 30; index += 1) {
      await say('打卡', { chat: `g${String(index)}@chatroom`, person: `p${String(index)}` });
    }
    expect([...(await read()).keys()].sort()).toEqual(few.sort());
  });

  test('counts an account as served only where it is, not where a process stands by', async () => {
    const account = { platform: 'telegram' as const, isConnected: true, detail: '' };
    const accounts = [
      { ...account, account: '1' },
      { ...account, account: '2', trouble: 'served-elsewhere' as const },
    ];
    const samples = samplesOf(await createMetrics().page({ accounts, outboxCount: 0, shared: null }));
    const served = ['1', '2'].map((id) =>
      samples.get(`banzhang_account_connected{platform="telegram",account="${id}"}`),
    );
    expect(served).toEqual([1, 0]);
  });

  test('shares nothing with another core in the same process', async () => {
    const { socketPath } = await testRedis();
    const [one, other] = [await openMeasured(socketPath, 'a'), await openMeasured(socketPath, 'b')];
    await one.say('打卡');
    const taken = 'banzhang_events_total{platform="wechat",kind="text",result="taken"}';
    expect([(await one.read()).get(taken), (await other.read()).get(taken)]).toEqual([1, undefined]);
  });

  test('still tells what it counted while Redis is away, and leaves out what it cannot know', async () => {
    const redis = await startTestRedis();
    const { say, read } = await openMeasured(redis.socketPath);
    await say('打卡');
    expect((await read()).get('banzhang_redis_up')).toBe(1);
    await redis.kill9();
    await expect(say('打卡')).rejects.toThrow();
    const samples = await read();
    expect(samples.get('banzhang_redis_up')).toBe(0);
    expect(samples.get('banzhang_account_connected{platform="wechat",account="w"}')).toBe(1);
    expect(samples.has('banzhang_occurrence_overdue_seconds')).toBe(false);
    expect(samples.has('banzhang_delivery_queue_jobs{state="waiting"}')).toBe(false);
    expect(samples.get('banzhang_events_total{platform="wechat",kind="text",result="not-recorded"}')).toBe(1);
    expect(samples.get('banzhang_redis_errors_total{code="redis-unreachable"}')).toBeGreaterThan(0);
    await redis.restart();
    await redis.stop();
  });
});
