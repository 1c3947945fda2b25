import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CityWorker } from '../support/city-workers.ts';
import { type City, openCity } from '../support/city.ts';

const groupCount = 1_000;
const perSecond = 100;
const retryAfterSeconds = 2;
/** Calls that are on their way when the platform says no arrive all the same. */
const onTheWayMs = 150;

let city: City;

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [resolve('scripts', 'build.mjs')]);
  city = await openCity({ dist: resolve('dist'), groupCount, perSecond });
}, 60_000);

afterAll(() => city.stop());

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function untilTaken(share: number): Promise<void> {
  while (city.takenAtMs().length < groupCount * share) await pause(20);
}

test('a thousand reminders reach every group once or are in the ledger, whatever dies on the way', async () => {
  const startMs = Date.now();
  const first = await city.startWorker(true);
  const second = await city.startWorker(false);
  await city.remindAt(Date.now() + 2_000);

  await untilTaken(0.1);
  await second.kill9();
  const third = await city.startWorker(false);

  await untilTaken(0.3);
  await city.redis.kill9();
  await city.redis.restart();

  await untilTaken(0.5);
  const refusedFrom = city.api.calls('sendMessage').length;
  city.api.fault({ method: 'sendMessage', kind: '429', retryAfter: retryAfterSeconds });

  await untilTaken(0.7);
  city.api.setOnline(false);
  await pause(2_000);
  city.api.setOnline(true);

  await untilTaken(0.9);
  await city.untilSettled();

  // Nothing went out faster than allowed, nor after a no before its time.
  expect(city.api.limits.violations()).toEqual([]);
  expect(city.api.violations()).toEqual([]);
  const calls = city.api.calls('sendMessage');
  const refused = calls.slice(refusedFrom).find(({ fault }) => fault === '429');
  const refusedAtMs = refused?.atMs ?? 0;
  const tooEarly = calls.filter(
    ({ atMs }) => atMs > refusedAtMs + onTheWayMs && atMs < refusedAtMs + retryAfterSeconds * 1_000,
  );
  expect(refusedAtMs).toBeGreaterThan(startMs);
  expect(tooEarly).toEqual([]);

  // The platform's book and ours, group by group.
  const books = await city.books();
  expect(books.filter(({ sentCount }) => sentCount > 1)).toEqual([]);
  expect(books.filter(({ entries }) => entries.length !== 1)).toEqual([]);
  const inDoubt = books.filter(({ entries: [entry] }) => entry?.outcome === 'unknown');
  const settled = books.filter((book) => !inDoubt.includes(book));
  expect(settled.filter(({ sentCount, entries: [entry] }) => sentCount !== 1 || entry?.outcome !== 'sent')).toEqual([]);
  // What was under way when a process died or the line was cut, and the few that tried whether it was back.
  expect(inDoubt.length).toBeLessThanOrEqual(20);
  expect(workersComplaints([first, third])).not.toMatch(/unknown way|could not be put/);
}, 90_000);

const workersComplaints = (workers: readonly CityWorker[]): string =>
  workers.flatMap((worker) => worker.complaints()).join('\n');
