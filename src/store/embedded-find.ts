import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const binaries = ['redis-server', 'valkey-server', 'keydb-server'];

/** The server binary: as the start script handed it on, else the first on PATH, else null. */
export function findRedisServer(env: Readonly<Record<string, string | undefined>>): string | null {
  const directories = (env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '');
  const onPath = binaries.flatMap((name) => directories.map((directory) => join(directory, name)));
  const handedOn = env['BANZHANG_REDIS_SERVER'] ?? '';
  return [handedOn, ...onPath].find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
