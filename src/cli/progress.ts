/** How far a long piece of work has come. */
export interface Progress {
  update(doneCount: number): void;
  /** Leaves the line of a terminal empty. */
  end(): void;
}

const terminalEveryMs = 100;
const linesEveryMs = 5_000;

/** On a terminal one line that changes, elsewhere a plain line every five seconds. `say` makes the words of a count. */
export function createProgress(
  output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  say: (doneCount: number) => string,
): Progress {
  const { isTTY } = output;
  const everyMs = isTTY ? terminalEveryMs : linesEveryMs;
  let saidAtMs = performance.now() - (isTTY ? everyMs : 0);
  return {
    update(doneCount) {
      const nowMs = performance.now();
      if (nowMs - saidAtMs < everyMs) return;
      saidAtMs = nowMs;
      output.write(isTTY ? `\r\u001B[K${say(doneCount)}` : `${say(doneCount)}\n`);
    },
    end() {
      if (isTTY) output.write('\r\u001B[K');
    },
  };
}
