import type { Inbound } from '../../commands/core/event.ts';
import type { SessionParts, SessionState } from './session-parts.ts';

const retryMs = 500;

/** Tells the core, again and again for as long as the store is away: nothing that was typed is lost. */
export async function tellEvent(event: Inbound, { stopping }: SessionState, parts: SessionParts): Promise<void> {
  while (!stopping.aborted) {
    try {
      await parts.adapter.tell(event);
      return;
    } catch (error) {
      if (!parts.isTemporary(error)) {
        parts.onFailure(error);
        parts.transcript.note(parts.words.failed);
        return;
      }
      await pause(retryMs, stopping);
    }
  }
}

/** Resolves after `ms` or when `signal` is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
