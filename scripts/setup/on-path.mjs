import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where programs of these names lie on PATH, in the order of the names. */
export function onPath(names) {
  const directories = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  return names
    .flatMap((name) => directories.map((directory) => join(directory, name)))
    .filter((path) => existsSync(path));
}
