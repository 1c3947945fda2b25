import { beforeEach, describe, expect, it } from 'vitest';
import type { Announcer, Ending } from '../../src/commands/core/announcement.ts';
import { reply, say } from '../../src/commands/core/reply.ts';
import { StoreError, type StoreErrorCode } from '../../src/errors.ts';
import { literal } from '../../src/i18n/text.ts';
import { createDeliver, type DeliveryJob, type DeliverResult } from '../../src/scheduler/deliver.ts';
import type { Delivered, DeliveringOutbox } from '../../src/scheduler/outbox.ts';
import type { ChatSettings } from '../../src/domain/settings.ts';
import { createChatStore, type ChatStore } from '../../src/store/chats.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLedgerStore, type LedgerStore } from '../../src/store/ledger.ts';
import { testRedis } from '../support/redis.ts';

/** 20:30 in Shanghai. */
const dueAtMs = Date.UTC(2026, 11, 1, 12, 30);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const graceMs = 2 * hourMs;
const job: DeliveryJob = { chat: 'a', kind: 'reminder', ref: '1', dueAtMs, graceMs };

let chats: ChatStore;
let ledger: LedgerStore;
let nowMs: number;
let delivered: Delivered[];
let posted: string[];
let settled: number;
let endings: (Ending | null)[];
let announce: Announcer['announce'];
let turn: DeliveringOutbox['turn'];
let stand: Announcer['stand'];
/** What happens while the message waits for its slot. */
let meanwhile: () => void;

beforeEach(async () => {
  const client = (await testRedis()).connect();
  const keys = createKeys('t');
  chats = createChatStore(client, keys);
  ledger = createLedgerStore(client, keys);
  const address = { platform: 'telegram', account: '7', chat: '-1' } as const;
  const base = { isGroup: true, title: '', locale: 'en', isLocaleChosen: true, zone: 'Asia/Shanghai' };
  await chats.create('a', { ...base, address });
  nowMs = dueAtMs + 200;
  delivered = [];
  posted = [];
  settled = 0;
  endings = [];
  stand = () => Promise.resolve('due');
  meanwhile = () => undefined;
  turn = () => ({ isNow: true, leave: () => undefined });
  announce = () => Promise.resolve({ replies: [say(literal('read'))], asksForCheckIn: false });
});

function deliver(more: Partial<DeliveryJob> = {}): Promise<DeliverResult> {
  const kinds = ['reminder', 'plan', 'nudge', 'digest'] as const;
  return createDeliver({
    chats,
    ledger,
    clock: () => nowMs,
    announcers: kinds.map((kind) => ({
      kind,
      announce: (...args) => announce(...args),
      stand: (occurrence) => stand?.(occurrence) ?? Promise.resolve('due'),
      settled(_, ending) {
        settled += 1;
        endings.push(ending);
        return Promise.resolve();
      },
    })),
    outbox: {
      turn: (address, hasWaited) => turn(address, hasWaited),
      async deliver(to, replies, sentCount, manner) {
        for (const [index] of replies.entries()) {
          meanwhile();
          if ((await manner?.mayCall?.()) === false) return { kind: 'later', waitMs: 0, sentCount: sentCount + index };
        }
        posted.push(
          `${to.to.chat}/${to.to.thread ?? ''} ${JSON.stringify(replies[0]?.parts[0])} from ${String(sentCount)}`,
        );
        return delivered.shift() ?? { kind: 'sent', messageId: 'm1' };
      },
    },
  })({ ...job, ...more });
}

const outcomes = async (): Promise<readonly string[]> =>
  (await ledger.latest('a', 10)).map(
    ({ kind, outcome, code }) => `${kind} ${outcome}${code === null ? '' : ` ${code}`}`,
  );
const set = async <K extends keyof ChatSettings>(name: K, value: ChatSettings[K]): Promise<void> =>
  chats.setSetting('a', name, value);

