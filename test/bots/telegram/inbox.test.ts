import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import type { Inbound } from '../../../src/commands/core/event.ts';
import { createInbox, type InboxParts } from '../../../src/bots/telegram/inbox.ts';
import { StoreError } from '../../../src/errors.ts';
import { gate, textEvent, textsOf } from './events.ts';
import { recordedLog } from './recorded-log.ts';

const update = (id: number): Update => ({ update_id: id });
const taken = { isTaken: true };
const down = (): StoreError => new StoreError('redis-unreachable', 'connection refused');

function setUp(parts: Partial<InboxParts> = {}) {
  const heard: Inbound[] = [];
  const log = recordedLog();
  const inbox = createInbox({
    decode: ({ update_id: id }) => textEvent({ id: `tg:${String(id)}`, text: String(id) }),
    onEvent: (event) => {
      heard.push(event);
      return Promise.resolve(taken);
    },
    log,
    retryDelaysMs: [1],
    ...parts,
  });
  return { inbox, heard, log };
}

test('an update that comes twice is told once, while in hand and afterwards', async () => {
  const { inbox, heard } = setUp();
  const [first, second] = [inbox.take(update(1)), inbox.take(update(1))];
  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect(await inbox.take(update(1))).toBe(true);
  expect(textsOf(heard)).toEqual(['1']);
  expect(inbox.knows(1)).toBe(true);
  expect(inbox.unconfirmed()).toEqual([]);
});

test('an update that cannot be read is logged and counts as handled', async () => {
  const { inbox, heard, log } = setUp({
    decode: () => {
      throw new TypeError('odd payload');
    },
  });
  expect(await inbox.take(update(1))).toBe(true);
  expect(heard).toEqual([]);
  expect(log.lines).toEqual([expect.stringContaining('odd payload')]);
  expect(inbox.unconfirmed()).toEqual([]);
});

test('what the store did not record is told again until it is, before what the same person said later', async () => {
  const told: string[] = [];
  let isDown = true;
  const { inbox } = setUp({
    onEvent: (event) => {
      told.push(event.id);
      if (told.length === 3) isDown = false;
      return isDown ? Promise.reject(down()) : Promise.resolve(taken);
    },
  });
  expect(await Promise.all([inbox.take(update(1)), inbox.take(update(2))])).toEqual([true, true]);
  expect(told).toEqual(['tg:1', 'tg:1', 'tg:1', 'tg:2']);
});

test('other people do not wait', async () => {
  const held = gate();
  const heard: string[] = [];
  const { inbox } = setUp({
    decode: ({ update_id: id }) =>
      textEvent({ text: String(id), sender: { id: String(id), name: 'x', languageTag: null } }),
    onEvent: async (event) => {
      heard.push(...textsOf([event]));
      if (heard.length === 1) await held.opened;
      return taken;
    },
  });
  const first = inbox.take(update(1));
  await inbox.take(update(2));
  expect(heard).toEqual(['1', '2']);
  expect(inbox.unconfirmed()).toEqual([1]);
  held.open();
  await first;
  expect(inbox.unconfirmed()).toEqual([]);
});

test('the first words in a new chat wait until the old chat has moved there', async () => {
  const held = gate();
  const heard: string[] = [];
  const from = { platform: 'telegram', account: '7', chat: '-1' } as const;
  const to = { ...from, chat: '-1009' };
  const { inbox } = setUp({
    decode: ({ update_id: id }) =>
      id === 1 ? { ...textEvent(), id: 'moved', from, kind: 'moved', to } : textEvent({ id: 'talk', from: to }),
    onEvent: async (event) => {
      if (event.kind === 'moved') await held.opened;
      heard.push(event.id);
      return taken;
    },
  });
  const both = [inbox.take(update(1)), inbox.take(update(2))];
  held.open();
  await Promise.all(both);
  expect(heard).toEqual(['moved', 'talk']);
});

test('an event that fails otherwise, or a script that fails on it again and again, is given up', async () => {
  let count = 0;
  const broken = setUp({ onEvent: () => Promise.reject(new Error('a bug')) });
  expect(await broken.inbox.take(update(1))).toBe(true);
  expect(broken.log.lines).toEqual([expect.stringContaining('a bug')]);
  const script = setUp({
    onEvent: () => {
      count += 1;
      return Promise.reject(new StoreError('redis-reply', 'WRONGTYPE'));
    },
  });
  expect(await script.inbox.take(update(1))).toBe(true);
  expect(count).toBe(9);
});

test('once closed, what could not be recorded is given back and stays unconfirmed', async () => {
  const { inbox } = setUp({ onEvent: () => Promise.reject(down()), retryDelaysMs: [60_000] });
  const first = inbox.take(update(4));
  inbox.close();
  expect(await first).toBe(false);
  expect(inbox.unconfirmed()).toEqual([4]);
  expect(inbox.knows(4)).toBe(false);
});

test('without delays nothing is told again', async () => {
  const { inbox } = setUp({ onEvent: () => Promise.reject(down()), retryDelaysMs: [] });
  expect(await inbox.take(update(4))).toBe(false);
});
