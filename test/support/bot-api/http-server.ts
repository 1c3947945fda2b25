import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ApiError } from './api-error.ts';
import { readRequestBody, type RequestBody } from './request-body.ts';
import { botApiSchema } from './schema/schema.ts';
import type { World } from './world.ts';

export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: object; readonly retryAfterSeconds?: number }
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'file'; readonly bytes: Buffer }
  | { readonly kind: 'hang-up' };

/** Carries out a call whose path and token were right. */
export type Carry = (method: string, body: RequestBody, hungUp: AbortSignal) => Promise<Answer>;

export type HttpSide = {
  readonly root: string;
  /** Cuts all connections and refuses new ones until told otherwise. */
  readonly setOnline: (isOnline: boolean) => void;
  readonly stop: () => Promise<void>;
};

/** Serves `/bot<token>/METHOD` and `/file/bot<token>/PATH` on loopback. */
export async function serveHttp(world: World, carry: Carry, port: number): Promise<HttpSide> {
  const sockets = new Set<Socket>();
  let isOnline = true;
  const server = createServer((request, response) => {
    void answerRequest(world, carry, request, response).then(
      (answer) => {
        write(answer, request, response);
      },
      (error: unknown) => {
        // The caller hung up while its request was read, or the server itself is at fault: both end the connection.
        if (!request.socket.destroyed) process.emitWarning(`Bot API test server: ${String(error)}`);
        request.socket.destroy();
      },
    );
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    if (!isOnline) socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await listening(server, port);
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    root: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    setOnline: (online) => {
      isOnline = online;
      if (!online) cutAll();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        cutAll();
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answerRequest(
  world: World,
  carry: Carry,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, fileWord, token = '', rest = ''] = /^(\/file)?\/bot([^/]*)\/(.*)$/.exec(decodeURI(url.pathname)) ?? [];
  if (!/^\d+:[\w-]+$/.test(token)) return failure(new ApiError(404, 'Not Found'));
  if (token !== world.token) return failure(new ApiError(401, 'Unauthorized'));
  if (fileWord !== undefined) return download(world, rest);
  const hungUp = new AbortController();
  response.once('close', () => {
    hungUp.abort();
  });
  const body = await readRequestBody(request, url.searchParams, botApiSchema().method(rest));
  return carry(rest, body, hungUp.signal);
}

function download(world: World, path: string): Answer {
  const file = [...world.files.values()].find((one) => one.path === path);
  return file ? { kind: 'file', bytes: file.bytes } : failure(new ApiError(404, 'Not Found'));
}

/** The JSON of a refused call. */
export function failure(error: ApiError): Answer {
  const retryAfterSeconds = error.parameters?.retry_after;
  return {
    kind: 'json',
    status: error.code,
    body: {
      ok: false,
      error_code: error.code,
      description: error.message,
      ...(error.parameters ? { parameters: error.parameters } : {}),
    },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

function write(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  switch (answer.kind) {
    case 'hang-up':
      request.socket.destroy();
      return;
    case 'file':
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': answer.bytes.length });
      response.end(answer.bytes);
      return;
    case 'page':
      response.writeHead(answer.status, { 'content-type': 'text/html' }).end(answer.html);
      return;
    case 'json': {
      const text = JSON.stringify(answer.body);
      const retryAfter = answer.retryAfterSeconds;
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      });
      response.end(text);
    }
  }
}
