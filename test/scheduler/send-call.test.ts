import { expect, test } from 'vitest';
import type { Outgoing, Sender } from '../../src/commands/core/outgoing.ts';
import { createLeaving } from '../../src/scheduler/leaving.ts';
import type { Pacer } from '../../src/scheduler/pacer.ts';
import { createSendCall } from '../../src/scheduler/send-call.ts';
import { stubCapabilities } from '../support/stub-platform.ts';

const outgoing: Outgoing = { kind: 'message', text: '读书', buttons: [], mentions: [], quote: null };
const recipient = {
  to: { platform: 'telegram', account: '7', chat: '-1' },
  chatId: 'a',
  isGroup: true,
  origin: {},
} as const;
const startMs = 1_000_000;

const idlePacer: Pacer = {
  slot: () => Promise.resolve({ isBooked: true, atMs: startMs, call: '1', askedAtMs: startMs }),
  confirm: (_recipient, _pace, slot) => Promise.resolve(slot),
  left: () => undefined,
  isVoid: () => false,
  hold: () => Promise.resolve(),
  doubt: () => Promise.resolve(),
  hurry: () => undefined,
};

/** Sends one reminder; what happened, with the milliseconds that had passed. The first slot is heard of `heardAfterMs` later. */
async function sentWith(aheadMs: number, heardAfterMs: number): Promise<readonly string[]> {
  let nowMs = startMs;
  const steps: string[] = [];
  const note = (step: string): void => void steps.push(`${step} at ${String(nowMs - startMs)}`);
  const pacer: Pacer = {
    ...idlePacer,
    slot: () => {
      note('slot asked');
      const slot = { isBooked: true, atMs: nowMs + aheadMs, call: '1', askedAtMs: nowMs } as const;
      nowMs += heardAfterMs;
      return Promise.resolve(slot);
    },
    confirm: (_recipient, _pace, slot) => {
      note('slot asked about');
      return Promise.resolve({ ...slot, askedAtMs: nowMs });
    },
  };
  const sender: Pick<Sender, 'can'> = { can: stubCapabilities };
  const sleep = (ms: number): Promise<void> => {
    nowMs += ms;
    return Promise.resolve();
  };
  const sendCall = createSendCall({
    pacer,
    attempt: () => {
      note('called');
      return Promise.resolve({ kind: 'sent', messageId: '1' });
    },
    moves: { current: (to) => to },
    senderOf: () => sender as Sender,
    clock: () => nowMs,
    sleep,
    leaving: createLeaving(sleep),
    isFinishing: () => false,
  });
  const mark = (): Promise<boolean> => {
    note('marked');
    return Promise.resolve(true);
  };
  expect(await sendCall(recipient, outgoing, 'bulk', mark)).toEqual({ kind: 'sent', messageId: '1' });
  return steps;
}

test('a message is marked as being sent five milliseconds before it is, however early its slot was known', async () => {
  expect(await sentWith(40, 0)).toEqual(['slot asked at 0', 'marked at 35', 'called at 40']);
});

test('a slot that was booked a while ago is asked about anew before the message is marked', async () => {
  const early = ['slot asked at 0', 'slot asked about at 695', 'marked at 695', 'called at 700'];
  expect(await sentWith(700, 0)).toEqual(early);
  const late = ['slot asked at 0', 'slot asked about at 300', 'marked at 300', 'called at 300'];
  expect(await sentWith(5, 300)).toEqual(late);
});

test('a call without anybody to send it ends at once when the process lets go', async () => {
  let attempts = 0;
  const leaving = createLeaving(() => Promise.resolve());
  const sendCall = createSendCall({
    pacer: idlePacer,
    attempt: () => {
      attempts += 1;
      return Promise.resolve({ kind: 'unreachable' });
    },
    moves: { current: (to) => to },
    senderOf: () => null,
    clock: () => startMs,
    sleep: () => Promise.resolve(),
    leaving,
    isFinishing: () => false,
  });
  leaving.begin();
  expect(await sendCall(recipient, outgoing, 'direct')).toEqual({ kind: 'later', atMs: startMs });
  expect(attempts).toBe(0);
});
