import type { Api, RawApi } from 'grammy';
import type { Update } from 'grammy/types';
import { updatesPerFetch, wantedUpdates } from './limits.ts';

export interface UpdatesWanted {
  readonly offset: number | null;
  /** How long the server may wait for the first update; it allows 50. */
  readonly timeoutSeconds: number;
  readonly limit?: number;
}

/** A connection that died silently is given up this long after the answer was due. */
const overdueMs = 10_000;

/** The updates from `offset` on; asking confirms all before it. Rejects with the SDK's errors and when `call` is aborted. */
export async function fetchUpdates(api: Api, wanted: UpdatesWanted, call: AbortController): Promise<readonly Update[]> {
  const { offset, timeoutSeconds, limit = updatesPerFetch } = wanted;
  const overdue = setTimeout(
    () => {
      call.abort();
    },
    timeoutSeconds * 1000 + overdueMs,
  );
  try {
    return await api.raw.getUpdates(
      {
        limit,
        timeout: timeoutSeconds,
        allowed_updates: [...wantedUpdates],
        ...(offset === null ? {} : { offset }),
      },
      sdkSignal(call.signal),
    );
  } finally {
    clearTimeout(overdue);
  }
}

type SdkSignal = NonNullable<Parameters<RawApi['getUpdates']>[1]>;

/** grammY is typed against a polyfill's signal, but uses only what both have. */
const sdkSignal = (signal: AbortSignal): SdkSignal => signal as unknown as SdkSignal;
