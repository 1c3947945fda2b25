import { expect, test } from 'vitest';
import { inPieces } from '../../src/scheduler/in-pieces.ts';

const pieceMs = 20;
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

test('work for many is done once for each, in order, in pieces that leave half of the time to others', async () => {
  const all = Array.from({ length: 40 }, (_, index) => index);
  const done: number[] = [];
  const begunAtMs: number[] = [];
  await inPieces(all, async (piece, fromAt) => {
    begunAtMs.push(performance.now());
    expect(piece[0]).toBe(fromAt);
    await pause(pieceMs);
    done.push(...piece);
  });
  expect(done).toEqual(all);
  const gapsMs = begunAtMs.slice(1).map((atMs, index) => atMs - (begunAtMs[index] ?? 0));
  expect(gapsMs.length).toBeGreaterThanOrEqual(2);
  // A timer may ring a millisecond early.
  expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(2 * pieceMs - 2);
});

test('a piece that fails is told, and none is begun after it', async () => {
  let count = 0;
  const failing = inPieces(Array.from({ length: 100 }), async () => {
    count += 1;
    await Promise.reject(new Error('no room'));
  });
  await expect(failing).rejects.toThrow('no room');
  expect(count).toBe(1);
});
