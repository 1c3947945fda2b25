import type { FaultKind } from './faults.ts';
import type { Problem } from './schema/problem.ts';

export type CallRecord = {
  readonly serial: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Names of the files sent along. */
  readonly fileNames: readonly string[];
  readonly atMs: number;
  readonly fault: FaultKind | null;
  doneAtMs: number | null;
  /** `ok` and `failed` were answered; a `cut` call was not, though it may have had its effect. */
  outcome: 'pending' | 'ok' | 'failed' | 'cut';
  result: unknown;
  error: { readonly code: number; readonly description: string } | null;
};

/** Which calls: of one method, or of a method and a chat, or whatever a function says. */
export type CallFilter =
  | string
  | { readonly method?: string; readonly chatId?: number; readonly outcome?: CallRecord['outcome'] }
  | ((call: CallRecord) => boolean);

export type Violation = {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly problem: Problem;
  readonly atMs: number;
};

/** True if the filter takes the call; no filter takes all but the endless getUpdates. */
export function isTaken(call: CallRecord, filter: CallFilter | undefined): boolean {
  if (filter === undefined) return call.method !== 'getUpdates';
  if (typeof filter === 'string') return call.method === filter;
  if (typeof filter === 'function') return filter(call);
  const { method, chatId, outcome } = filter;
  return (
    (method === undefined || call.method === method) &&
    (chatId === undefined || Number(call.params['chat_id']) === chatId) &&
    (outcome === undefined || call.outcome === outcome)
  );
}

/** One line a call, for messages of failed waits. */
export function describeCall(call: CallRecord): string {
  const params = JSON.stringify(call.params);
  const shown = params.length > 160 ? `${params.slice(0, 157)}...` : params;
  const ending = call.error ? `${String(call.error.code)} ${call.error.description}` : call.outcome;
  return `${call.method} ${shown} -> ${ending}`;
}
