import type { Writable } from 'node:stream';

/**
 * Resolves when all pieces have left the process, a piece in memory at a time; false when whoever read them has gone,
 * which is their right. Rejects with what else keeps the stream from being written, and with what the pieces throw.
 */
export async function writeOut(output: Writable, pieces: Iterable<string> | AsyncIterable<string>): Promise<boolean> {
  for await (const piece of pieces) {
    const error = await new Promise<NodeJS.ErrnoException | null>((done) => {
      output.write(piece, (failure) => {
        done(failure ?? null);
      });
    });
    if (error?.code === 'EPIPE') return false;
    if (error !== null) throw error;
  }
  return true;
}
