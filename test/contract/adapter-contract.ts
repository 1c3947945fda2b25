import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Adapter, OnEvent } from '../../src/bots/adapter.ts';
import type { Address, Inbound } from '../../src/commands/core/event.ts';
import type { Outgoing } from '../../src/commands/core/outgoing.ts';
import { DeliveryError, StoreError } from '../../src/errors.ts';

/** A message of the bot as people see it. */
export interface Shown {
  readonly messageId: string | null;
  readonly text: string;
  readonly buttons: readonly string[];
  /** Names of the files that hang on it; a picture counts as one. */
  readonly files: readonly string[];
}

/** One adapter in front of a platform that is simulated: a group with two people and the bot in it. */
export interface AdapterHarness {
  readonly adapter: Adapter;
  readonly group: Address;
  /** Platform ids and names of the two; the first one organises. */
  readonly people: readonly [HarnessPerson, HarnessPerson];
  /** The person writes in the group; resolves to the id of the message. */
  say(person: HarnessPerson, text: string): Promise<string>;
  /** The person taps the button with that label under the message; resolves to what reads the tapper's answer. */
  tap(person: HarnessPerson, messageId: string, label: string): Promise<() => string | null>;
  /** What the bot has said in the group, oldest first. */
  shown(): readonly Shown[];
  /** Signs that the bot has put on the message. */
  signsOn(messageId: string): readonly string[];
  /** Who was notified by name in the bot's last message. */
  notified(): readonly string[];
  /** The bot is thrown out of the group. */
  throwOut(): Promise<void>;
  /** Ends everything; throws when the adapter broke a rule of the platform. */
  close(): Promise<void>;
}

export interface HarnessPerson {
  readonly id: string;
  readonly name: string;
}

interface Contract {
  readonly title: string;
  readonly check: (harness: AdapterHarness) => Promise<void>;
}

const taken: OnEvent = () => Promise.resolve({ isTaken: true });
const words = (text: string): Outgoing => ({ kind: 'message', text, buttons: [], mentions: [], quote: null });
const withButtons: Outgoing = {
  kind: 'message',
  text: '第 1 题',
  buttons: [[{ label: '甲', token: 'answer 1 a' }], [{ label: '乙', token: 'answer 1 b' }]],
  mentions: [],
  quote: null,
};

/** Starts the adapter and collects what it tells. */
async function listening({ adapter }: AdapterHarness, onEvent: OnEvent = taken): Promise<Inbound[]> {
  const heard: Inbound[] = [];
  await adapter.start((event) => {
    heard.push(event);
    return onEvent(event);
  });
  return heard;
}

const textsOf = (events: readonly Inbound[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'text' ? event.text : []));

const heardTexts = (heard: readonly Inbound[], ...texts: readonly string[]): Promise<void> =>
  expect.poll(() => textsOf(heard), { timeout: 10_000 }).toEqual(texts);

