import { fulfil } from './fulfil-wish.ts';
import { moveClockToEnd } from './move-clock.ts';
import { readLineWish } from './read-line.ts';
import type { SessionParts, SessionState } from './session-parts.ts';

/** Somebody at the terminal, speaking for one member after the other. */
export interface Session {
  /** Does what the lines ask for, one after the other; resolves at their end, at `:quit` or after `stop`. */
  run(): Promise<void>;
  /** Ends `run` as soon as what is in hand allows it. */
  stop(): void;
}

export function createSession(parts: SessionParts): Session {
  const [first] = parts.cast.members;
  if (first === undefined) throw new Error('the cast has no members');
  const stopping = new AbortController();
  const state: SessionState = { speaker: first, isOver: false, stopping: stopping.signal };
  return {
    async run() {
      let hasEnded = false;
      while (!state.isOver) {
        showPrompt(state, parts);
        const line = await parts.screen.readLine();
        hasEnded = line === null;
        if (line === null) break;
        await perform(line, state, parts);
      }
      if (stopping.signal.aborted) return;
      await parts.time.runDue();
      await parts.time.settle();
      if (hasEnded) await moveClockToEnd(state, parts);
    },
    stop() {
      state.isOver = true;
      stopping.abort();
      parts.screen.close();
    },
  };
}

function showPrompt({ speaker }: SessionState, { screen, paint, cast }: SessionParts): void {
  screen.setPrompt(`${paint.member(`${speaker.name}>`, cast.members.indexOf(speaker))} `);
}

async function perform(line: string, state: SessionState, parts: SessionParts): Promise<void> {
  const wish = readLineWish(line);
  if (wish.kind === 'nothing') return;
  parts.onLine();
  if (parts.isEchoing) parts.transcript.echo(state.speaker.id, line.trim());
  await fulfil(wish, state, parts);
  if (!state.stopping.aborted) await parts.time.settle();
}
