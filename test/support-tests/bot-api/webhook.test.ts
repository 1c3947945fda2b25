import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookCallback } from 'grammy';
import { afterEach, describe, expect, test } from 'vitest';
import { botOf, clientOf, rejection, runningApi } from './running-api.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listening(handle: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`;
}

async function withUser(options: Parameters<typeof runningApi>[0] = {}) {
  const api = await runningApi({ webhookRetryBaseMs: 20, ...options });
  const lan = api.addUser({ firstName: 'Lan' });
  return { api, lan, client: clientOf(api) };
}

describe('a webhook', () => {
  test('gets updates with the secret, and the bot answers', async () => {
    const { api, lan } = await withUser();
    const bot = botOf(api);
    bot.on('message:text', (ctx) => ctx.reply(`echo ${ctx.message.text}`));
    const url = await listening(webhookCallback(bot, 'http', { secretToken: 'se-cret_1' }));
    await bot.api.setWebhook(url, { secret_token: 'se-cret_1', allowed_updates: ['message'] });
    expect(await bot.api.getWebhookInfo()).toMatchObject({
      url,
      pending_update_count: 0,
      allowed_updates: ['message'],
    });
    api.say(lan, lan, 'x');
    await api.waitForMessage(lan, /^echo x$/);
    await api.waitFor(() => api.pendingUpdateCount() === 0);
    expect(api.deliveries()).toMatchObject([{ attempt: 1, status: 200 }]);
    expect(api.violations()).toEqual([]);
  });

  test('with another secret is refused, tried again with doubling pauses, and shows its error', async () => {
    const { api, lan, client } = await withUser();
    const bot = botOf(api);
    const url = await listening(webhookCallback(bot, 'http', { secretToken: 'right' }));
    await client.setWebhook(url, { secret_token: 'wrong' });
    api.say(lan, lan, 'x');
    const tries = await api.waitFor(() => api.deliveries().length >= 5 && api.deliveries());
    expect(tries.map((one) => one.status)).toEqual([401, 401, 401, 401, 401]);
    const pauses = tries.slice(1).map((one, index) => one.atMs - (tries[index]?.atMs ?? 0));
    expect(pauses[1]).toBeGreaterThanOrEqual(38);
    expect(pauses[2]).toBeGreaterThanOrEqual(78);
    expect(pauses[3]).toBeGreaterThanOrEqual(158);
    expect(await client.getWebhookInfo()).toMatchObject({
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 401 Unauthorized',
    });
    await client.deleteWebhook({ drop_pending_updates: true });
    expect(api.pendingUpdateCount()).toBe(0);
  });

  test('gets the updates of one chat in order, also when the first fails', async () => {
    const { api, lan, client } = await withUser();
    const min = api.addUser({ firstName: 'Min' });
    const seen: string[] = [];
    let failuresLeft = 2;
    const url = await listening(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const text = /"text":"([^"]*)"/.exec(body)?.[1] ?? '';
      if (text === 'one' && failuresLeft > 0) {
        failuresLeft -= 1;
        response.writeHead(500).end();
        return;
      }
      seen.push(text);
      response.end();
    });
    await client.setWebhook(url);
    api.say(lan, lan, 'one');
    api.say(lan, lan, 'two');
    api.say(min, min, 'other');
    await api.waitFor(() => seen.length === 3);
    expect(seen.filter((text) => text !== 'other')).toEqual(['one', 'two']);
  });

  test('may answer with a method to call', async () => {
    const { api, lan, client } = await withUser();
    const url = await listening((_request, response) => {
      response.end(JSON.stringify({ method: 'sendMessage', chat_id: lan.id, text: 'by the way' }));
    });
    await client.setWebhook(url);
    api.say(lan, lan, 'x');
    expect((await api.waitForMessage(lan, /way/)).text).toBe('by the way');
  });

  test('excludes polling', async () => {
    const { api, client } = await withUser();
    const polling = rejection(client.getUpdates({ timeout: 30, offset: 5 }));
    await api.waitFor(() => api.isPolled());
    await client.setWebhook('http://127.0.0.1:9/');
    expect(await polling).toMatchObject({ description: 'Conflict: terminated by setWebhook request' });
    expect(await rejection(client.getUpdates())).toMatchObject({
      error_code: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    });
    expect(await rejection(client.setWebhook('http://127.0.0.1:9/'))).toMatchObject({ error_code: 429 });
    await client.deleteWebhook();
    expect(await client.getUpdates()).toEqual([]);
  });

  test('must be HTTPS on a known port unless it is on this machine', async () => {
    const { client } = await withUser();
    const http = await rejection(client.setWebhook('http://bot.example.com/'));
    expect(http).toMatchObject({ description: 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook' });
    const port = await rejection(client.setWebhook('https://bot.example.com:3000/'));
    expect(port).toMatchObject({ error_code: 400 });
  });
});
