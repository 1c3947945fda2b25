import type { CoreLog } from '../../../src/commands/core/core-log.ts';

export interface RecordedLog extends CoreLog {
  /** What was written, unscrubbed: a secret must not even reach the log. */
  readonly lines: readonly string[];
}

/** A log that keeps its lines, with errors written out as the real one does. */
export function recordedLog(): RecordedLog {
  const lines: string[] = [];
  const note = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    const flat = Object.entries(fields).map(([key, value]) => [key, value instanceof Error ? wordsOf(value) : value]);
    lines.push(JSON.stringify({ level, message, ...Object.fromEntries(flat) }));
  };
  return { lines, info: note('info'), warn: note('warn'), error: note('error') };
}

/** Everything an error could give away: all own properties, down to its causes. */
export function wordsOf(error: unknown, depth = 0): string {
  if (depth > 5 || typeof error !== 'object' || error === null) return String(error);
  const names = new Set([...Object.getOwnPropertyNames(error), 'message', 'stack']);
  return [...names].map((name) => `${name}=${wordsOf(Reflect.get(error, name), depth + 1)}`).join('\n');
}
