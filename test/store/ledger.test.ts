import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RedisClient } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import { outcomes } from '../../src/store/outcome.ts';
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

  it('keeps the newest 128, packed in one piece of a few kilobytes', async () => {
    // As long as they are with messages to many groups.
    const long = { ...name, kind: 'fan-out', ref: '123.1764000000000.15' } as const;
    for (let index = 0; index < 140; index += 1) {
      await ledger.finish(
        { ...long, dueAtMs: dueAtMs + index },
        { ...sent, atMs: dueAtMs + 99_000, messageId: '1234567890' },
      );
    }
    const entries = await ledger.latest('a', 1_000);
    expect(entries).toHaveLength(128);
    expect(entries.at(-1)?.dueAtMs).toBe(dueAtMs + 12);
    expect(await client.object('ENCODING', keys.ledger('a'))).toBe('listpack');
    expect(await client.memory('USAGE', keys.ledger('a'))).toBeLessThan(12_000);
  });

  it('reads back what was noted, every outcome, and what earlier versions noted', async () => {
    const noted = outcomes.map((outcome, index) => ({
      ...{ kind: 'plan', ref: '', dueAtMs: dueAtMs + index },
      ...{ outcome, atMs: dueAtMs + 70_000 - index, messageId: index === 0 ? 'a.b' : null },
      code: outcome === 'failed' ? 'bad-request' : null,
    }));
    for (const { kind, ref, dueAtMs: at, ...entry } of noted) {
      await ledger.finish({ chat: 'a', kind: 'plan', ref, dueAtMs: at }, { ...entry, promptedAtMs: null });
      expect(kind).toBe('plan');
    }
    const json = JSON.stringify({
      outcome: 'late',
      atMs: dueAtMs + 9,
      messageId: '7',
      code: null,
      dueAtMs: dueAtMs - 1,
    });
    await client.zadd(keys.ledger('a'), dueAtMs - 1, `reminder 4 ${json}`);
    const earlier = { kind: 'reminder', ref: '4', dueAtMs: dueAtMs - 1, outcome: 'late', atMs: dueAtMs + 9 };
    expect((await ledger.latest('a', 99)).toReversed()).toEqual([{ ...earlier, messageId: '7', code: null }, ...noted]);
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
