import { normalise } from '../../domain/normalise.ts';
import type { AnyCommand } from './command.ts';

/** All commands by what people may call them; look-ups cost the same however many there are. */
export interface CommandTable {
  readonly all: readonly AnyCommand[];
  byName(name: string): AnyCommand | null;
  byWord(word: string): AnyCommand | null;
  /** The name nearest to a mistyped one, null when none is near. */
  nearest(name: string): AnyCommand | null;
}

/** The table of `commands`; throws when two claim one name or word. */
export function createCommandTable(
  commands: readonly AnyCommand[],
  distance: (a: string, b: string) => number,
): CommandTable {
  const names = new Map<string, AnyCommand>();
  const words = new Map<string, AnyCommand>();
  for (const command of commands) {
    claim(names, command.name, command);
    for (const word of [command.name, ...command.words]) {
      const known = words.get(normalise(word));
      if (known !== command) claim(words, normalise(word), command);
    }
  }
  return {
    all: commands,
    byName: (name) => names.get(name) ?? null,
    byWord: (word) => words.get(word) ?? null,
    nearest: (name) => nearestOf(words, name, distance),
  };
}

function claim(table: Map<string, AnyCommand>, word: string, command: AnyCommand): void {
  const owner = table.get(word);
  if (owner !== undefined) throw new Error(`“${word}” is claimed by /${owner.name} and /${command.name}`);
  table.set(word, command);
}

function nearestOf(
  words: ReadonlyMap<string, AnyCommand>,
  name: string,
  distance: (a: string, b: string) => number,
): AnyCommand | null {
  const allowed = name.length <= 4 ? 1 : 2;
  let best: AnyCommand | null = null;
  let bestDistance = allowed + 1;
  for (const [word, command] of words) {
    const apart = distance(word, name);
    if (apart < bestDistance && command.summary !== null) [best, bestDistance] = [command, apart];
  }
  return best;
}