describe('a delivery', () => {
  it('is sent to the chat and noted with its message', async () => {
    expect(await deliver()).toEqual({ kind: 'done', outcome: 'sent' });
    expect(posted).toEqual(['-1/ {"kind":"text","text":{"literal":"read"}} from 0']);
    expect(await ledger.latest('a', 1)).toMatchObject([{ outcome: 'sent', messageId: 'm1', atMs: nowMs, dueAtMs }]);
    expect(settled).toBe(1);
  });

  it.each(['held', 'called-off'] as const)(
    'that is %s while it waits for its slot is neither sent nor marked, and comes again',
    async (stopped) => {
      meanwhile = () => (stand = () => Promise.resolve(stopped));
      expect(await deliver()).toEqual({ kind: 'later', waitMs: 0, job: { ...job, sentCount: 0 } });
      expect(posted).toEqual([]);
      meanwhile = () => undefined;
      stand = () => Promise.resolve('due');
      expect(await deliver({ sentCount: 0 })).toEqual({ kind: 'done', outcome: 'sent' });
      expect(posted).toHaveLength(1);
    },
  );

  it.each(['held', 'called-off'] as const)(
    'whose first half is out goes on when it is %s meanwhile',
    async (stopped) => {
      stand = () => Promise.resolve(stopped);
      expect(await deliver({ sentCount: 1 })).toEqual({ kind: 'done', outcome: 'sent' });
    },
  );

  it.each(['held', 'called-off'] as const)('that is %s between its calls is sent whole', async (stopped) => {
    announce = () => Promise.resolve({ replies: [say(literal('1')), say(literal('2'))], asksForCheckIn: false });
    let calls = 0;
    meanwhile = () => {
      calls += 1;
      if (calls > 1) stand = () => Promise.resolve(stopped);
    };
    expect(await deliver()).toEqual({ kind: 'done', outcome: 'sent' });
    expect(calls).toBe(2);
  });

  it('goes to the topic that its announcer names', async () => {
    announce = () => Promise.resolve({ replies: [say(literal('x'))], asksForCheckIn: false, thread: '9' });
    await deliver();
    expect(posted[0]).toMatch(/^-1\/9 /u);
  });

  it('that asks for check-ins opens the time of quick replies', async () => {
    announce = () => Promise.resolve({ replies: [say(literal('x'))], asksForCheckIn: true });
    await deliver();
    expect((await chats.read('a'))?.promptedAtMs).toBe(nowMs);
  });

  it('is not repeated when its job comes again', async () => {
    await deliver();
    expect(await deliver()).toEqual({ kind: 'done', outcome: null });
    expect(posted).toHaveLength(1);
  });

  it('draws its consequences again when its job comes again', async () => {
    await deliver();
    await deliver();
    expect(settled).toBe(2);
  });

  it('with nothing to say is noted as that', async () => {
    announce = () => Promise.resolve(null);
    await deliver();
    announce = () => Promise.resolve({ replies: [], asksForCheckIn: false });
    await deliver({ ref: '2' });
    expect(await outcomes()).toEqual(['reminder skipped-nothing', 'reminder skipped-nothing']);
    expect(posted).toEqual([]);
  });

  it('to a chat that is unknown is dropped', async () => {
    expect(await deliver({ chat: 'nobody' })).toEqual({ kind: 'done', outcome: null });
  });

  it.each(['removed', 'muted'] as const)('to a chat that is %s is not tried', async (standing) => {
    await chats.setStanding('a', standing, 0);
    await deliver();
    expect(posted).toEqual([]);
    expect(await outcomes()).toEqual([`reminder ${standing}`]);
    expect(settled).toBe(1);
  });
});

describe('a late delivery', () => {
  it('says in its first line when it was due', async () => {
    nowMs = dueAtMs + 10 * minuteMs;
    await deliver();
    expect(posted[0]).toContain(
      `{"key":"late-by","params":{"due":{"atMs":${String(dueAtMs)},"zone":"Asia/Shanghai"}}}`,
    );
    expect(await outcomes()).toEqual(['reminder late']);
  });

  it('says so in a message of its own before a picture', async () => {
    const part = { kind: 'file', file: { name: 'x', bytes: new Uint8Array() }, caption: literal('x') } as const;
    announce = () => Promise.resolve({ replies: [reply(part)], asksForCheckIn: false });
    nowMs = dueAtMs + 10 * minuteMs;
    await deliver();
    expect(posted[0]).toContain('"kind":"text","text":{"key":"late-by"');
  });

  it('by two minutes is on time', async () => {
    nowMs = dueAtMs + 2 * minuteMs;
    await deliver();
    expect(await outcomes()).toEqual(['reminder sent']);
  });

  it('beyond its grace is skipped', async () => {
    nowMs = dueAtMs + graceMs + 1;
    await deliver();
    expect(await outcomes()).toEqual(['reminder skipped-late']);
  });
});

