import { expect } from 'vitest';
import { DeliveryError, StoreError } from '../../src/errors.ts';
import { type Contract, heardTexts, listening, textsOf, words } from './contract.ts';

/** What happens when things go wrong, when it ends, and what can be asked. */
export const workingContracts: readonly Contract[] = [
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
