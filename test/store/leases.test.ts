import { beforeEach, expect, it } from 'vitest';
import { createKeys } from '../../src/store/keys.ts';
import { createLeaseStore, type LeaseStore } from '../../src/store/leases.ts';
import type { RedisClient } from '../../src/store/client.ts';
import { testRedis } from '../support/redis.ts';

let client: RedisClient;
let leases: LeaseStore;

beforeEach(async () => {
  client = (await testRedis()).connect();
  leases = createLeaseStore(client, createKeys('t'));
});

it('one of many takes a lease', async () => {
  const tokens = ['a', 'b', 'c', 'd'];
  const taken = await Promise.all(tokens.map((token) => leases.take('poll', token, 10_000)));
  expect(taken.filter(Boolean)).toHaveLength(1);
});

it('the holder takes it again and keeps it for longer', async () => {
  await leases.take('poll', 'a', 10_000);
  expect(await leases.take('poll', 'a', 60_000)).toBe(true);
  expect(await client.pttl('t:lease:poll')).toBeGreaterThan(50_000);
});

it('nobody else extends or releases it', async () => {
  await leases.take('poll', 'a', 10_000);
  expect(await leases.extend('poll', 'b', 60_000)).toBe(false);
  await leases.release('poll', 'b');
  expect(await leases.take('poll', 'b', 10_000)).toBe(false);
});

it('another takes it as soon as it is released', async () => {
  await leases.take('poll', 'a', 10_000);
  await leases.release('poll', 'a');
  expect(await leases.take('poll', 'b', 10_000)).toBe(true);
});

it('its holder learns that it ran out', async () => {
  await leases.take('poll', 'a', 10_000);
  await client.del('t:lease:poll');
  expect(await leases.extend('poll', 'a', 10_000)).toBe(false);
});
