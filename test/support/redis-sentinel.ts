import type { ChildProcess } from 'node:child_process';
import { freePort } from './redis-cluster.ts';
import { kill9, removeDir, serverDir, spawnSentinel, spawnServer } from './redis-server.ts';
import { ask, untilReady } from './redis.ts';

/** A master, its replicas and three sentinels that make a replica master when two of them miss the master for 1 s. */
export interface TestSentinels {
  /** As `REDIS_URL` takes it. */
  readonly url: string;
  /** Ends the master as a power cut would; resolves when the sentinels name another one. */
  readonly killMaster: () => Promise<void>;
  /** Stops the master where it stands, with its connections open; resolves when the sentinels name another one. */
  readonly hangMaster: () => Promise<void>;
  /** Stops the sentinel that clients ask first where it stands. */
  readonly hangFirstSentinel: () => void;
  /** The port of the master, as the sentinels name it now. */
  readonly masterPort: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const masterName = 'banzhang';
const replicaCount = 2;
const sentinelCount = 3;
const patienceMs = 20_000;

interface Node {
  readonly dir: string;
  readonly port: number;
  readonly child: ChildProcess;
}

export async function startTestSentinels(): Promise<TestSentinels> {
  const master = await startServer([]);
  const replicas = await Promise.all(
    Array.from({ length: replicaCount }, () => startServer([`replicaof 127.0.0.1 ${String(master.port)}`])),
  );
  await until(async () =>
    (await ask(master.port, (client) => client.info('replication'))).includes('connected_slaves:2'),
  );
  const sentinels = await Promise.all(Array.from({ length: sentinelCount }, () => startSentinel(master.port)));
  const [first] = sentinels;
  const askSentinel = (...words: readonly [string, ...string[]]): Promise<unknown> =>
    ask(sentinels.at(-1)?.port ?? 0, (client) => client.call('sentinel', ...words));
  const masterPort = async (): Promise<number> =>
    Number(((await askSentinel('get-master-addr-by-name', masterName)) as readonly string[])[1]);
  await until(async () => {
    const told = await Promise.all(
      sentinels.map(({ port }) => ask(port, (client) => client.call('sentinel', 'master', masterName))),
    );
    return told.every((fields) => hasField(fields, 'num-other-sentinels', 2) && hasField(fields, 'num-slaves', 2));
  });
  const servers = [master, ...replicas];
  const lose = async (end: (child: ChildProcess) => unknown): Promise<void> => {
    const before = await masterPort();
    const node = servers.find(({ port }) => port === before);
    if (node !== undefined) await end(node.child);
    await until(async () => (await masterPort()) !== before);
  };
  return {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${String(port)}`).join(',')}/${masterName}`,
    masterPort,
    killMaster: () => lose(kill9),
    hangMaster: () => lose((child) => child.kill('SIGSTOP')),
    hangFirstSentinel: () => first?.child.kill('SIGSTOP'),
    async stop() {
      const nodes = [...sentinels, ...servers];
      await Promise.all(nodes.map(({ child }) => kill9(child)));
      for (const { dir } of nodes) removeDir(dir);
    },
  };
}

/** Replies to `SENTINEL MASTER` are names and values in turn. */
function hasField(fields: unknown, name: string, value: number): boolean {
  const texts = (fields as readonly unknown[]).map(String);
  return texts[texts.indexOf(name) + 1] === String(value);
}

async function startServer(settings: readonly string[]): Promise<Node> {
  const dir = serverDir();
  const port = await freePort();
  const usual = [`port ${String(port)}`, 'bind 127.0.0.1', 'save ""', 'appendonly yes', 'appendfsync always'];
  // Else a replica waits five seconds for others that may want the same copy.
  const child = spawnServer(dir, [...usual, 'repl-diskless-sync-delay 0', ...settings]);
  await untilReady(child, (client) => client.ping(), port);
  return { dir, port, child };
}

async function startSentinel(masterPort: number): Promise<Node> {
  const dir = serverDir();
  const port = await freePort();
  const child = spawnSentinel(dir, [
    `port ${String(port)}`,
    'bind 127.0.0.1',
    `sentinel monitor ${masterName} 127.0.0.1 ${String(masterPort)} 2`,
    `sentinel down-after-milliseconds ${masterName} 1000`,
    `sentinel failover-timeout ${masterName} 5000`,
  ]);
  await untilReady(child, (client) => client.ping(), port);
  return { dir, port, child };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > untilMs) throw new Error('the sentinels did not come to an agreement');
    await new Promise((done) => setTimeout(done, 50));
  }
}