const contracts: readonly Contract[] = [
  {
    title: 'a text is told once with its sender, chat and time',
    async check(harness) {
      const heard = await listening(harness);
      const [lin] = harness.people;
      const beforeMs = Date.now();
      const messageId = await harness.say(lin, '打卡 30分钟');
      await heardTexts(heard, '打卡 30分钟');
      expect(heard[0]).toMatchObject({
        from: harness.group,
        isGroup: true,
        sender: { id: lin.id, name: lin.name },
        isAnonymous: false,
        isEdited: false,
        messageId,
      });
      // Platforms count seconds.
      expect(heard[0]?.atMs).toBeGreaterThanOrEqual(beforeMs - 1000);
      expect(heard[0]?.atMs).toBeLessThanOrEqual(Date.now() + 1000);
    },
  },
  {
    title: 'events have ids of their own and an order that increases',
    async check(harness) {
      const heard = await listening(harness);
      const [lin, zhou] = harness.people;
      await harness.say(lin, 'A');
      await harness.say(zhou, 'B');
      await harness.say(lin, 'C');
      await heardTexts(heard, 'A', 'B', 'C');
      expect(new Set(heard.map(({ id }) => id)).size).toBe(3);
      const orders = heard.map(({ order }) => order);
      expect([...orders].sort((a, b) => a - b)).toEqual(orders);
      expect(new Set(orders).size).toBe(3);
    },
  },
  {
    title: 'what the bot says itself is not told',
    async check(harness) {
      const heard = await listening(harness);
      await harness.adapter.send(harness.group, words('早上好'));
      await harness.say(harness.people[0], '早');
      await heardTexts(heard, '早');
      expect(harness.shown().map(({ text }) => text)).toEqual(['早上好']);
    },
  },
  {
    title: 'the longest allowed text arrives whole',
    async check(harness) {
      await listening(harness);
      const text = '学'.repeat(harness.adapter.can.textMaxCharacters);
      await harness.adapter.send(harness.group, words(text));
      expect(harness.shown()[0]?.text).toBe(text);
    },
  },
  {
    title: 'a tap tells the token of its button and can be answered to the tapper alone',
    async check(harness) {
      const heard = await listening(harness);
      const { messageId } = await harness.adapter.send(harness.group, withButtons);
      expect(harness.shown()[0]?.buttons).toEqual(['甲', '乙']);
      const answer = await harness.tap(harness.people[1], messageId ?? '', '乙');
      await expect.poll(() => heard.length).toBe(1);
      const [tap] = heard;
      expect(tap).toMatchObject({
        kind: 'choice',
        token: 'answer 1 b',
        messageId,
        sender: { id: harness.people[1].id },
      });
      if (tap?.kind === 'choice') {
        await harness.adapter.send(harness.group, { kind: 'toast', tapId: tap.tapId, text: '收到' });
      }
      await expect.poll(answer).toBe('收到');
      expect(harness.shown()).toHaveLength(1);
    },
  },
  {
    title: 'a sent message can be changed, to the same words too',
    async check(harness) {
      await listening(harness);
      const { messageId } = await harness.adapter.send(harness.group, withButtons);
      expect(messageId).not.toBeNull();
      const edit: Outgoing = { kind: 'edit', messageId: messageId ?? '', text: '答案：乙', buttons: [] };
      expect(await harness.adapter.send(harness.group, edit)).toEqual({ messageId });
      expect(await harness.adapter.send(harness.group, edit)).toEqual({ messageId });
      expect(harness.shown()).toEqual([{ messageId, text: '答案：乙', buttons: [], files: [] }]);
    },
  },
  {
    title: 'both signs can be put on a message',
    async check(harness) {
      await listening(harness);
      const { reactions } = harness.adapter.can;
      const messageId = await harness.say(harness.people[0], '打卡');
      for (const emoji of [reactions?.seen ?? '', reactions?.done ?? '']) {
        await harness.adapter.send(harness.group, { kind: 'reaction', messageId, emoji });
        expect(harness.signsOn(messageId)).toEqual([emoji]);
      }
    },
  },
  {
    title: 'people who are named are notified',
    async check(harness) {
      await listening(harness);
      const mentions = harness.people.map(({ id, name }) => ({ id, name }));
      const text = `提醒 ${mentions.map(({ name }) => name).join('、')}`;
      await harness.adapter.send(harness.group, { ...withButtons, text, buttons: [], mentions });
      expect([...harness.notified()].sort()).toEqual(mentions.map(({ id }) => id).sort());
    },
  },
  {
    title: 'a picture arrives with its caption',
    async check(harness) {
      await listening(harness);
      const image: Outgoing = { kind: 'image', name: 'q.png', bytes: picture, caption: '看图', buttons: [] };
      await harness.adapter.send(harness.group, image);
      expect(harness.shown()).toMatchObject([{ text: '看图', files: [expect.any(String)] }]);
    },
  },
  {
    title: 'a file arrives under its name',
    async check(harness) {
      await listening(harness);
      const bytes = new TextEncoder().encode('name,days\n林小满,7\n');
      await harness.adapter.send(harness.group, { kind: 'file', name: '周报.csv', bytes, caption: '周报' });
      expect(harness.shown()).toMatchObject([{ text: '周报', files: ['周报.csv'] }]);
    },
  },
  {
    title: 'an event that was not recorded is told again, and only that one',
    async check(harness) {
      let failuresLeft = 2;
      const recorded: string[] = [];
      const heard = await listening(harness, (event) => {
        if (textsOf([event])[0] === 'A' && failuresLeft-- > 0) {
          return Promise.reject(new StoreError('redis-unreachable', 'connection refused'));
        }
        recorded.push(...textsOf([event]));
        return Promise.resolve({ isTaken: true });
      });
      await harness.say(harness.people[0], 'A');
      await harness.say(harness.people[1], 'B');
      await expect.poll(() => [...recorded].sort(), { timeout: 10_000 }).toEqual(['A', 'B']);
      const ids = heard.filter((event) => textsOf([event])[0] === 'A').map(({ id }) => id);
      expect(ids).toHaveLength(3);
      expect(new Set(ids).size).toBe(1);
    },
  },
  {
    title: 'what one person says is told in order even when the first is not recorded at once',
    async check(harness) {
      let failuresLeft = 2;
      const recorded: string[] = [];
      await listening(harness, (event) => {
        if (failuresLeft-- > 0) return Promise.reject(new StoreError('redis-unreachable', 'connection refused'));
        recorded.push(...textsOf([event]));
        return Promise.resolve({ isTaken: true });
      });
      await harness.say(harness.people[0], 'A');
      await harness.say(harness.people[0], 'B');
      await expect.poll(() => recorded, { timeout: 10_000 }).toEqual(['A', 'B']);
    },
  },
  {
    title: 'one who is slow does not stop the others',
    async check(harness) {
      let release: () => void = () => undefined;
      const held = new Promise<void>((done) => {
        release = done;
      });
      const heard = await listening(harness, async (event) => {
        if (textsOf([event])[0] === 'slow') await held;
        return { isTaken: true };
      });
      try {
        await harness.say(harness.people[0], 'slow');
        await heardTexts(heard, 'slow');
        await harness.say(harness.people[1], 'quick');
        await heardTexts(heard, 'slow', 'quick');
      } finally {
        release();
      }
    },
  },
  {
    title: 'stopping waits for what is in hand and takes nothing more',
    async check(harness) {
      let release: () => void = () => undefined;
      const held = new Promise<void>((done) => {
        release = done;
      });
      const heard = await listening(harness, async () => {
        await held;
        return { isTaken: true };
      });
      await harness.say(harness.people[0], 'A');
      await heardTexts(heard, 'A');
      let isStopped = false;
      const stopping = harness.adapter.stop().then(() => (isStopped = true));
      await new Promise((done) => setImmediate(done));
      expect(isStopped).toBe(false);
      release();
      await stopping;
      await harness.say(harness.people[1], 'B');
      await new Promise((done) => setTimeout(done, 50));
      expect(textsOf(heard)).toEqual(['A']);
      expect(harness.adapter.state().isConnected).toBe(false);
    },
  },
  {
    title: 'the state says that it is connected and, once everything is handled, that it has caught up',
    async check(harness) {
      expect(harness.adapter.state().isConnected).toBe(false);
      const heard = await listening(harness);
      expect(harness.adapter.state().isConnected).toBe(true);
      const beforeMs = Date.now();
      await harness.say(harness.people[0], 'A');
      await harness.adapter.catchUp?.();
      expect(textsOf(heard)).toEqual(['A']);
      expect(harness.adapter.state().caughtUpAtMs).toBeGreaterThanOrEqual(beforeMs);
    },
  },
  {
    title: 'organisers are told by id, and how many people there are',
    async check(harness) {
      await listening(harness);
      expect(await harness.adapter.organisersOf(harness.group)).toEqual([harness.people[0].id]);
      expect(await harness.adapter.memberCountOf(harness.group)).toBe(2);
    },
  },
  {
    title: 'a private chat with a person is addressed by their id',
    async check(harness) {
      await listening(harness);
      const [{ id }] = harness.people;
      const { platform, account } = harness.adapter;
      expect(harness.adapter.privateChatOf(id)).toMatchObject({
        platform,
        account,
        chat: expect.any(String) as string,
      });
    },
  },
  {
    title: 'where the bot was thrown out it is told so, and sending is refused as gone',
    async check(harness) {
      const heard = await listening(harness);
      await harness.throwOut();
      await expect
        .poll(() => heard.map((event) => (event.kind === 'standing' ? event.standing : event.kind)))
        .toEqual(['removed']);
      const refused = await harness.adapter.send(harness.group, words('在吗')).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DeliveryError);
      expect(refused).toMatchObject({ code: 'gone' });
    },
  },
];