describe('quiet hours', () => {
  const from2030 = { fromMinute: 20 * 60 + 30, toMinute: 22 * 60 };

  it('do not hold back what was set for a time within them', async () => {
    await set('quiet', from2030);
    await deliver();
    await set('nudgeMinute', 20 * 60 + 31);
    await deliver({ kind: 'nudge' });
    expect(posted).toHaveLength(2);
  });

  it('hold back a daily message at a time that nobody chose, until they end', async () => {
    await set('quiet', from2030);
    const result = await deliver({ kind: 'nudge' });
    expect(result).toMatchObject({ kind: 'later', waitMs: dueAtMs + 1.5 * hourMs - nowMs });
    expect(posted).toEqual([]);
  });

  it('hold back what comes late, until they end', async () => {
    await set('quiet', from2030);
    nowMs = dueAtMs + 30 * minuteMs;
    expect(await deliver()).toMatchObject({ kind: 'later', waitMs: hourMs });
    nowMs = dueAtMs + 1.5 * hourMs;
    await deliver();
    expect(await outcomes()).toEqual(['reminder late']);
  });

  it('that end after the grace make it skipped', async () => {
    await set('quiet', { fromMinute: 20 * 60 + 30, toMinute: 7 * 60 });
    nowMs = dueAtMs + 30 * minuteMs;
    await deliver();
    expect(await outcomes()).toEqual(['reminder skipped-quiet']);
  });
});

