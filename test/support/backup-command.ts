import { PassThrough } from 'node:stream';
import { backup } from '../../src/cli/backup.ts';
import { reportFailure } from '../../src/cli/exit-code.ts';
import { restore, type RestoreOptions } from '../../src/cli/restore.ts';
import type { Surroundings } from '../../src/cli/settings.ts';

/** How a command of the program ended. */
export interface Ended {
  readonly code: number;
  readonly said: string;
  /** What came on standard output, byte by byte. */
  readonly output: Buffer;
}

/** Where the data lie: a socket path, or the URLs of a cluster. */
export type Server = string | readonly string[];

/** `banzhang backup FILE` on a server. */
export const backUp = (server: Server, path: string): Promise<Ended> =>
  run(server, (surroundings) => backup(surroundings, { path }));

/** `banzhang restore FILE` on a server. */
export const restoreTo = (
  server: Server,
  path: string,
  options: Omit<RestoreOptions, 'path'> & { readonly input?: Buffer } = {},
): Promise<Ended> => run(server, (surroundings) => restore(surroundings, { ...options, path }), options.input);

async function run(
  server: Server,
  command: (surroundings: Surroundings) => Promise<number>,
  input?: Buffer,
): Promise<Ended> {
  const streams = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
  streams.input.end(input);
  const [output, errors] = [collect(streams.output), collect(streams.errors)];
  const said: string[] = [];
  const isCluster = typeof server !== 'string';
  const env = {
    REDIS_URL: isCluster ? server.join(',') : server,
    REDIS_CLUSTER: String(isCluster),
    LOG_LEVEL: 'silent',
  };
  const surroundings = { cwd: process.cwd(), env, ...streams } as unknown as Surroundings;
  const write = process.stderr.write.bind(process.stderr);
  const code = await command(surroundings).catch((error: unknown) => {
    process.stderr.write = (text: string | Uint8Array): boolean => said.push(String(text)) > 0;
    try {
      return reportFailure(error, env);
    } finally {
      process.stderr.write = write;
    }
  });
  const bytes = Buffer.concat(output);
  return { code, said: `${bytes.toString()}${Buffer.concat(errors).toString()}${said.join('')}`, output: bytes };
}

function collect(stream: PassThrough): Buffer[] {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return chunks;
}
