import { Cluster } from 'ioredis';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { kill9, removeDir, serverDir, spawnServer } from './redis-server.ts';
import { ask, untilReady } from './redis.ts';

export interface TestCluster {
  readonly ports: readonly number[];
  /** `redis://` URLs of the masters. */
  readonly urls: readonly string[];
  readonly connect: () => Cluster;
  readonly stop: () => Promise<void>;
}

/** https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/ */
const slotCount = 16_384;
const masterCount = 3;
/** The bus listens on port + 10000, so ports must stay below 55536. */
const highestPort = 55_535;

/** Three masters on loopback ports sharing all slots; ready when each of them says so (about 2 s). */
export async function startTestCluster(): Promise<TestCluster> {
  const nodes = await Promise.all(Array.from({ length: masterCount }, startNode));
  const ports = nodes.map(({ port }) => port);
  const [first = 0, ...others] = ports;
  for (const [index, port] of ports.entries())
    await ask(port, (client) => client.cluster('ADDSLOTSRANGE', ...slots(index)));
  for (const port of others) await ask(first, (client) => client.cluster('MEET', '127.0.0.1', port));
  await Promise.all(nodes.map(({ child, port }) => untilReady(child, clusterIsOk, port)));
  const clients: Cluster[] = [];
  return {
    ports,
    urls: ports.map((port) => `redis://127.0.0.1:${String(port)}`),
    connect: () => {
      const client = new Cluster(ports.map((port) => ({ host: '127.0.0.1', port })));
      client.on('error', () => undefined);
      clients.push(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) client.disconnect();
      await Promise.all(nodes.map(({ child }) => kill9(child)));
      for (const { dir } of nodes) removeDir(dir);
    },
  };
}

const slots = (index: number): readonly [number, number] => [
  Math.floor((index * slotCount) / masterCount),
  Math.floor(((index + 1) * slotCount) / masterCount) - 1,
];

async function startNode(): Promise<{ dir: string; port: number; child: ChildProcess }> {
  const dir = serverDir();
  const port = await freePort();
  const child = spawnServer(dir, [
    `port ${String(port)}`,
    'bind 127.0.0.1',
    'cluster-enabled yes',
    'save ""',
    'appendonly no',
  ]);
  await untilReady(child, (client) => client.ping(), port);
  return { dir, port, child };
}

async function clusterIsOk(client: Parameters<Parameters<typeof ask>[1]>[0]): Promise<void> {
  const info = await client.cluster('INFO');
  if (!info.includes('cluster_state:ok') || !info.includes(`cluster_known_nodes:${String(masterCount)}`)) {
    throw new Error(`The test cluster is not complete yet: ${info}`);
  }
}

/** A port that is free now, low enough for a cluster's bus. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await new Promise<number>((done, failed) => {
      const server = createServer();
      server.once('error', failed);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => {
          done(address !== null && typeof address === 'object' ? address.port : 0);
        });
      });
    });
    if (port <= highestPort) return port;
  }
}
