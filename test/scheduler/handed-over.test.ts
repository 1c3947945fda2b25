import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Board } from '../../src/commands/core/board.ts';
import type { TextEvent } from '../../src/commands/core/event.ts';
import type { Destination } from '../../src/commands/core/outbox.ts';
import { privately, type Reply, reply, say } from '../../src/commands/core/reply.ts';
import { StoreError } from '../../src/errors.ts';
import { literal } from '../../src/i18n/text.ts';
import { endWithin, type Ending } from '../../src/scheduler/ending.ts';
import { startDeliveryProcess, type DeliveryProcess } from '../support/delivery-process.ts';
import { testRedis, type TestRedis } from '../support/redis.ts';
import { createStubPlatform, refusal, type StubPlatform } from '../support/stub-platform.ts';

const startMs = Date.UTC(2026, 11, 1, 4);
const pace = {
  accountPerSecond: 10_000,
  chatPerSecond: 10_000,
  groupPerMinute: null,
  accountPerMinute: null,
  chatSwitchMs: null,
};

let redis: TestRedis;
let time: { nowMs: number };
let platform: StubPlatform;
let standing: string;
let processes: DeliveryProcess[];

const board: Board = {
  show(_, slot) {
    if (standing === 'not to be read') return Promise.reject(new StoreError('redis-unreachable', 'away'));
    return Promise.resolve(slot === 'day' ? boardOf(standing) : null);
  },
};

beforeEach(async () => {
  redis = await testRedis();
  time = { nowMs: startMs };
  platform = createStubPlatform({ clock: Date.now, can: { pace } });
  standing = '';
  processes = [];
});

afterEach(async () => {
  for (const one of processes) await one.stop();
});

function start(isWorking: boolean): DeliveryProcess {
  const one = startDeliveryProcess({
    connect: (maxRetriesPerRequest) => redis.connect({ maxRetriesPerRequest }),
    time,
    platform,
    boards: [board],
    isWorking,
  });
  processes.push(one);
  return one;
}

const boardOf = (words: string): Reply =>
  reply({ kind: 'roster', slot: 'day', text: literal(words), choices: [], fresh: null });
const words = (said: string): Reply => say(literal(said));

async function groupIn(process: DeliveryProcess): Promise<Destination> {
  const to = { platform: 'telegram', account: '7', chat: '-1' } as const;
  const base = { isGroup: true, title: '', locale: 'en', isLocaleChosen: false, zone: 'Asia/Shanghai' };
  await process.chats.create('a', { ...base, address: to });
  const chat = await process.chats.read('a');
  if (chat === null) throw new Error('not created');
  const cause: TextEvent = {
    id: 'e1',
    order: 1,
    atMs: startMs,
    from: to,
    isGroup: true,
    title: null,
    isAnonymous: false,
    messageId: '5',
    sender: { id: '42', name: '王芳', languageTag: null },
    kind: 'text',
    text: '打卡',
    isAddressed: false,
    isEdited: false,
  };
  return { chat, to, locale: 'en', cause };
}

let serial = 0;

