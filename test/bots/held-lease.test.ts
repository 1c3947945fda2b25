import { describe, expect, test } from 'vitest';
import { type LeaseParts, takeLease } from '../../src/bots/held-lease.ts';
import type { Leases } from '../../src/commands/core/desk.ts';

const times = { ttlMs: 600, extendMs: 100, askMs: 50 };
const names = ['wechat:class', 'wechat-token:0123456789ab'];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Leases without an end, so that only what the holder decides is seen. */
function createLeases() {
  const holders = new Map<string, string>();
  const trouble: { extend: 'rejects' | 'hangs' | null } = { extend: null };
  const leases: Leases = {
    take: (name, token) => {
      if (!holders.has(name)) holders.set(name, token);
      return Promise.resolve(holders.get(name) === token);
    },
    extend: (name, token) => {
      if (trouble.extend === 'hangs') return new Promise(() => undefined);
      if (trouble.extend === 'rejects') return Promise.reject(new Error('redis is away'));
      return Promise.resolve(holders.get(name) === token);
    },
    release: (name, token) => {
      if (holders.get(name) === token) holders.delete(name);
      return Promise.resolve();
    },
  };
  return { holders, trouble, leases };
}

const parts = (leases: Leases, token: string): LeaseParts => ({
  leases,
  names,
  token,
  log: silent,
  times,
  clock: () => performance.now(),
});

describe('the lease of an account', () => {
  test('is held under all its names or under none', async () => {
    const { holders, leases } = createLeases();
    holders.set('wechat-token:0123456789ab', 'somebody else');
    expect(await takeLease(parts(leases, 'a'))).toBeNull();
    expect([...holders]).toEqual([['wechat-token:0123456789ab', 'somebody else']]);
    holders.clear();
    const lease = await takeLease(parts(leases, 'a'));
    expect([...holders.values()]).toEqual(['a', 'a']);
    await lease?.release();
    expect(holders.size).toBe(0);
  });

  test('is held by one of two, and by the other at once when the first lets go', async () => {
    const { leases } = createLeases();
    const first = await takeLease(parts(leases, 'a'));
    expect(await takeLease(parts(leases, 'b'))).toBeNull();
    await first?.release();
    const second = await takeLease(parts(leases, 'b'));
    expect(second?.isHeld()).toBe(true);
    expect(first?.isHeld()).toBe(false);
    await second?.release();
  });

  test('outlives its time for as long as it is extended', async () => {
    const { leases } = createLeases();
    const startMs = performance.now();
    const lease = await takeLease(parts(leases, 'a'));
    await expect.poll(() => performance.now() - startMs, { timeout: 3_000 }).toBeGreaterThan(2 * times.ttlMs);
    expect(lease?.isHeld()).toBe(true);
    await lease?.release();
  });

  test.each(['rejects', 'hangs'] as const)('ends when its time is over and the store %s', async (how) => {
    const { leases, trouble } = createLeases();
    const lease = await takeLease(parts(leases, 'a'));
    trouble.extend = how;
    await lease?.ended;
    expect(lease?.isHeld()).toBe(false);
  });

  test('ends as soon as somebody else has one of its names', async () => {
    const { holders, leases } = createLeases();
    const startMs = performance.now();
    const lease = await takeLease(parts(leases, 'a'));
    holders.set('wechat:class', 'somebody else');
    await lease?.ended;
    expect(performance.now() - startMs).toBeLessThan(times.ttlMs);
    expect(lease?.isHeld()).toBe(false);
  });
});
