import { expect, test } from 'vitest';
import { createSharedPace } from '../../src/scheduler/shared-pace.ts';
import { createKeys } from '../../src/store/keys.ts';
import { type BookedSlot, type Booking, createPaceStore, type Slot } from '../../src/store/pace.ts';
import { createFakeClock, settleRedis } from '../support/fake-clock.ts';
import { testRedis } from '../support/redis.ts';
import { stubCapabilities } from '../support/stub-platform.ts';

const startMs = Date.UTC(2026, 11, 1, 8);
const { pace: limits } = stubCapabilities;

/** A process that Redis is away from, until it is told to come back. */
async function openAway() {
  const redis = await testRedis();
  const client = redis.connect();
  const keys = createKeys('t');
  const store = createPaceStore(client, keys);
  const clock = createFakeClock(startMs, () => settleRedis(client));
  let isAway = true;
  const unlessAway = <T>(ask: () => Promise<T>): Promise<T> => (isAway ? Promise.reject(new Error('away')) : ask());
  const shared = createSharedPace({
    pace: {
      book: (booking) => unlessAway(() => store.book(booking)),
      confirm: (...slot) => unlessAway(() => store.confirm(...slot)),
      left: (left) => unlessAway(() => store.left(left)),
      penalise: (hold) => unlessAway(() => store.penalise(hold)),
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clock: clock.now,
    sleep: clock.sleep,
  });
  const message = (chat: string): Booking => ({
    platform: 'telegram',
    account: '7',
    chat,
    isGroup: true,
    pace: limits,
    kind: 'message',
    nowMs: clock.now(),
    latestAtMs: clock.now() + 250,
  });
  const comeBack = (): void => void (isAway = false);
  const counting = (): Promise<number> => client.zcard(keys.paceCalls('telegram', '7'));
  return { store, clock, shared, message, comeBack, counting };
}

function bookedOf(slot: Slot): BookedSlot {
  if (!slot.isBooked) throw new Error('not booked');
  return slot;
}

test('what was sent alone counts once Redis is back: what is over for its chat too, what is under way for the account', async () => {
  const { store, clock, shared, message, comeBack, counting } = await openAway();
  await shared.book(message('-0'));
  await clock.runUntil(startMs + 300);
  const over = bookedOf(await shared.book(message('-1')));
  bookedOf(await shared.book(message('-2')));
  shared.left({ ...message('-1'), slot: over, answeredAtMs: clock.now(), leastAnswerMs: 0 });
  comeBack();
  await clock.runUntil(startMs + 600);
  expect(await counting()).toBe(3);
  expect(await store.book(message('-1'))).toMatchObject({ isBooked: false, full: 'chat' });
});

test('a slot that was booked alone is good until Redis is back, and not a moment longer', async () => {
  const { clock, shared, message, comeBack } = await openAway();
  await shared.book(message('-0'));
  await clock.runUntil(startMs + 300);
  const slot = bookedOf(await shared.book(message('-1')));
  expect(shared.isOutdated(slot, message('-1'))).toBe(false);
  expect(await shared.confirm(slot, message('-1'), clock.now())).toMatchObject({ isBooked: true });
  comeBack();
  await clock.runUntil(startMs + 500);
  expect(shared.isOutdated(slot, message('-1'))).toBe(true);
  expect(await shared.confirm(slot, message('-1'), clock.now())).toMatchObject({ isBooked: false, full: 'account' });
});

test('reminders wait until Redis is back, and for nothing else', async () => {
  const { clock, shared, message, comeBack } = await openAway();
  await shared.book(message('-0'));
  expect(await shared.bookBulk(message('-1'))).toEqual({ isBooked: false, retryAtMs: startMs + 200, full: 'account' });
  comeBack();
  await clock.runUntil(startMs + 200);
  expect(await shared.bookBulk(message('-1'))).toMatchObject({ isBooked: true });
});
