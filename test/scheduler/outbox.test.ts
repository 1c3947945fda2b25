import { beforeEach, describe, expect, it } from 'vitest';
import type { ChoiceEvent, TextEvent } from '../../src/commands/core/event.ts';
import type { Outgoing } from '../../src/commands/core/outgoing.ts';
import type { Destination } from '../../src/commands/core/outbox.ts';
import { privately, quoting, reply, say, toast, type Reply } from '../../src/commands/core/reply.ts';
import { openCatalogue } from '../../src/i18n/catalogue.ts';
import { literal, text } from '../../src/i18n/text.ts';
import { createOutbox, type DeliveringOutbox } from '../../src/scheduler/outbox.ts';
import type { RedisClient } from '../../src/store/client.ts';
import { createChatStore, type ChatStore } from '../../src/store/chats.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createPaceStore } from '../../src/store/pace.ts';
import { worstWindow } from '../store/slots.ts';
import { createFakeClock, settleRedis, type FakeClock } from '../support/fake-clock.ts';
import { testRedis } from '../support/redis.ts';
import { createStubPlatform, refusal, type StubPlatform } from '../support/stub-platform.ts';

const startMs = Date.UTC(2026, 11, 1, 8);
const catalogue = openCatalogue();

let client: RedisClient;
let chats: ChatStore;
let clock: FakeClock;
let platform: StubPlatform;
let outbox: DeliveringOutbox;
let moves: string[];
let logged: string[];

const log = {
  info: (_: unknown, message: string) => void logged.push(message),
  warn: (_: unknown, message: string) => void logged.push(message),
  error: (fields: Readonly<Record<string, unknown>>, message: string) =>
    void logged.push(`${message} ${String(fields['error'])}`),
};

beforeEach(async () => {
  const redis = await testRedis();
  client = redis.connect();
  const keys = createKeys('t');
  chats = createChatStore(client, keys);
  clock = createFakeClock(startMs, () => settleRedis(client));
  platform = createStubPlatform({ clock: clock.now });
  moves = [];
  logged = [];
  outbox = createOutbox({
    catalogue,
    pace: createPaceStore(client, keys),
    chats,
    log,
    senderOf: () => platform.sender,
    privateOf: (address, personId) => (personId === 'nobody' ? null : { ...address, chat: personId }),
    clock: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    onMoved: (from, to) => void moves.push(`${from.chat} → ${to.chat}`),
  });
});

async function groupAt(chat: string, cause: Destination['cause'] = null): Promise<Destination> {
  const to = { platform: 'telegram', account: '7', chat } as const;
  const id = await chats.create(`id${chat}`, {
    address: to,
    isGroup: true,
    title: '',
    locale: 'zh-Hans',
    isLocaleChosen: false,
    zone: 'Asia/Shanghai',
  });
  const known = await chats.read(id);
  if (known === null) throw new Error('not created');
  return { chat: known, to, locale: 'zh-Hans', cause };
}

const words = (said: string): Reply => say(literal(said));
const board = (said: string): Reply =>
  reply({ kind: 'roster', slot: 'board', text: literal(said), choices: [], fresh: null });

const event = { order: 1, atMs: startMs, isGroup: true, title: null, isAnonymous: false, messageId: '5' } as const;
const sender = { id: '42', name: '王芳', languageTag: null };
const from = { platform: 'telegram', account: '7', chat: '-1' } as const;
const typed: TextEvent = {
  ...event,
  id: 'e1',
  from,
  sender,
  kind: 'text',
  text: '打卡',
  isAddressed: false,
  isEdited: false,
};
const tap = (id: number): ChoiceEvent => ({
  ...event,
  id: `t${String(id)}`,
  from,
  sender,
  kind: 'choice',
  token: 'answer 1',
  tapId: String(id),
});

const isSaying =
  (said: string) =>
  (outgoing: Outgoing): boolean =>
    outgoing.kind === 'message' && outgoing.text === said;
const drain = (): Promise<void> => clock.run(outbox.drain());
const accepted = () => platform.calls.filter(({ isAccepted }) => isAccepted);
const times = () => platform.calls.map(({ atMs }) => atMs - startMs);

