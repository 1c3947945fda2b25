import { Cluster, Redis } from 'ioredis';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { kill9, removeDir, serverDir, spawnServer } from './redis-server.ts';
import { ask, untilReady } from './redis.ts';

export interface TestCluster {
  readonly ports: readonly number[];
  /** `redis://` URLs of the masters. */
  readonly urls: readonly string[];
  readonly connect: () => Cluster;
  /** Moves every slot that holds keys to the next master, one after the other; resolves to how many. */
  readonly reshard: () => Promise<number>;
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
    reshard: () => reshard(ports),
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

const keysAtOnce = 10;
const migrateTimeoutMs = 5_000;

/** As `redis-cli --cluster reshard` does it. https://redis.io/docs/latest/commands/cluster-setslot/ */
async function reshard(ports: readonly number[]): Promise<number> {
  const nodes = await Promise.all(
    ports.map(async (port) => {
      const client = new Redis({ host: '127.0.0.1', port });
      client.on('error', () => undefined);
      return { port, client, id: String(await client.call('CLUSTER', 'MYID')) };
    }),
  );
  const held = await Promise.all(nodes.map(({ client }) => slotsWithKeys(client)));
  let count = 0;
  for (const [index, from] of nodes.entries()) {
    const to = nodes[(index + 1) % nodes.length] ?? from;
    for (const slot of held[index] ?? []) {
      await to.client.cluster('SETSLOT', slot, 'IMPORTING', from.id);
      await from.client.cluster('SETSLOT', slot, 'MIGRATING', to.id);
      await moveKeys(slot, from.client, to.port);
      // The new owner first: it tells the others.
      for (const { client } of [to, from, ...nodes]) await client.cluster('SETSLOT', slot, 'NODE', to.id);
      count += 1;
    }
  }
  for (const { client } of nodes) client.disconnect();
  return count;
}

async function slotsWithKeys(client: Redis): Promise<readonly number[]> {
  const keys = await client.keys('*');
  const found = await Promise.all(keys.map(async (key) => Number(await client.call('CLUSTER', 'KEYSLOT', key))));
  return [...new Set(found)];
}

async function moveKeys(slot: number, from: Redis, port: number): Promise<void> {
  for (;;) {
    const keys = (await from.call('CLUSTER', 'GETKEYSINSLOT', String(slot), String(keysAtOnce))) as readonly string[];
    if (keys.length === 0) return;
    await from.call('MIGRATE', '127.0.0.1', String(port), '', '0', String(migrateTimeoutMs), 'KEYS', ...keys);
  }
}
