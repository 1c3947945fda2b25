import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { log } from 'wechaty-puppet';
import { createWechatWorld, type WechatWorld, type WorldOptions } from './world.ts';

interface PuppetServer {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Its own types say something else of node:util's promisify, to everybody who reads them. */
const packageName: string = 'wechaty-puppet-service';
const service = (await import(packageName)) as {
  readonly PuppetServer: new (options: {
    readonly endpoint: string;
    readonly token: string;
    readonly puppet: WechatWorld['puppet'];
  }) => PuppetServer;
};

/** A real gateway over gRPC on this machine, with a small WeChat behind it. */
export interface Gateway {
  readonly world: WechatWorld;
  readonly token: string;
  /** `HOST:PORT`; it stays the same when the gateway comes back. */
  readonly endpoint: string;
  /** How often the account was logged out. */
  logoutCount(): number;
  /** Ends it as a power cut would: lines break in the middle, its login is gone, nobody answers at its address. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startGateway(options: WorldOptions = {}): Promise<Gateway> {
  log.level('silent');
  const world = createWechatWorld(options);
  const token = `insecure_${randomUUID()}`;
  let logoutCount = 0;
  world.puppet.on('logout', () => {
    logoutCount += 1;
  });
  world.puppet.on('error', () => undefined);
  const inner = await freePort();
  const port = await freePort();
  let server = await serve(inner, token, world);
  let door = await openDoor(port, inner);
  const kill = async (): Promise<void> => {
    await door.slam();
    await server.stop();
    const before = logoutCount;
    // What dies tells nobody; only the puppet of the tests is asked to.
    await world.puppet.stop();
    logoutCount = before;
  };
  return {
    world,
    token,
    endpoint: `127.0.0.1:${String(port)}`,
    logoutCount: () => logoutCount,
    kill,
    async restart() {
      server = await serve(inner, token, world);
      door = await openDoor(port, inner);
    },
    stop: kill,
  };
}

async function serve(port: number, token: string, { puppet }: WechatWorld): Promise<PuppetServer> {
  const server = new service.PuppetServer({ endpoint: `127.0.0.1:${String(port)}`, puppet, token });
  await server.start();
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The way in, which can be shut in everybody's face: gRPC alone says goodbye before it goes. */
async function openDoor(port: number, inner: number): Promise<{ slam(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server: Server = createServer((outside) => {
    const inside = connect(inner, '127.0.0.1');
    keep(outside);
    keep(inside);
    outside.pipe(inside).pipe(outside);
    outside.on('close', () => inside.destroy());
    inside.on('close', () => outside.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    async slam() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
  };
}