describe('messages to one chat', () => {
  it('go out in the order posted, a second apart', async () => {
    outbox.post(await groupAt('-1'), [words('一'), words('二'), words('三')]);
    await drain();
    expect(platform.said()).toEqual(['-1: 一', '-1: 二', '-1: 三']);
    expect(times()).toEqual([0, 1031, 2062]);
  });

  it('cannot arrive within one second because the first was long on its way', async () => {
    let latencyMs = 700;
    platform = createStubPlatform({
      clock: clock.now,
      latency: () => clock.sleep(latencyMs).then(() => void (latencyMs = 0)),
    });
    outbox.post(await groupAt('a'), [words('一'), words('二')]);
    await clock.run(outbox.drain());
    const [first, second] = platform.calls.map(({ atMs }) => atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_700);
  });

  it('do not wait for another chat that has to', async () => {
    const [first, second] = [await groupAt('-1'), await groupAt('-2')];
    outbox.post(first, [words('一'), words('二')]);
    outbox.post(second, [words('甲')]);
    await clock.runUntil(startMs + 100);
    expect(platform.said().toSorted()).toEqual(['-1: 一', '-2: 甲']);
    await drain();
  });

  it('are in the language and topic of the destination and quote what they answer', async () => {
    const destination = await groupAt('-1', typed);
    outbox.post({ ...destination, locale: 'en', to: { ...destination.to, thread: '9' } }, [
      quoting(say(text('button-stale'))),
    ]);
    await drain();
    expect(platform.calls[0]).toMatchObject({
      to: { chat: '-1', thread: '9' },
      outgoing: { text: 'This button has expired.', quote: '5' },
    });
  });

  it('keep at most 200 waiting, and let boards go before words', async () => {
    const destination = await groupAt('-1');
    outbox.post(destination, [words('first'), board('board')]);
    for (let count = 0; count < 201; count += 1) outbox.post(destination, [words(String(count))]);
    await drain();
    const said = platform.said();
    expect(said).toHaveLength(201);
    expect(said).not.toContain('-1: board');
    expect(said.slice(0, 2)).toEqual(['-1: first', '-1: 1']);
    expect(logged.filter((line) => line.startsWith('too much waits'))).toHaveLength(2);
  });

  it('do not stop because one of them cannot be put into words', async () => {
    const broken = reply({
      kind: 'choices',
      text: literal('?'),
      columns: 1,
      choices: [{ label: literal('!'), token: 'x'.repeat(65), say: null }],
    });
    outbox.post(await groupAt('-1'), [broken, words('fine')]);
    await drain();
    expect(platform.said()).toEqual(['-1: fine']);
    expect(logged[0]).toContain('button token too long');
  });
});

