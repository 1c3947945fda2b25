/** So few that nobody else waits for them: some 2 ms of this process, and of Redis. */
const pieceSize = 16;
/** A Redis that hangs for seconds needs no rest as long. */
const restMaxMs = 100;

/**
 * Resolves when `work` has been done for all, a piece at a time. After each it rests for as long as the piece took, so
 * that half of Redis and of this process is left to those who wait for an answer. Rejects as the first piece that fails;
 * none is begun after it.
 */
export async function inPieces<T>(
  all: readonly T[],
  work: (piece: readonly T[], fromAt: number) => Promise<unknown>,
): Promise<void> {
  for (let fromAt = 0; fromAt < all.length; fromAt += pieceSize) {
    const sinceMs = performance.now();
    await work(all.slice(fromAt, fromAt + pieceSize), fromAt);
    if (fromAt + pieceSize < all.length) await rest(Math.min(restMaxMs, performance.now() - sinceMs));
  }
}

const rest = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms);
  });
