import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createInbox } from '../src/bots/telegram/inbox.ts';
import { calmed } from '../src/calm-log.ts';
import type { CoreLog } from '../src/commands/core/core-log.ts';
import { StoreError } from '../src/errors.ts';

type Line = readonly [level: string, message: string, fields: Readonly<Record<string, unknown>>];

const joined = {
  kind: 'joined',
  atMs: 0,
  from: { platform: 'telegram', account: '1', chat: '2' },
  isGroup: true,
  title: null,
  people: [],
} as const;
const quietMs = 60_000;
const away = new StoreError('redis-unreachable', 'Connection is closed.');

function recording(): { readonly log: CoreLog; readonly lines: Line[] } {
  const lines: Line[] = [];
  const note = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push([level, message, fields]);
  };
  return { lines, log: { info: note('info'), warn: note('warn'), error: note('error') } };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a store that is away is told once, then once a minute with how many lines were held back', () => {
  const { log, lines } = recording();
  const calm = calmed(log, quietMs);
  for (let count = 0; count < 50; count += 1) calm.warn({ error: away, event: `e${String(count)}` }, 'not recorded');
  calm.error({ error: new Error('Connection is closed.') }, 'the heartbeat failed');
  expect(lines).toEqual([['warn', 'not recorded', { error: away, event: 'e0' }]]);
  vi.advanceTimersByTime(quietMs);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatchObject([
    'warn',
    expect.stringContaining('held back') as string,
    { code: 'redis-unreachable', heldBackCount: 50, said: ['not recorded', 'the heartbeat failed'] },
  ]);
  calm.warn({ error: away }, 'not recorded');
  vi.advanceTimersByTime(quietMs);
  expect(lines[2]).toMatchObject(['warn', expect.any(String) as string, { heldBackCount: 1, said: ['not recorded'] }]);
});

test('after a minute of quiet the next outage is told at once', () => {
  const { log, lines } = recording();
  const calm = calmed(log, quietMs);
  calm.warn({ error: away }, 'first');
  vi.advanceTimersByTime(quietMs);
  calm.warn({ error: away }, 'second');
  expect(lines.map(([, message]) => message)).toEqual(['first', 'second']);
});

test('everything else passes as it comes, also other faults of the store', () => {
  const { log, lines } = recording();
  const calm = calmed(log, quietMs);
  calm.warn({ error: away }, 'away');
  calm.error({ error: new StoreError('redis-reply', 'odd') }, 'fault');
  calm.error({ error: new StoreError('redis-reply', 'odd') }, 'fault');
  calm.error({ error: new StoreError('redis-full', 'OOM') }, 'full');
  calm.info({}, 'refused');
  expect(lines.map(([, message]) => message)).toEqual(['away', 'fault', 'fault', 'full', 'refused']);
});

test('updates that cannot be recorded are one line, however many come', async () => {
  const { log, lines } = recording();
  const inbox = createInbox({
    decode: ({ update_id: id }) => ({ ...joined, id: `e${String(id)}`, order: id }),
    onEvent: () => Promise.reject(away),
    log: calmed(log, quietMs),
    retryDelaysMs: [],
  });
  const taken = Array.from({ length: 20 }, (_, index) => inbox.take({ update_id: index + 1 }));
  await vi.advanceTimersByTimeAsync(quietMs);
  expect(await Promise.all(taken)).toEqual(taken.map(() => false));
  expect(lines).toMatchObject([
    ['warn', 'telegram: an event could not be recorded', { event: 'e1' }],
    ['warn', expect.any(String) as string, { heldBackCount: 19, said: ['telegram: an event could not be recorded'] }],
  ]);
});

test('hops are told only where the log says that somebody reads them', () => {
  const debug = vi.fn();
  expect(calmed({ ...recording().log, debug }).debug).toBeUndefined();
  expect(calmed({ ...recording().log, debug, isDebug: false }).debug).toBeUndefined();
  calmed({ ...recording().log, debug, isDebug: true }).debug?.({ event: 'e1' }, 'event received');
  expect(debug).toHaveBeenCalledExactlyOnceWith({ event: 'e1' }, 'event received');
});
