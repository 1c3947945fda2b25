import { expect, test } from 'vitest';
import { createCatchUps } from '../../../src/bots/telegram/catch-ups.ts';
import { gate } from './events.ts';

const fetchAt = (startedAtMs: number, offset = 1) => ({ offset, startedAtMs, hurry: () => undefined });
const settled = { settled: () => Promise.resolve() };
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

test('an answer that is not full proves what was before its call, once its updates are handled', async () => {
  const handled = gate();
  const catchUps = createCatchUps({ settled: () => handled.opened });
  catchUps.begin(fetchAt(5000)).end(3);
  await turn();
  expect(catchUps.caughtUpAtMs()).toBe(0);
  handled.open();
  await turn();
  expect(catchUps.caughtUpAtMs()).toBe(5000);
});

test('a full answer proves nothing, nor does a short one to a call that came too soon after its like', async () => {
  const catchUps = createCatchUps(settled);
  catchUps.begin(fetchAt(5000)).end(100);
  await turn();
  expect(catchUps.caughtUpAtMs()).toBe(0);
  catchUps.begin(fetchAt(5400)).end(1);
  await turn();
  expect(catchUps.caughtUpAtMs()).toBe(0);
  catchUps.begin(fetchAt(5500, 2)).end(1);
  await turn();
  expect(catchUps.caughtUpAtMs()).toBe(5500);
});

test('who waits ends an idle call and is served by the next one', async () => {
  const catchUps = createCatchUps(settled);
  let hurriedCount = 0;
  const idle = catchUps.begin({ ...fetchAt(1000), hurry: () => (hurriedCount += 1) });
  expect(idle.isHurried).toBe(false);
  const waiting = catchUps.catchUp();
  expect(hurriedCount).toBe(1);
  idle.fail();
  const next = catchUps.begin({ ...fetchAt(3000), hurry: () => (hurriedCount += 1) });
  expect(next.isHurried).toBe(true);
  const later = catchUps.catchUp();
  expect(hurriedCount).toBe(1);
  next.end(0);
  await waiting;
  expect(catchUps.caughtUpAtMs()).toBe(3000);
  catchUps.begin(fetchAt(6000)).end(0);
  await later;
  expect(catchUps.caughtUpAtMs()).toBe(6000);
});

test('who waits goes on waiting after a call that failed, and goes at the end', async () => {
  const catchUps = createCatchUps(settled);
  const waiting = catchUps.catchUp();
  const failed = catchUps.begin(fetchAt(1000));
  failed.fail();
  expect(catchUps.begin(fetchAt(2000)).isHurried).toBe(true);
  const other = createCatchUps(settled);
  const until = other.catchUp();
  other.close();
  await until;
  await other.catchUp();
  expect(other.caughtUpAtMs()).toBe(0);
  expect(await Promise.race([waiting.then(() => 'gone'), turn().then(() => 'waiting')])).toBe('waiting');
});