describe('a refused delivery', () => {
  it('of a busy platform is put off as long as it says, with what is sent remembered', async () => {
    delivered.push({ kind: 'later', waitMs: 30_000, sentCount: 1 });
    const result = await deliver();
    expect(result).toEqual({ kind: 'later', waitMs: 30_000, job: { ...job, sentCount: 1 } });
    if (result.kind === 'later') await deliver(result.job);
    expect(posted[1]).toMatch(/ from 1$/u);
    expect(await outcomes()).toEqual(['reminder sent']);
  });

  it('of a platform out of reach is tried again with growing pauses until its grace is over', async () => {
    let current = job;
    const waits: number[] = [];
    for (;;) {
      delivered.push({ kind: 'unreachable', sentCount: 0 });
      const result = await deliver(current);
      if (result.kind !== 'later') break;
      waits.push(result.waitMs);
      nowMs += result.waitMs;
      current = result.job;
    }
    expect(waits.slice(0, 7)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(nowMs).toBeGreaterThan(dueAtMs + graceMs);
    expect(await outcomes()).toEqual(['reminder failed unreachable']);
  });

  it.each([
    ['gone', 'reminder removed'],
    ['forbidden', 'reminder muted'],
    ['unknown-outcome', 'reminder unknown'],
    ['bad-request', 'reminder failed bad-request'],
  ] as const)('as %s is noted and not repeated', async (code, noted) => {
    delivered.push({ kind: 'failed', code });
    expect((await deliver()).kind).toBe('done');
    await deliver();
    expect(posted).toHaveLength(1);
    expect(await outcomes()).toEqual([noted]);
  });
});

describe('a delivery whose sender died', () => {
  it('when the call was about to be made is noted as unknown, and never made again', async () => {
    await ledger.begin(job, 'who died', 0);
    expect(await deliver()).toEqual({ kind: 'done', outcome: 'unknown' });
    expect(await deliver()).toEqual({ kind: 'done', outcome: null });
    expect(posted).toEqual([]);
    expect(await outcomes()).toEqual(['reminder unknown']);
    expect(settled).toBe(2);
  });

  it.each([
    ['when its grace is over', () => void (nowMs = dueAtMs + graceMs + 1)],
    ['when it is called off', () => void (stand = () => Promise.resolve('called-off'))],
    ['when the chat has removed the bot', () => chats.setStanding('a', 'removed', 0)],
    ['when the chat has muted the bot', () => chats.setStanding('a', 'muted', 0)],
    ['when there is nothing to say any more', () => void (announce = () => Promise.resolve(null))],
  ])('is noted as unknown also %s', async (_, change) => {
    await ledger.begin(job, 'who died', 0);
    await change();
    expect(await deliver()).toEqual({ kind: 'done', outcome: 'unknown' });
    expect(posted).toEqual([]);
    expect(await outcomes()).toEqual(['reminder unknown']);
    expect(endings).toEqual([{ outcome: 'unknown', atMs: nowMs, code: null }]);
  });

  it('after it had noted that a part is out, and not in its job, goes on behind that part', async () => {
    await ledger.begin(job, 'who died', 0);
    await ledger.release(job, 'who died', 1);
    const result = await deliver();
    expect(result).toEqual({ kind: 'later', waitMs: 0, job: { ...job, sentCount: 1 } });
    expect(posted).toEqual([]);
    expect(await deliver({ sentCount: 1 })).toEqual({ kind: 'done', outcome: 'sent' });
    expect(posted).toEqual(['-1/ {"kind":"text","text":{"literal":"read"}} from 1']);
  });

  it('is noted as sent when the sender was only slow', async () => {
    await ledger.begin(job, 'slow', 0);
    await deliver();
    await ledger.finish(job, { outcome: 'sent', atMs: nowMs, messageId: '1', code: null, promptedAtMs: null });
    expect(await outcomes()).toEqual(['reminder sent']);
  });
});

describe('a delivery whose chat the store cannot read', () => {
  const away = (code: StoreErrorCode): ChatStore => ({
    ...chats,
    read: () => Promise.reject(new StoreError(code, 'LOADING Redis is loading the dataset in memory')),
  });
  const unread = async (count: number): Promise<readonly DeliveryJob[]> => {
    const known = chats;
    chats = away('redis-unreachable');
    const jobs: DeliveryJob[] = [];
    for (let current = job; jobs.length < count; jobs.push(current)) {
      const result = await deliver(current);
      if (result.kind !== 'later') throw new Error(result.kind);
      nowMs += result.waitMs;
      current = result.job;
    }
    chats = known;
    return jobs;
  };

  it('is put off with growing pauses and sent when it can be read, as often as that may be in vain', async () => {
    const fromMs = nowMs;
    const [first, second] = await unread(8);
    expect([first?.storeTries, second?.storeTries]).toEqual([1, 2]);
    expect(nowMs - fromMs).toBe(2_000 + 4_000 + 8_000 + 16_000 + 32_000 + 3 * 60_000);
    expect(await deliver({ storeTries: 8 })).toEqual({ kind: 'done', outcome: 'late' });
    expect(await outcomes()).toEqual(['reminder late']);
  });

  it('ends as too late when its grace is over meanwhile', async () => {
    await unread(1);
    nowMs = dueAtMs + graceMs + 1;
    expect(await deliver({ storeTries: 1 })).toEqual({ kind: 'done', outcome: 'skipped-late' });
  });

  it('fails where the store answers and waiting does not help', async () => {
    chats = away('redis-reply');
    await expect(deliver()).rejects.toThrow(StoreError);
  });
});

describe('a delivery of an account with many at once', () => {
  const busy: DeliveringOutbox['turn'] = () => ({ isNow: false, waitMs: 5 * minuteMs });

  it('comes again when it was told to, without asking what there is to say', async () => {
    turn = busy;
    announce = () => Promise.reject(new Error('asked'));
    expect(await deliver()).toEqual({ kind: 'later', waitMs: 5 * minuteMs, job: { ...job, spreadMs: 5 * minuteMs } });
    const again = await deliver({ spreadMs: 5 * minuteMs });
    expect(again).toMatchObject({ kind: 'later', job: { spreadMs: 10 * minuteMs } });
    expect(posted).toEqual([]);
    expect(await outcomes()).toEqual([]);
  });

  it('says that it comes as told', async () => {
    const told: boolean[] = [];
    turn = (_, hasWaited) => {
      told.push(hasWaited);
      return { isNow: true, leave: () => undefined };
    };
    await deliver();
    await deliver({ ref: '2', spreadMs: 1_000 });
    expect(told).toEqual([false, true]);
  });

  it('is not late for what was planned, and asks for check-ins from when it was sent', async () => {
    announce = () => Promise.resolve({ replies: [say(literal('x'))], asksForCheckIn: true });
    nowMs = dueAtMs + 13 * minuteMs;
    expect(await deliver({ spreadMs: 13 * minuteMs - 400 })).toEqual({ kind: 'done', outcome: 'sent' });
    expect(posted[0]).not.toContain('late-by');
    expect((await chats.read('a'))?.promptedAtMs).toBe(nowMs);
  });

  it('is late when it comes long after what was planned', async () => {
    nowMs = dueAtMs + 13 * minuteMs;
    expect(await deliver({ spreadMs: 5 * minuteMs })).toEqual({ kind: 'done', outcome: 'late' });
    expect(posted[0]).toContain('late-by');
  });

  it('is neither skipped nor held back by quiet hours for having been spread', async () => {
    await set('quiet', { fromMinute: 21 * 60, toMinute: 7 * 60 });
    nowMs = dueAtMs + graceMs + 40 * minuteMs;
    expect(await deliver({ spreadMs: graceMs + 40 * minuteMs })).toEqual({ kind: 'done', outcome: 'sent' });
  });

  it('gives its turn back whatever happens', async () => {
    let leftCount = 0;
    turn = () => ({ isNow: true, leave: () => void (leftCount += 1) });
    await deliver();
    announce = () => Promise.reject(new Error('broken'));
    await expect(deliver({ ref: '2' })).rejects.toThrow('broken');
    expect(leftCount).toBe(2);
  });
});
