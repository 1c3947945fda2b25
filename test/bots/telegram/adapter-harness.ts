import { afterEach, beforeEach, expect } from 'vitest';
import {
  createTelegramAdapter,
  type TelegramAdapter,
  type TelegramOptions,
} from '../../../src/bots/telegram/telegram-adapter.ts';
import type { Address, Inbound } from '../../../src/commands/core/event.ts';
import type { Outgoing } from '../../../src/commands/core/outgoing.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { type BotApi, startBotApi } from '../../support/bot-api/server.ts';
import { recordedLog, wordsOf } from './recorded-log.ts';
import { noDesk } from '../../support/no-desk.ts';

export let server: BotApi;
export let lin: { readonly id: number };
export let zhou: { readonly id: number };
export let group: { readonly id: number };
let log: ReturnType<typeof recordedLog>;
/** Run after the test, in this order, before the server ends. */
export const cleanUps: (() => Promise<unknown>)[] = [];

/** Gives every test of the file a server with a group of two, and looks for broken rules and leaked tokens after it. */
export function useTelegram(): void {
  beforeEach(async () => {
    server = await startBotApi();
    lin = server.addUser({ firstName: '林小满', languageCode: 'zh-hans' });
    zhou = server.addUser({ firstName: '周文' });
    group = server.addGroup({ title: '晨读小组', owner: lin, members: [zhou] });
    log = recordedLog();
  });

  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
    expect(server.violations()).toEqual([]);
    expect(log.lines.join('\n')).not.toContain(server.token);
    await server.stop();
  });
}

/** An adapter that retries within milliseconds. */
export function create(options: Partial<TelegramOptions> = {}): TelegramAdapter {
  const delays = { failureMs: [20], conflictMs: [40], stragglerMs: 100, idleMs: [550], ...options.delays };
  return createTelegramAdapter({
    token: server.token,
    apiRoot: `${server.root}/`,
    log,
    clock: Date.now,
    ...options,
    delays,
  });
}

/** The same at work, with what it hears. */
export async function started(options: Partial<TelegramOptions> = {}) {
  const adapter = create(options);
  const heard: Inbound[] = [];
  await adapter.start((event) => {
    heard.push(event);
    return Promise.resolve({ isTaken: true });
  }, noDesk);
  cleanUps.push(() => adapter.stop());
  return { adapter, heard };
}

export const groupAddress = (chat: { readonly id: number } = group): Address => ({
  platform: 'telegram',
  account: String(server.bot.id),
  chat: String(chat.id),
});
export const message = (text: string): Outgoing => ({ kind: 'message', text, buttons: [], mentions: [], quote: null });

/** The DeliveryError that `work` rejects with; nothing in it may hold the token. */
export async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => new Error('nothing failed'),
    (thrown: unknown) => thrown,
  );
  expect(wordsOf(error)).not.toContain(server.token);
  if (!(error instanceof DeliveryError)) throw error;
  return error;
}