describe('a standing message', () => {
  it('is sent once and edited from then on, at most every three seconds, the latest text winning', async () => {
    const destination = await groupAt('-1');
    for (const said of ['1', '2', '3']) outbox.post(destination, [board(said)]);
    await clock.runUntil(startMs + 10);
    for (const said of ['4', '5', '6']) outbox.post(destination, [board(said)]);
    await clock.runUntil(startMs + 2_900);
    expect(platform.said()).toHaveLength(1);
    await drain();
    expect(platform.said()).toEqual(['-1: 1', '-1: (edit) 6']);
    expect(platform.shows('m1')).toBe('6');
  });

  it('waits three seconds between two edits when nobody drains', async () => {
    const destination = await groupAt('-1');
    for (let atMs = 0; atMs < 9_000; atMs += 500) {
      outbox.post(destination, [board(String(atMs))]);
      await clock.runUntil(startMs + atMs + 500);
    }
    const gaps = times()
      .slice(1)
      .map((atMs, index) => atMs - (times()[index] ?? 0));
    expect(times()).toHaveLength(4);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
    await drain();
    expect(platform.shows('m1')).toBe('8500');
  });

  it('is left alone when it shows the text already', async () => {
    const destination = await groupAt('-1');
    outbox.post(destination, [board('same')]);
    await drain();
    outbox.post(destination, [board('same')]);
    await drain();
    expect(platform.calls).toHaveLength(1);
  });

  it('is sent anew when the old one cannot be found', async () => {
    const destination = await groupAt('-1');
    await chats.rememberSlot(destination.chat.id, `board@${destination.to.chat}`, 'deleted');
    outbox.post(destination, [board('new')]);
    await drain();
    expect(platform.said()).toEqual(['-1: new']);
    expect(await chats.slotMessage(destination.chat.id, `board@${destination.to.chat}`)).toBe('m1');
  });

  it('is edited once more when nobody knows whether the edit arrived', async () => {
    const destination = await groupAt('-1');
    outbox.post(destination, [board('1')]);
    await drain();
    platform.refuse(refusal('unknown-outcome'));
    outbox.post(destination, [board('2')]);
    await drain();
    expect(platform.shows('m1')).toBe('2');
  });

  it('belongs to the message that took over its slot, and a change for the old one goes before', async () => {
    const destination = await groupAt('-1');
    const question = (said: string): Reply => ({ ...words(said), rememberAs: 'round' });
    const change = (said: string): Reply =>
      reply({ kind: 'roster', slot: 'round', text: literal(said), choices: [], fresh: null });
    outbox.post(destination, [question('Q1'), change('Q1: 1 answer')]);
    await clock.runUntil(startMs + 1_100);
    outbox.post(destination, [change('Q1 closed'), question('Q2'), change('Q2: 1 answer')]);
    await drain();
    expect(platform.shows('m1')).toBe('Q1 closed');
    expect(platform.shows('m2')).toBe('Q2: 1 answer');
  });
});

describe('answers to taps', () => {
  it('go out at once, side by side, however many messages wait', async () => {
    const destination = await groupAt('-1');
    for (let count = 0; count < 50; count += 1) outbox.post(destination, [words(String(count))]);
    platform = createStubPlatform({ clock: clock.now, latency: () => clock.sleep(50) });
    for (let id = 0; id < 2_000; id += 1) outbox.post({ ...destination, cause: tap(id) }, [toast(literal('记下了'))]);
    await clock.runUntil(startMs + 550);
    const toasts = accepted().filter(({ outgoing }) => outgoing.kind === 'toast');
    expect(new Set(toasts.map(({ outgoing }) => outgoing.kind === 'toast' && outgoing.tapId)).size).toBe(2_000);
    expect(platform.peak()).toBeGreaterThanOrEqual(200);
    expect(platform.peak()).toBeLessThanOrEqual(202);
    await drain();
  });

  it('are given in silence when the handler says nothing to the tapper', async () => {
    outbox.post(await groupAt('-1', tap(1)), []);
    await drain();
    expect(platform.calls[0]?.outgoing).toEqual({ kind: 'toast', tapId: '1', text: null });
  });

  it('are tried again when the platform is busy for a moment, and never for long', async () => {
    platform.refuse(refusal('rate-limited', { retryAfterMs: 2_000 }));
    platform.refuse(refusal('rate-limited', { retryAfterMs: 60_000 }), (outgoing) =>
      outgoing.kind === 'toast' ? outgoing.tapId === '2' : false,
    );
    outbox.post(await groupAt('-1', tap(1)), [toast(literal('a'))]);
    await drain();
    outbox.post(await groupAt('-2', tap(2)), [toast(literal('b'))]);
    await drain();
    expect(platform.said()).toEqual(['-1: (toast) a']);
  });
});

