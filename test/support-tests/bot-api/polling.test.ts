import type { Update } from '@grammyjs/types';
import { GrammyError } from 'grammy';
import { describe, expect, test } from 'vitest';
import type { BotApi } from '../../support/bot-api/server.ts';
import { botOf, clientOf, rejection, runningApi } from './running-api.ts';

async function privateChat(options: Parameters<typeof runningApi>[0] = {}) {
  const api = await runningApi(options);
  const lan = api.addUser({ firstName: 'Lan', languageCode: 'zh-hans' });
  const client = clientOf(api);
  const say = (...texts: string[]): void => {
    for (const text of texts) api.say(lan, lan, text);
  };
  return { api, lan, client, say };
}

const texts = (updates: readonly Update[]): (string | undefined)[] => updates.map((one) => one.message?.text);

const lastId = (api: BotApi): number => api.updates().at(-1)?.update_id ?? 0;

describe('getUpdates', () => {
  test('gives the same updates again until a higher offset confirms them', async () => {
    const { api, client, say } = await privateChat();
    say('one', 'two', 'three');
    expect(texts(await client.getUpdates())).toEqual(['one', 'two', 'three']);
    const second = lastId(api) - 1;
    expect(texts(await client.getUpdates({ offset: second }))).toEqual(['two', 'three']);
    expect(api.pendingUpdateCount()).toBe(2);
    expect(texts(await client.getUpdates({ offset: second + 2 }))).toEqual([]);
    expect(api.pendingUpdateCount()).toBe(0);
  });

  test('gives one update only when asked twice for the same within half a second', async () => {
    const { client, say } = await privateChat();
    say('one', 'two');
    await client.getUpdates({ offset: 1 });
    expect(texts(await client.getUpdates({ offset: 1 }))).toEqual(['one']);
  });

  test('keeps to the limit, and a negative offset forgets all but the last', async () => {
    const { api, client, say } = await privateChat();
    say('one', 'two', 'three', 'four');
    expect(texts(await client.getUpdates({ limit: 3 }))).toEqual(['one', 'two', 'three']);
    expect(texts(await client.getUpdates({ offset: -2 }))).toEqual(['three', 'four']);
    expect(api.pendingUpdateCount()).toBe(2);
  });

  test('waits for the next update and gathers what comes with it', async () => {
    const { api, client, say } = await privateChat();
    const waiting = client.getUpdates({ timeout: 20, offset: 5 });
    await api.waitFor(() => api.isPolled());
    say('one', 'two');
    expect(texts(await waiting)).toEqual(['one', 'two']);
  });

  test('comes back empty when the time is up, and stops waiting for a caller who hung up', async () => {
    const { api, client, say } = await privateChat();
    expect(await client.getUpdates({ timeout: 1, offset: 5 })).toEqual([]);
    const leaving = new AbortController();
    const url = `${api.root}/bot${api.token}/getUpdates?timeout=30&offset=6`;
    const abandoned = rejection(fetch(url, { signal: leaving.signal }));
    await api.waitFor(() => api.isPolled());
    leaving.abort();
    await abandoned;
    await api.waitFor(() => !api.isPolled());
    say('one');
    expect(texts(await client.getUpdates({ offset: 7 }))).toEqual(['one']);
  });

  test('ends the first of two pollers with 409', async () => {
    const { api, client } = await privateChat();
    const first = rejection(client.getUpdates({ timeout: 30, offset: 5 }));
    await api.waitFor(() => api.isPolled());
    const second = client.getUpdates({ timeout: 1, offset: 6 });
    expect(await first).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    expect(await second).toEqual([]);
  });

  test('remembers which kinds were asked for, and leaves out three kinds unless they are named', async () => {
    const { api, client, lan } = await privateChat();
    const group = api.addGroup({ title: 'g', owner: lan, bot: 'administrator' });
    const min = api.addUser({ firstName: 'Min' });
    const kinds = (): string[] => api.updates().map((one) => Object.keys(one)[1] ?? '');
    const said = api.say(group, lan, 'x');
    api.react(group, lan, said.message_id, '🔥');
    api.join(group, min);
    expect(kinds()).toEqual(['message', 'message']);
    await client.getUpdates({ allowed_updates: ['chat_member', 'message_reaction'] });
    await client.getUpdates({ offset: 2 });
    api.react(group, lan, said.message_id, null);
    api.leave(group, min);
    api.say(group, lan, 'y');
    expect(kinds()).toEqual(['message', 'message', 'message_reaction', 'chat_member']);
    await client.getUpdates({ allowed_updates: [] });
    api.say(group, lan, 'z');
    expect(kinds().at(-1)).toBe('message');
  });

  test('confirms nothing when the offset lies far beyond the last update', async () => {
    const { api, client, say } = await privateChat();
    say('one');
    expect(texts(await client.getUpdates({ offset: lastId(api) + 1000 }))).toEqual(['one']);
  });

  test('sends every update once more when duplicates are wanted, and shuffles when another order is', async () => {
    const { api, client, say } = await privateChat();
    const words = Array.from({ length: 20 }, (_, index) => `w${String(index)}`);
    api.duplicateUpdates(true);
    say('one', 'two');
    await client.getUpdates();
    const after = lastId(api) + 1;
    expect(texts(await client.getUpdates({ offset: after }))).toEqual(['one', 'two']);
    expect(texts(await client.getUpdates({ offset: after + 1 }))).toEqual([]);
    api.duplicateUpdates(false);
    api.reorderUpdates(true);
    say(...words);
    const shuffled = texts(await client.getUpdates({ offset: after }));
    expect(shuffled).not.toEqual(words);
    expect([...shuffled].sort()).toEqual([...words].sort());
  });

  test('hands on injected updates exactly as they are', async () => {
    const { api, client, lan } = await privateChat();
    api.say(lan, lan, 'x');
    const known = api.updates()[0];
    if (!known) throw new Error('no update');
    api.injectUpdate(known);
    const id = api.injectUpdate({ callback_query: { id: '1', from: lan, chat_instance: '2', data: 'old' } });
    expect((await client.getUpdates()).map((one) => one.update_id)).toEqual([known.update_id, known.update_id, id]);
  });
});

describe('a grammY bot', () => {
  test('answers what people say, and confirms it', async () => {
    const { api, lan } = await privateChat();
    const bot = botOf(api);
    bot.on('message:text', (ctx) => ctx.reply(`echo ${ctx.message.text}`));
    void bot.start();
    await api.waitFor(() => api.isPolled());
    api.say(lan, lan, '你好');
    const echo = await api.waitForMessage(lan, /^echo/);
    expect(echo.text).toBe('echo 你好');
    await api.waitFor(() => api.pendingUpdateCount() === 0);
    expect(api.violations()).toEqual([]);
  });

  test('is stopped by a second one', async () => {
    const { api } = await privateChat();
    const first = botOf(api);
    const ended = rejection(first.start());
    await api.waitFor(() => api.isPolled());
    const second = botOf(api);
    void second.start();
    const error = await ended;
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: 409, method: 'getUpdates' });
  });

  test('is stopped by a token that is not the right one', async () => {
    const { api } = await privateChat();
    const error = await rejection(botOf(api, '1:wrong').start());
    expect(error).toMatchObject({ error_code: 401, description: 'Unauthorized' });
  });
});
