import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir } from './paths.mjs';

export const redisDir = join(cacheDir, 'redis');
/** The private server of this checkout: a link to one of the system, or a script that starts an unpacked one. */
export const cachedServer = join(redisDir, 'bin', 'redis-server');

/** Makes the private server a link to a program of the system; returns its path. */
export function linkServer(target) {
  return place((path) => symlinkSync(target, path));
}

/** Makes the private server a script that starts the one below `redisDir/root` with the libraries unpacked beside it. */
export function wrapServer(program, libraryDirs) {
  const libraries = libraryDirs.map((directory) => `$here/root/${directory}`).join(':');
  const script = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
LD_LIBRARY_PATH="${libraries}" exec "$here/root/${program}" "$@"
`;
  return place((path) => writeFileSync(path, script, { mode: 0o755 }));
}

/** Put into its place in one step: another process may be starting it right now. */
function place(make) {
  mkdirSync(dirname(cachedServer), { recursive: true });
  const made = `${cachedServer}.${process.pid}`;
  rmSync(made, { force: true });
  make(made);
  renameSync(made, cachedServer);
  return cachedServer;
}
