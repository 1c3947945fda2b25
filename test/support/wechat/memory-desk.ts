import type { Desk, Directory, Silence } from '../../../src/commands/core/desk.ts';
import { noDesk } from '../no-desk.ts';

/** A desk in memory, for one process that plays several; remembers what it was told. */
export interface MemoryDesk extends Desk {
  readonly silences: readonly Silence[];
  /** Who holds what. */
  readonly held: Map<string, string>;
  heardAtMs: number | null;
  /** Waited for by `missed`. */
  beforeMissed: Promise<void>;
}

/** `directory` is for accounts whose ids pass; without it, asking for it fails the test. */
export function createMemoryDesk(directory: Directory = noDesk.directory): MemoryDesk {
  const silences: Silence[] = [];
  const held = new Map<string, string>();
  const isOurs = (name: string, token: string): boolean => held.get(name) === token;
  const desk: MemoryDesk = {
    silences,
    held,
    heardAtMs: null,
    beforeMissed: Promise.resolve(),
    directory,
    leases: {
      take(name, token) {
        if (!held.has(name)) held.set(name, token);
        return Promise.resolve(isOurs(name, token));
      },
      extend: (name, token) => Promise.resolve(isOurs(name, token)),
      release(name, token) {
        if (isOurs(name, token)) held.delete(name);
        return Promise.resolve();
      },
    },
    noteHeard(_account, atMs) {
      desk.heardAtMs = atMs;
      return Promise.resolve();
    },
    lastHeardAtMs: () => Promise.resolve(desk.heardAtMs),
    async missed(_account, silence) {
      await desk.beforeMissed;
      silences.push(silence);
    },
  };
  return desk;
}