/** Ends a process that has waited long enough, when `work` is done. */
function end(process: DeliveryProcess, work: Promise<void>): Promise<Ending> {
  process.outbox.letGo();
  const freshId = (): string => `h${String((serial += 1))}`;
  return endWithin(work, { ...process, log: silent, clock: () => time.nowMs, freshId });
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A process ends with these replies in hand. */
async function leave(...replies: readonly Reply[]): Promise<Ending> {
  const old = start(false);
  const destination = await groupIn(old);
  old.outbox.letGo();
  old.outbox.post(destination, replies);
  return end(old, old.outbox.idle());
}

/** What a process that works makes of what is there. */
async function goOn(): Promise<DeliveryProcess> {
  const next = start(true);
  await next.deliveries.idle();
  return next;
}

const sign = reply({ kind: 'reaction', sign: 'done' });
const outcomes = async ({ ledger }: DeliveryProcess): Promise<readonly string[]> =>
  (await ledger.latest('a', 10)).map(({ kind, outcome }) => `${kind} ${outcome}`);

describe('what waits when a process ends', () => {
  it('is said once by the next one: signs, then words in their order', async () => {
    expect(await leave(words('一'), sign, words('二'), words('三'))).toEqual({ handedOverCount: 4, lostCount: 0 });
    const next = await goOn();
    expect(platform.said()).toEqual(['-1: 👌', '-1: 一', '-1: 二', '-1: 三']);
    expect(await outcomes(next)).toEqual(['handed-over sent']);
    await goOn();
    expect(platform.said()).toHaveLength(4);
  });

  it('says that it is late in its first words, and adds no message for that', async () => {
    await leave(sign, words('一'), words('二'));
    time.nowMs = startMs + 10 * 60_000;
    const next = await goOn();
    const late = expect.stringMatching(/^-1: Sorry, this is late: .*12:00\.\n一$/) as string;
    expect(platform.said()).toEqual(['-1: 👌', late, '-1: 二']);
    expect(await outcomes(next)).toEqual(['handed-over late']);
  });

  it('is not said when hours have passed', async () => {
    await leave(words('一'));
    time.nowMs = startMs + 3 * 3_600_000;
    const next = await goOn();
    expect(platform.said()).toEqual([]);
    expect(await outcomes(next)).toEqual(['handed-over skipped-late']);
  });

  it('goes on after a message that is refused', async () => {
    platform.refuse(refusal('bad-request'), (outgoing) => outgoing.kind === 'message' && outgoing.text === '一');
    await leave(words('一'), words('二'));
    const next = await goOn();
    expect(platform.said()).toEqual(['-1: 二']);
    expect(await outcomes(next)).toEqual(['handed-over failed']);
  });

  it('mutes no group because a member of it takes no private messages', async () => {
    platform.shut('42', refusal('forbidden'));
    await leave(privately(words('一')), words('二'));
    const next = await goOn();
    expect(platform.said()).toEqual(['-1: 二']);
    expect((await next.chats.read('a'))?.standing).toBe('active');
  });

  it('keeps files as they are', async () => {
    const bytes = Uint8Array.from([1, 2, 250]);
    await leave(reply({ kind: 'file', file: { name: 'x.csv', bytes }, caption: literal('这里') }));
    await goOn();
    const sent = platform.calls.map(({ outgoing }) => ('bytes' in outgoing ? [outgoing.name, ...outgoing.bytes] : []));
    expect(sent).toEqual([['x.csv', 1, 2, 250]]);
  });

  it('shows a board as it stands when its turn has come, and again when it changed meanwhile', async () => {
    standing = '三人';
    const latency = (): Promise<void> => {
      // Somebody checks in while the board is on its way.
      standing = '四人';
      return Promise.resolve();
    };
    platform = createStubPlatform({ clock: Date.now, can: { pace }, latency });
    expect(await leave(boardOf('一人'), boardOf('二人'))).toEqual({ handedOverCount: 1, lostCount: 0 });
    await goOn();
    await expect.poll(() => platform.said(), { timeout: 10_000 }).toEqual(['-1: 三人', '-1: (edit) 四人']);
  });

  it('is noted as sent when nobody can say whether a board changed meanwhile', async () => {
    standing = '三人';
    const latency = (): Promise<void> => {
      standing = 'not to be read';
      return Promise.resolve();
    };
    platform = createStubPlatform({ clock: Date.now, can: { pace }, latency });
    await leave(boardOf('一人'));
    const next = await goOn();
    expect(platform.said()).toEqual(['-1: 三人']);
    expect(await outcomes(next)).toEqual(['handed-over sent']);
  });

  it('is finished, not handed over, when it is on its way', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((done) => {
      answer = done;
    });
    platform = createStubPlatform({ clock: Date.now, can: { pace }, latency: () => answered });
    const old = start(false);
    old.outbox.post(await groupIn(old), [words('一'), words('二')]);
    await expect.poll(() => platform.peak()).toBe(1);
    const ended = end(old, old.outbox.idle());
    answer();
    expect(await ended).toEqual({ handedOverCount: 1, lostCount: 0 });
    expect(platform.said()).toEqual(['-1: 一']);
    await goOn();
    expect(platform.said()).toEqual(['-1: 一', '-1: 二']);
  });

  it('is counted as lost when no answer comes to it; what is behind it is handed over', async () => {
    const never = (): Promise<void> => new Promise(() => undefined);
    platform = createStubPlatform({ clock: Date.now, can: { pace }, latency: never });
    const old = start(false);
    old.outbox.post(await groupIn(old), [words('一'), words('二'), words('三')]);
    await expect.poll(() => platform.peak()).toBe(1);
    expect(await end(old, Promise.resolve())).toEqual({ handedOverCount: 2, lostCount: 1 });
  });

  it('is counted as lost, and said to be, when nothing can be handed over', async () => {
    const old = start(false);
    const destination = await groupIn(old);
    old.outbox.letGo();
    old.outbox.post(destination, [words('一'), words('二')]);
    const errors: unknown[] = [];
    const ending = await endWithin(old.outbox.idle(), {
      outbox: old.outbox,
      deliveries: { handOver: () => Promise.reject(new Error('away')) },
      log: { ...silent, error: (fields) => void errors.push(fields['count']) },
      clock: () => time.nowMs,
      freshId: () => 'x',
    });
    expect(ending).toEqual({ handedOverCount: 0, lostCount: 2 });
    expect(errors).toEqual([2]);
  });
});
