import { ConfigError } from '../errors.ts';
import type { EmbeddedFolder } from './embedded-folder.ts';

const key = 'BANZHANG_DATA_DIR';

/** What the server writes before it gives up, and what to say about it. Texts of Redis 7.0 and Valkey 8. */
const explanations: readonly (readonly [pattern: RegExp, sentence: (dir: string) => string])[] = [
  [/No space left on device|Disk quota exceeded/, (dir) => `${dir} is on a full disk; free some space`],
  [
    /Bad file format reading the append only file|AOF .* is corrupted|Internal error in RDB reading|Invalid AOF manifest/i,
    (dir) =>
      `${dir} is damaged in the middle; copy the folder, then run: redis-check-aof --fix "${dir}/appendonlydir/appendonly.aof.manifest"`,
  ],
  [
    /Can't handle RDB format version/,
    (dir) => `${dir} was written by a newer Redis; install that version or set REDIS_URL`,
  ],
  [/opening Unix socket/i, (dir) => `${dir} is on a file system without UNIX sockets; set a folder on another one`],
  [/FATAL CONFIG FILE ERROR/, () => 'the redis-server found is too old; 7.0 or newer is needed'],
  [/error while loading shared libraries/, () => 'the redis-server found cannot run here; install Redis 7.0 or newer'],
  [/Permission denied/, (dir) => `${dir} has files of another user; give them to this user (chown -R)`],
];

/** The one sentence for a server that ended while starting; `output` is what it wrote since it was started. */
export function startFailure({ dir, logPath }: EmbeddedFolder, output: string): ConfigError {
  const known = explanations.find(([pattern]) => pattern.test(output));
  const lastLine = output.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const message =
    known?.[1](dir) ?? `the embedded Redis ended at once: ${lastLine === '' ? 'it said nothing' : lastLine}`;
  return new ConfigError([{ key, message: `${message} (see ${logPath})` }]);
}

/** There is no server binary to start. */
export function noServerBinary(): ConfigError {
  const message =
    'is not set and there is no redis-server here; run "npm start" in the checkout, or install Redis 7.0 or newer';
  return new ConfigError([{ key: 'REDIS_URL', message }]);
}

/** Something holds the socket and gives no answer. */
export function noAnswer({ dir, logPath }: EmbeddedFolder): ConfigError {
  return new ConfigError([{ key, message: `the embedded Redis of ${dir} runs and does not answer (see ${logPath})` }]);
}

/** The server that answers keeps its data elsewhere. */
export function otherFolder({ dir, socketPath }: EmbeddedFolder, theirDir: string): ConfigError {
  return new ConfigError([{ key, message: `the Redis on ${socketPath} keeps its data in ${theirDir}, not in ${dir}` }]);
}
