import { expect, test } from 'vitest';
import { createInbox } from '../../../src/bots/telegram/inbox.ts';
import { createWebhook } from '../../../src/bots/telegram/webhook.ts';
import { StoreError } from '../../../src/errors.ts';
import { gate, textEvent } from './events.ts';
import { recordedLog } from './recorded-log.ts';

const secret = 's3cret_of-tests';
const headers = { 'x-telegram-bot-api-secret-token': secret };
const body = JSON.stringify({ update_id: 5 });

function setUp(onEvent: () => Promise<{ isTaken: boolean }>) {
  const inbox = createInbox({
    decode: () => textEvent(),
    onEvent,
    log: recordedLog(),
    retryDelaysMs: [],
  });
  return createWebhook(secret, () => inbox);
}

test.each([[undefined], ['wrong'], [`${secret}x`], [''], [[secret, secret]]])(
  'the secret %j gets 401',
  async (given) => {
    let count = 0;
    const handle = setUp(() => Promise.resolve({ isTaken: (count += 1) > 0 }));
    expect(await handle({ headers: { 'x-telegram-bot-api-secret-token': given }, body })).toBe(401);
    expect(count).toBe(0);
  },
);

test('200 comes after the event was handled, not before', async () => {
  const held = gate();
  const handle = setUp(async () => {
    await held.opened;
    return { isTaken: true };
  });
  const steps: string[] = [];
  const answered = handle({ headers, body }).then((status) => steps.push(String(status)));
  await new Promise((done) => setImmediate(done));
  steps.push('handled');
  held.open();
  await answered;
  expect(steps).toEqual(['handled', '200']);
});

test('the same update twice has one effect and two answers', async () => {
  let count = 0;
  const handle = setUp(() => Promise.resolve({ isTaken: (count += 1) > 0 }));
  expect(await Promise.all([handle({ headers, body }), handle({ headers, body })])).toEqual([200, 200]);
  expect(await handle({ headers, body })).toBe(200);
  expect(count).toBe(1);
});

test('what was not recorded is asked for again', async () => {
  let isDown = true;
  const handle = setUp(() =>
    isDown ? Promise.reject(new StoreError('redis-unreachable', 'x')) : Promise.resolve({ isTaken: true }),
  );
  expect(await handle({ headers, body })).toBe(503);
  isDown = false;
  expect(await handle({ headers, body })).toBe(200);
});

test('what is no update gets 400, and 503 comes while nobody listens', async () => {
  const handle = setUp(() => Promise.resolve({ isTaken: true }));
  expect(await handle({ headers, body: 'not JSON' })).toBe(400);
  expect(await handle({ headers, body: '{"update_id":"5"}' })).toBe(400);
  expect(await createWebhook(secret, () => null)({ headers, body })).toBe(503);
});
