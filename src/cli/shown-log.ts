import { z } from 'zod';

const logLine = z.object({
  level: z.string(),
  msg: z.string(),
  error: z.object({ message: z.string() }).optional(),
});

/** The same complaint is not shown again for so long: a server that is away is complained about many times a second. */
const repeatAfterMs = 60_000;

/** Takes log lines and shows them as a person at a terminal wants them: one short line for each complaint. */
export function createShownLog(show: (line: string) => void, nowMs: () => number): (line: string) => void {
  const shownAtMs = new Map<string, number>();
  return (line) => {
    const parsed = logLine.safeParse(jsonOf(line));
    if (!parsed.success) {
      show(line.trimEnd());
      return;
    }
    const { level, msg, error } = parsed.data;
    if (nowMs() - (shownAtMs.get(msg) ?? -repeatAfterMs) < repeatAfterMs) return;
    shownAtMs.set(msg, nowMs());
    show(error === undefined ? `! ${level}: ${msg}` : `! ${level}: ${msg} (${error.message})`);
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
