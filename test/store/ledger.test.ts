import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RedisClient } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLedgerStore, type LedgerStore } from '../../src/store/ledger.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';

const dueAtMs = Date.UTC(2026, 11, 1);
const name = { chat: 'a', kind: 'reminder', ref: '1', dueAtMs } as const;
const sent = { outcome: 'sent', atMs: dueAtMs + 5, messageId: '9', code: null, promptedAtMs: null } as const;
const keys = createKeys('t');

let redis: TestRedis;
let client: RedisClient;
let ledger: LedgerStore;

beforeAll(async () => {
  redis = await testRedis();
  client = redis.connect();
  ledger = createLedgerStore(client, keys);
});

beforeEach(async () => {
  await redis.flush();
  await client.hset(keys.chat('a'), 'title', '学习群');
});

describe('the mark of a delivery', () => {
  it('lets one sender begin, who may ask again', async () => {
    const answers = await Promise.all(['a', 'b', 'c', 'a'].map((sender) => ledger.begin(name, sender, 0)));
    expect(answers).toEqual(['begin', 'lost', 'lost', 'begin']);
  });

  it('lets nobody begin once the outcome is known', async () => {
    await ledger.begin(name, 'a', 0);
    await ledger.finish(name, sent);
    expect(await ledger.begin(name, 'a', 0)).toBe('done');
    expect(await ledger.begin(name, 'b', 0)).toBe('done');
  });

  it('is gone when the sender says that nothing was sent', async () => {
    await ledger.begin(name, 'a', 0);
    await ledger.release(name, 'a', 0);
    expect(await ledger.begin(name, 'b', 0)).toBe('begin');
  });

  it('says how many calls are out when a sender gives up between two, until somebody goes on behind them', async () => {
    await ledger.begin(name, 'a', 0);
    await ledger.release(name, 'a', 2);
    expect(await ledger.begin(name, 'b', 0)).toBe(2);
    expect(await ledger.begin(name, 'b', 1)).toBe(2);
    expect(await ledger.begin(name, 'b', 2)).toBe('begin');
    expect(await ledger.begin(name, 'c', 2)).toBe('lost');
  });

  it('of another sender lets nobody note that nothing was sent', async () => {
    await ledger.begin(name, 'a', 0);
    expect(await ledger.finish(name, { ...sent, outcome: 'skipped-late', messageId: null })).toBe('unknown');
    expect((await ledger.latest('a', 10)).map(({ outcome }) => outcome)).toEqual(['unknown']);
    expect(await ledger.finish(name, sent)).toBe('sent');
    expect((await ledger.latest('a', 10)).map(({ outcome }) => outcome)).toEqual(['sent']);
  });

  it('of its own lets a sender note that nothing was sent', async () => {
    await ledger.begin(name, 'a', 0);
    expect(await ledger.finish(name, { ...sent, outcome: 'failed', messageId: null, sender: 'a' })).toBe('failed');
  });

  it('cannot be taken back by another sender, nor when the outcome is known', async () => {
    await ledger.begin(name, 'a', 0);
    await ledger.release(name, 'b', 0);
    expect(await ledger.begin(name, 'b', 0)).toBe('lost');
    await ledger.finish(name, sent);
    await ledger.release(name, 'a', 0);
    expect(await ledger.begin(name, 'b', 0)).toBe('done');
  });

  it('belongs to one due instant', async () => {
    await ledger.finish(name, sent);
    expect(await ledger.begin({ ...name, dueAtMs: dueAtMs + 1 }, 'b', 0)).toBe('begin');
  });
});

describe('the ledger', () => {
  it('lists outcomes, the newest due instant first', async () => {
    await ledger.finish(name, sent);
    await ledger.finish({ ...name, kind: 'digest', ref: '', dueAtMs: dueAtMs + 1 }, { ...sent, outcome: 'muted' });
    expect((await ledger.latest('a', 10)).map(({ kind, ref, outcome }) => [kind, ref, outcome])).toEqual([
      ['digest', '', 'muted'],
      ['reminder', '1', 'sent'],
    ]);
  });

  it('holds one outcome a delivery, the latest', async () => {
    await ledger.finish(name, { ...sent, outcome: 'skipped-late', messageId: null });
    await ledger.finish({ ...name, ref: '11' }, sent);
    await ledger.finish(name, sent);
    const entries = await ledger.latest('a', 10);
    expect(entries.map(({ ref, outcome }) => `${ref} ${outcome}`).toSorted()).toEqual(['1 sent', '11 sent']);
  });

  it('keeps what was told when the delivery comes again and there is nothing to tell', async () => {
    await ledger.finish(name, sent);
    await ledger.finish(name, { ...sent, outcome: 'skipped-nothing', messageId: null });
    await ledger.finish(name, { ...sent, outcome: 'failed', messageId: null, code: 'incident' });
    expect((await ledger.latest('a', 10)).map(({ outcome }) => outcome)).toEqual(['sent']);
  });

  it('keeps the newest 500', async () => {
    for (let index = 0; index < 510; index += 1) await ledger.finish({ ...name, dueAtMs: dueAtMs + index }, sent);
    const entries = await ledger.latest('a', 1_000);
    expect(entries).toHaveLength(500);
    expect(entries.at(-1)?.dueAtMs).toBe(dueAtMs + 10);
  });

  it('notes in the same step that check-ins were asked for, never going back', async () => {
    await ledger.finish(name, { ...sent, promptedAtMs: dueAtMs + 5 });
    await ledger.finish({ ...name, ref: '2' }, { ...sent, promptedAtMs: dueAtMs });
    await ledger.finish({ ...name, ref: '3' }, sent);
    expect(await client.hget(keys.chat('a'), 'promptedAtMs')).toBe(String(dueAtMs + 5));
  });

  it('leaves nothing of a chat that was deleted', async () => {
    await ledger.finish({ ...name, chat: 'gone' }, { ...sent, promptedAtMs: dueAtMs });
    expect(await client.keys('*gone*')).toEqual([]);
  });
});
