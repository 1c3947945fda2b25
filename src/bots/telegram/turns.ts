import type { Inbound } from '../../commands/core/event.ts';

/** Lets events of one person in one chat wait for each other, and all events of a chat for its move. */
export interface Turns {
  /** Resolves as `work` does, which begins when everything the event must wait for has ended; at once if nothing. */
  take<T>(event: Inbound, work: () => Promise<T>): Promise<T>;
}

/**
 * An event that is being told again keeps its place: what the same person said later is told after it.
 * The core has lanes too, but an event that it rejected has left its lane.
 */
export function createTurns(): Turns {
  const tails = new Map<string, Promise<unknown>>();
  return {
    take(event, work) {
      const { own, after } = keysOf(event);
      const earlier = [...own, ...after].flatMap((key) => tails.get(key) ?? []);
      const turn = earlier.length === 0 ? work() : Promise.allSettled(earlier).then(work);
      for (const key of own) tails.set(key, turn);
      const leave = (): void => {
        for (const key of own) if (tails.get(key) === turn) tails.delete(key);
      };
      turn.then(leave, leave);
      return turn;
    },
  };
}

interface Keys {
  /** Later events of these keys wait for this one. */
  readonly own: readonly string[];
  /** This one waits for these as well. */
  readonly after: readonly string[];
}

function keysOf(event: Inbound): Keys {
  const { chat } = event.from;
  // A new chat's first events must find the old chat's record moved, not make a record of their own.
  if (event.kind === 'moved') return { own: [`move ${chat}`, `move ${event.to.chat}`], after: [] };
  const person = 'sender' in event ? event.sender.id : '';
  return { own: [`${chat} ${person}`], after: [`move ${chat}`] };
}