export type ContractTitle = string;

/**
 * Runs the contract against one adapter. `gaps` are the tests that cannot hold there, by title, with the reason;
 * a gap that names no test fails.
 */
export function describeAdapter(
  name: string,
  open: () => Promise<AdapterHarness>,
  gaps: Readonly<Record<ContractTitle, string>> = {},
): void {
  describe(`${name} keeps the adapter contract`, () => {
    let harness: AdapterHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(async () => {
      await harness.adapter.stop();
      await harness.close();
    });

    for (const { title, check } of contracts.filter((contract) => gaps[contract.title] === undefined)) {
      test(title, () => check(harness));
    }

    test(`gaps are listed: ${
      Object.keys(gaps).length === 0
        ? 'none'
        : Object.entries(gaps)
            .map(([title, reason]) => `${title} (${reason})`)
            .join('; ')
    }`, () => {
      const titles = contracts.map(({ title }) => title);
      expect(Object.keys(gaps).filter((title) => !titles.includes(title))).toEqual([]);
      expect(Object.values(gaps).filter((reason) => reason.trim() === '')).toEqual([]);
    });
  });
}

/** A picture of 32 by 24 points. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAYCAIAAAAUMWhjAAAAJElEQVR42mPQq71IU8QwasGoBaMWjFowasGoBaMWjFowNCwAAL+6dD3k3PHsAAAAAElFTkSuQmCC',
  'base64',
);