describe('reactions', () => {
  const thumb = reply({ kind: 'reaction', sign: 'done' });

  it('do not wait behind messages of the chat and do not use up its share', async () => {
    const destination = await groupAt('-1', typed);
    outbox.post(destination, [words('一'), words('二'), thumb]);
    await clock.runUntil(startMs + 100);
    expect(platform.said().toSorted()).toEqual(['-1: 一', '-1: 👌']);
    await drain();
    expect(platform.said().at(-1)).toBe('-1: 二');
  });

  it('leave the account free for messages when there are hundreds of them', async () => {
    const destination = await groupAt('-1', typed);
    for (let count = 0; count < 400; count += 1) outbox.post(destination, [thumb]);
    await clock.runUntil(startMs + 100);
    outbox.post(await groupAt('-2'), [words('甲')]);
    await drain();
    const message = accepted().find(({ outgoing }) => outgoing.kind === 'message');
    expect((message?.atMs ?? 0) - startMs).toBeLessThan(3_200);
  });

  it('are set after all when the platform wanted to be left alone for a while', async () => {
    platform.refuse(refusal('rate-limited', { retryAfterMs: 3_000 }));
    outbox.post(await groupAt('-1', typed), [thumb]);
    await clock.runUntil(startMs + 10_000);
    expect(platform.said()).toEqual(['-1: 👌']);
    expect(times()[1]).toBeGreaterThanOrEqual(3_000);
    expect(times()[1]).toBeLessThan(3_100);
  });

  it('are offered twice at most', async () => {
    for (let count = 0; count < 3; count += 1) platform.refuse(refusal('rate-limited', { retryAfterMs: 3_000 }));
    outbox.post(await groupAt('-1', typed), [thumb]);
    await clock.runUntil(startMs + 20_000);
    expect(platform.calls).toHaveLength(2);
  });

  it('are not set any more when nobody looks for them', async () => {
    platform.refuse(refusal('rate-limited', { retryAfterMs: 30_000 }));
    outbox.post(await groupAt('-1', typed), [thumb]);
    await drain();
    expect(platform.calls).toHaveLength(1);
  });

  it('that have a slot already wait like all else when another process is told to', async () => {
    const destination = await groupAt('-1', typed);
    for (let count = 0; count < 10; count += 1) outbox.post(destination, [thumb]);
    await clock.runUntil(startMs + 1);
    const { to } = destination;
    const { pace } = platform.sender.can;
    const untilMs = startMs + 4_000;
    await createPaceStore(client, createKeys('t')).penalise({ ...to, pace, nowMs: startMs, untilMs, scope: 'account' });
    await clock.runUntil(startMs + 10_000);
    expect(accepted()).toHaveLength(10);
    expect(times().filter((atMs) => atMs > 45 && atMs < 4_000)).toEqual([]);
  });

  it('are not repeated when they fail', async () => {
    platform.refuse(refusal('bad-request'));
    outbox.post(await groupAt('-1', typed), [thumb]);
    await drain();
    expect(platform.calls).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('to go slower is obeyed, and the same call made again', async () => {
    platform.refuse(refusal('rate-limited', { retryAfterMs: 7_000 }));
    outbox.post(await groupAt('-1'), [words('一'), words('二')]);
    await drain();
    expect(platform.said()).toEqual(['-1: 一', '-1: 二']);
    expect(times()[1]).toBeGreaterThanOrEqual(7_000);
    expect(times()[1]).toBeLessThan(7_100);
  });

  it('holds the whole account, what has a slot already too', async () => {
    platform.refuse(refusal('rate-limited', { retryAfterMs: 5_000 }));
    const destinations = await Promise.all(['-1', '-2', '-3', '-4'].map((chat) => groupAt(chat)));
    for (const to of destinations) outbox.post(to, [words('一')]);
    await clock.runUntil(startMs + 500);
    outbox.post(await groupAt('-5'), [words('二')]);
    await drain();
    const [first = 0, ...others] = times().toSorted((a, b) => a - b);
    expect(first).toBe(0);
    expect(Math.min(...others)).toBeGreaterThanOrEqual(5_000);
    expect(accepted()).toHaveLength(5);
  });

  it('to the same chat again holds that chat alone', async () => {
    const isToOne = (_: unknown, to: { readonly chat: string }): boolean => to.chat === '-1';
    for (const retryAfterMs of [2_000, 20_000]) platform.refuse(refusal('rate-limited', { retryAfterMs }), isToOne);
    outbox.post(await groupAt('-1'), [words('一')]);
    await clock.runUntil(startMs + 2_500);
    outbox.post(await groupAt('-2'), [words('二')]);
    await drain();
    expect(platform.said()).toEqual(['-2: 二', '-1: 一']);
    expect(times().at(-2)).toBeLessThan(3_000);
  });

  it('to a chat that was sent much within the minute holds that chat alone', async () => {
    const busy = await groupAt('-1');
    outbox.post(
      busy,
      Array.from({ length: 10 }, (_, index) => words(String(index))),
    );
    await drain();
    platform.refuse(refusal('rate-limited', { retryAfterMs: 20_000 }));
    outbox.post(busy, [words('more')]);
    await clock.runUntil(clock.now() + 1_500);
    outbox.post(await groupAt('-2'), [words('二')]);
    await drain();
    expect(platform.said().slice(-2)).toEqual(['-2: 二', '-1: more']);
  });

  it('to tell what became of a lone call keeps nobody waiting', async () => {
    const destinations = await Promise.all(['-1', '-2', '-3', '-4'].map((chat) => groupAt(chat)));
    for (const text of ['一', '三']) platform.refuse(refusal('unknown-outcome'), isSaying(text));
    for (const [index, to] of destinations.entries()) {
      outbox.post(to, [words(['一', '二', '三', '四'][index] ?? '')]);
      await clock.runUntil(startMs + (index + 1) * 100);
    }
    expect(times()).toEqual([0, 100, 200, 300]);
    expect(platform.said()).toEqual(['-2: 二', '-4: 四']);
  });

  it('to tell what became of a call lets the account rest when it is the second in a row, longer each time', async () => {
    const destinations = await Promise.all(['-1', '-2', '-3', '-4'].map((chat) => groupAt(chat)));
    for (let count = 0; count < 3; count += 1) platform.refuse(refusal('unknown-outcome'));
    for (const to of destinations) outbox.post(to, [words('一')]);
    await drain();
    expect(platform.said()).toHaveLength(1);
    const [, second = 0, third = 0, fourth = 0] = times();
    expect(third - second).toBeGreaterThanOrEqual(1_000);
    expect(fourth - third).toBeGreaterThanOrEqual(2_000);
  });

  it('because the chat moved is followed, recorded and told', async () => {
    const destination = await groupAt('-1');
    platform.shut('-1', refusal('moved', { movedTo: '-100' }));
    outbox.post(destination, [words('一'), words('二')]);
    await drain();
    expect(platform.said()).toEqual(['-100: 一', '-100: 二']);
    expect(moves).toEqual(['-1 → -100']);
    expect((await chats.read(destination.chat.id))?.address.chat).toBe('-100');
  });

  it('because many chats moved at once makes no more calls in a second than at any other time', async () => {
    const destinations = await Promise.all(Array.from({ length: 30 }, (_, index) => groupAt(`-${String(index + 1)}`)));
    for (const { to } of destinations) platform.shut(to.chat, refusal('moved', { movedTo: `-100${to.chat}` }));
    for (const to of destinations) outbox.post(to, [words('一')]);
    await drain();
    expect(accepted()).toHaveLength(30);
    expect(platform.calls).toHaveLength(60);
    expect(worstWindow(times(), 1_000)).toBeLessThanOrEqual(30);
  });

  it('because the chat moved in circles is taken for the end of it', async () => {
    const destination = await groupAt('-1');
    platform.shut('-1', refusal('moved', { movedTo: '-100' }));
    platform.shut('-100', refusal('moved', { movedTo: '-1' }));
    outbox.post(destination, [words('一')]);
    await drain();
    expect(platform.calls.map(({ to }) => to.chat)).toEqual(['-1', '-100']);
    expect((await chats.read(destination.chat.id))?.standing).toBe('removed');
  });

  it('because the bot was removed ends everything that waits for the chat', async () => {
    const destination = await groupAt('-1');
    platform.shut('-1', refusal('gone'));
    outbox.post(destination, [words('一'), words('二'), words('三')]);
    await drain();
    expect(platform.calls).toHaveLength(1);
    expect((await chats.read(destination.chat.id))?.standing).toBe('removed');
  });

  it('because the bot may not write marks the chat muted until it may again', async () => {
    const destination = await groupAt('-1');
    platform.shut('-1', refusal('forbidden'));
    outbox.post(destination, [words('一')]);
    await drain();
    const muted = await chats.read(destination.chat.id);
    expect(muted?.standing).toBe('muted');
    platform.accept('-1');
    outbox.post({ ...destination, chat: muted ?? destination.chat }, [words('二')]);
    await drain();
    expect((await chats.read(destination.chat.id))?.standing).toBe('active');
  });

  it('with an unknown outcome is not followed by the same message', async () => {
    platform.refuse(refusal('unknown-outcome'));
    outbox.post(await groupAt('-1'), [words('一'), words('二')]);
    await drain();
    expect(platform.calls.map(({ outgoing }) => outgoing.kind === 'message' && outgoing.text)).toEqual(['一', '二']);
  });

  it('to connect is waited out, with growing pauses', async () => {
    for (let count = 0; count < 4; count += 1) platform.refuse(refusal('unreachable'));
    outbox.post(await groupAt('-1'), [words('一')]);
    await clock.runUntil(startMs + 60_000);
    expect(platform.said()).toEqual(['-1: 一']);
    expect(times().map((atMs) => Math.round(atMs / 500))).toEqual([0, 2, 4, 8, 16]);
  });

  it('of a wrong call is noted and the next one made', async () => {
    platform.refuse(refusal('bad-request'));
    outbox.post(await groupAt('-1'), [words('一'), words('二')]);
    await drain();
    expect(platform.said()).toEqual(['-1: 二']);
    expect(logged).toContain('a reply was not sent');
  });

  it('to connect does not keep a stopping process waiting', async () => {
    platform.shut('-1', refusal('unreachable'));
    outbox.post(await groupAt('-1'), [words('一'), words('二')]);
    await drain();
    expect(clock.now() - startMs).toBeLessThan(10_000);
  });
});

describe('a private answer from a group', () => {
  it('goes to the private chat with the sender, without what refers to the group', async () => {
    const destination = await groupAt('-1', typed);
    outbox.post(destination, [privately(quoting(words('只给你')))]);
    await drain();
    expect(platform.calls[0]).toMatchObject({ to: { chat: '42' }, outgoing: { quote: null } });
  });

  it('that cannot be delivered is replaced by one hint in the group', async () => {
    platform.shut('42', refusal('gone'));
    const destination = await groupAt('-1', typed);
    outbox.post(destination, [
      privately(reply({ kind: 'text', text: literal('a') }, { kind: 'text', text: literal('b') })),
    ]);
    await drain();
    expect(platform.said()).toEqual([`-1: ${catalogue.say(text('private-first'), 'zh-Hans')}`]);
    expect((await chats.read(destination.chat.id))?.standing).toBe('active');
  });

  it('is replaced by the hint where people cannot be addressed by id', async () => {
    const destination = await groupAt('-1', { ...typed, sender: { ...sender, id: 'nobody' } });
    outbox.post(destination, [privately(words('只给你'))]);
    await drain();
    expect(platform.said()).toEqual([`-1: ${catalogue.say(text('private-first'), 'zh-Hans')}`]);
  });

  it('is replaced by one hint for all who cannot be addressed within ten seconds', async () => {
    const destination = await groupAt('-1', { ...typed, sender: { ...sender, id: 'nobody' } });
    for (let index = 0; index < 30; index += 1) outbox.post(destination, [privately(words('只给你'))]);
    await drain();
    expect(platform.said()).toHaveLength(1);
    await clock.runUntil(clock.now() + 10_000);
    outbox.post(destination, [privately(words('只给你'))]);
    await drain();
    expect(platform.said()).toHaveLength(2);
  });
});

describe('without redis', () => {
  it('messages still go out, a second apart or slower', async () => {
    const destination = await groupAt('-1');
    const away = await testRedis();
    const lost = away.connect({ maxRetriesPerRequest: 0, enableOfflineQueue: false });
    await lost.ping().catch(() => undefined);
    lost.disconnect();
    const keys = createKeys('t');
    outbox = createOutbox({
      catalogue,
      pace: createPaceStore(lost, keys),
      chats: createChatStore(lost, keys),
      log,
      senderOf: () => platform.sender,
      privateOf: () => null,
      clock: clock.now,
      sleep: clock.sleep,
      random: () => 0.5,
      onMoved: () => undefined,
    });
    outbox.post(destination, [words('一'), words('二'), { ...words('三'), rememberAs: 'board' }, board('四')]);
    await drain();
    expect(platform.said()).toEqual(['-1: 一', '-1: 二', '-1: 三', '-1: (edit) 四']);
    const gaps = times()
      .slice(1)
      .map((atMs, index) => atMs - (times()[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  });
});

describe('a delivery', () => {
  it('tells the message it became', async () => {
    const outcome = await clock.run(outbox.deliver(await groupAt('-1'), [words('一')], 0));
    expect(outcome).toEqual({ kind: 'sent', messageId: 'm1' });
  });

  it('stands back when its account is told to slow down', async () => {
    platform.refuse(refusal('rate-limited', { retryAfterMs: 30_000 }));
    const destination = await groupAt('-1');
    const outcome = await clock.run(outbox.deliver(destination, [words('一')], 0));
    expect(outcome).toEqual({ kind: 'later', waitMs: 30_000, sentCount: 0 });
    const early = await clock.run(outbox.deliver(destination, [words('一')], 0));
    expect(early).toMatchObject({ kind: 'sent' });
    expect(times()[1]).toBeGreaterThanOrEqual(30_000);
  });

  it('is asked about once its slot is near, and not made after a no', async () => {
    const asked: number[] = [];
    const ask = (answer: boolean) => (): Promise<boolean> => {
      asked.push(clock.now() - startMs);
      return Promise.resolve(answer);
    };
    const [one, other] = [await groupAt('-1'), await groupAt('-2')];
    const outcomes = Promise.all([
      outbox.deliver(one, [words('一')], 0, { mayCall: ask(true) }),
      outbox.deliver(other, [words('二')], 0, { mayCall: ask(false) }),
    ]);
    expect(await clock.run(outcomes)).toMatchObject([{ kind: 'sent' }, { kind: 'later', sentCount: 0 }]);
    expect(platform.said()).toEqual(['-1: 一']);
    expect(times()[0]).toBeLessThanOrEqual((asked[0] ?? 0) + 10);
  });

  it('goes on where it stopped', async () => {
    const destination = await groupAt('-1');
    platform.refuse(refusal('unreachable'), (outgoing) => outgoing.kind === 'message' && outgoing.text === '二');
    const first = await clock.run(outbox.deliver(destination, [words('一'), words('二')], 0));
    expect(first).toEqual({ kind: 'unreachable', sentCount: 1 });
    await clock.run(outbox.deliver(destination, [words('一'), words('二')], 1));
    expect(platform.said()).toEqual(['-1: 一', '-1: 二']);
  });

  it('leaves the front of the line to answers: a person waits a moment behind many of them', async () => {
    const destinations = await Promise.all(
      Array.from({ length: 100 }, (_, index) => groupAt(`-${String(index + 10)}`)),
    );
    const deliveries = Promise.all(destinations.map((to) => outbox.deliver(to, [words('bulk')], 0)));
    await clock.runUntil(startMs + 500);
    const askedAtMs = clock.now();
    outbox.post(await groupAt('-1'), [words('direct')]);
    await clock.run(deliveries);
    const direct = accepted().find(({ outgoing }) => outgoing.kind === 'message' && outgoing.text === 'direct');
    expect((direct?.atMs ?? 0) - askedAtMs).toBeLessThanOrEqual(40);
    expect(accepted()).toHaveLength(101);
  });
});

it('a picture is said in words where the chat takes none', async () => {
  const group = await groupAt('g');
  platform.refuse(refusal('bad-request'), (outgoing) => outgoing.kind === 'image');
  const image = { name: 'q.png', bytes: new Uint8Array(3) };
  const picture = {
    kind: 'image',
    image,
    caption: literal('几度?'),
    alt: literal('图:三角形'),
    choices: [],
    columns: 1,
  } as const;
  outbox.post(group, [reply(picture)]);
  await clock.run(outbox.drain());
  expect(platform.said()).toEqual(['g: 图:三角形\n几度?']);
});
