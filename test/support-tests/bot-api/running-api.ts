import { Api, Bot, GrammyError } from 'grammy';
import { afterEach, expect } from 'vitest';
import type { BotApiOptions } from '../../support/bot-api/create-world.ts';
import { startBotApi, type BotApi } from '../../support/bot-api/server.ts';

const running: BotApi[] = [];
const bots: Bot[] = [];

afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop().catch(() => undefined)));
  const stopped = running.splice(0);
  await Promise.all(stopped.map((api) => api.stop()));
  // Whatever a test does, the server itself must never send what the Bot API does not have.
  expect(stopped.flatMap((api) => api.ownFaults())).toEqual([]);
});

/** A server that is stopped after the test. */
export async function runningApi(options: BotApiOptions = {}): Promise<BotApi> {
  const api = await startBotApi(options);
  running.push(api);
  return api;
}

/** grammY's client for a server. */
export const clientOf = (api: BotApi): Api => new Api(api.token, { apiRoot: api.root });

/** grammY's bot for a server; it is stopped after the test. */
export function botOf(api: BotApi, token: string = api.token): Bot {
  const bot = new Bot(token, { client: { apiRoot: api.root } });
  bots.push(bot);
  return bot;
}

/** The error a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was not rejected');
}

/** A call as any client makes it, for answers grammY would not show. */
export async function rawCall(
  api: BotApi,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly status: number; readonly body: unknown; readonly headers: Headers }> {
  const response = await fetch(`${api.root}/bot${api.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  const body: unknown = await response.json();
  return { status: response.status, body, headers: response.headers };
}

/** "CODE DESCRIPTION" of the error a call of grammY is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await rejection(promise);
  if (!(error instanceof GrammyError)) throw error;
  return `${String(error.error_code)} ${error.description}`;
}

/** A clock that stands still until it is moved. */
export function standingClock(): { readonly nowMs: () => number; readonly skipMs: (ms: number) => void } {
  let now = 1_760_000_000_000;
  return {
    nowMs: () => now,
    skipMs: (ms) => {
      now += ms;
    },
  };
}
