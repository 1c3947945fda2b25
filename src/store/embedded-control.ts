import { Redis } from 'ioredis';

/** `busy`: something holds the socket and does not answer in time; no second server may be started beside it. */
export type ServerState = 'absent' | 'loading' | 'ready' | 'busy';

const answerTimeoutMs = 2_000;
const holderPrefix = 'banzhang-holder-';

/** A single connection that never reconnects; it ends with the server, which makes it the sign that the server lives. */
export async function connectHolder(socketPath: string): Promise<Redis> {
  const { client } = controlClient(socketPath, `${holderPrefix}${String(process.pid)}`);
  await client.connect();
  return client;
}

/** How the server on this socket does; rejects where the socket may not be opened. */
export async function probe(socketPath: string): Promise<ServerState> {
  const { client, failure } = controlClient(socketPath, 'banzhang-probe');
  try {
    await client.connect();
    await client.ping();
    return 'ready';
  } catch (error) {
    const { code = '' } = failure() ?? {};
    if (code === 'EACCES' || code === 'EPERM') throw failure() ?? error;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent';
    return error instanceof Error && error.message.startsWith('LOADING') ? 'loading' : 'busy';
  } finally {
    client.disconnect();
  }
}

export interface ServerFacts {
  readonly dir: string;
  readonly pid: number | null;
}

/** Working folder and pid of the server at the other end. */
export async function serverFacts(client: Redis): Promise<ServerFacts> {
  const [, dir] = (await client.config('GET', 'dir')) as readonly unknown[];
  const pid = /process_id:(\d+)/.exec(await client.info('server'))?.[1];
  return { dir: String(dir), pid: pid === undefined ? null : Number(pid) };
}

/** How many others hold the server: other processes, and other starts within this one. */
export async function otherHolderCount(client: Redis): Promise<number> {
  const ownId = String(await client.client('ID'));
  const lines = String(await client.client('LIST')).split('\n');
  return lines.filter((line) => line.includes(` name=${holderPrefix}`) && !line.startsWith(`id=${ownId} `)).length;
}

/** Asks the server to end; it answers by closing the connection. */
export async function shutDown(client: Redis): Promise<void> {
  await client.call('SHUTDOWN').catch((error: unknown) => {
    // Any reply is a refusal; a closed connection or a late one is what was asked for.
    if (error instanceof Error && error.name === 'ReplyError') throw error;
  });
}

interface ControlClient {
  readonly client: Redis;
  /** Why the connection failed; ioredis tells it by event, its rejections only say "closed". */
  readonly failure: () => NodeJS.ErrnoException | null;
}

function controlClient(socketPath: string, connectionName: string): ControlClient {
  const client = new Redis({
    path: socketPath,
    connectionName,
    lazyConnect: true,
    enableReadyCheck: false,
    enableOfflineQueue: false,
    disableClientInfo: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: answerTimeoutMs,
    commandTimeout: answerTimeoutMs,
    protocol: 2,
  });
  let failure: NodeJS.ErrnoException | null = null;
  client.on('error', (error: NodeJS.ErrnoException) => {
    failure = error;
  });
  return { client, failure: () => failure };
}
