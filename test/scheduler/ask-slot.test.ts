import { expect, test } from 'vitest';
import { askSlot } from '../../src/scheduler/ask-slot.ts';
import { createLeaving } from '../../src/scheduler/leaving.ts';
import type { CallOver, WantedSlot } from '../../src/scheduler/pacer.ts';
import type { Slot } from '../../src/store/pace.ts';
import { stubCapabilities } from '../support/stub-platform.ts';

const { pace } = stubCapabilities;
const recipient = {
  to: { platform: 'telegram', account: '7', chat: '-1' },
  chatId: 'a',
  isGroup: true,
  origin: {},
} as const;
const wanted = { kind: 'message', urgency: 'direct' } as const;
const slot: Slot = { isBooked: true, atMs: 5, call: '1', askedAtMs: 5 };

function open() {
  const asked: WantedSlot[] = [];
  const left: CallOver[] = [];
  let answer: (slot: Slot) => void = () => undefined;
  const leaving = createLeaving(() => Promise.resolve());
  const pacer = {
    slot: (_recipient: unknown, _pace: unknown, one: WantedSlot) => {
      asked.push(one);
      return new Promise<Slot>((done) => {
        answer = done;
      });
    },
    left: (_recipient: unknown, _pace: unknown, over: CallOver) => void left.push(over),
  };
  const ask = () => askSlot(recipient, pace, wanted, { pacer, leaving, clock: () => 7 });
  return {
    ask,
    asked,
    left,
    leaving,
    answer: (booked: Slot) => {
      answer(booked);
    },
  };
}

test('a slot that is booked when nobody waits for it any more is given back', async () => {
  const { ask, asked, left, leaving, answer } = open();
  const asking = ask();
  expect(asked[0]?.isWanted()).toBe(true);
  leaving.begin();
  expect(await asking).toBeNull();
  expect(asked[0]?.isWanted()).toBe(false);
  answer(slot);
  await new Promise((done) => setImmediate(done));
  expect(left).toEqual([{ slot, kind: 'message', calledAtMs: 7, isDone: false }]);
});

test('nobody is asked for a slot once leaving has begun', async () => {
  const { ask, asked, leaving } = open();
  leaving.begin();
  expect(await ask()).toBeNull();
  expect(asked).toEqual([]);
});

test('a slot that comes in time is kept', async () => {
  const { ask, left, answer } = open();
  const asking = ask();
  answer(slot);
  expect(await asking).toEqual(slot);
  expect(left).toEqual([]);
});
