import { HttpError, InputFile } from 'grammy';
import { describe, expect, test } from 'vitest';
import { clientOf, rawCall, refusal, rejection, runningApi, standingClock } from './running-api.ts';

async function group(options: Parameters<typeof runningApi>[0] = {}) {
  const api = await runningApi(options);
  const lan = api.addUser({ firstName: 'Lan', hasStarted: true });
  return { api, client: clientOf(api), lan, chat: api.addGroup({ title: 'g', owner: lan }) };
}

describe('planned faults', () => {
  test('429 says how long to wait, in the body and in the header', async () => {
    const { api, client, chat } = await group();
    const fault = api.fault({ method: 'sendMessage', kind: '429', retryAfter: 7, times: 2 });
    const answer = await rawCall(api, 'sendMessage', { chat_id: chat.id, text: 'x' });
    expect(answer).toMatchObject({
      status: 429,
      body: { error_code: 429, description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } },
    });
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(fault.remaining()).toBe(1);
    expect(await refusal(client.sendMessage(chat.id, 'x'))).toContain('429');
    await client.sendMessage(chat.id, 'x');
    expect(api.botMessages(chat)).toHaveLength(1);
  });

  test('a cut connection leaves no message or one, and the caller cannot tell', async () => {
    const { api, client, chat } = await group();
    api.fault({ method: 'sendMessage', kind: 'cut-before' });
    expect(await rejection(client.sendMessage(chat.id, 'lost'))).toBeInstanceOf(HttpError);
    expect(api.botMessages(chat)).toEqual([]);
    api.fault({ method: 'sendMessage', kind: 'cut-after' });
    expect(await rejection(client.sendMessage(chat.id, 'sent'))).toBeInstanceOf(HttpError);
    expect(api.botMessages(chat)).toMatchObject([{ text: 'sent' }]);
    expect(api.calls('sendMessage').map((one) => [one.fault, one.outcome])).toEqual([
      ['cut-before', 'cut'],
      ['cut-after', 'cut'],
    ]);
  });

  test('500 is JSON, 502 is a page, and other errors are what the test says', async () => {
    const { api, client, chat } = await group();
    api.fault({ method: '*', kind: '500' });
    expect(await refusal(client.getMe())).toBe('500 Internal Server Error');
    api.fault({ method: 'getMe', kind: '502' });
    expect(await rejection(client.getMe())).toBeInstanceOf(HttpError);
    const error = { code: 403, description: 'Forbidden: user is deactivated' };
    api.fault({ method: 'sendMessage', kind: 'error', chatId: chat.id, error });
    await client.sendMessage(chat.id + 0, 'x').catch(() => undefined);
    await client.sendMessage(chat.id, 'x');
    expect(api.calls('sendMessage').map((one) => one.error?.code ?? 'ok')).toEqual([403, 'ok']);
  });

  test('slow calls take effect late, latency delays answers only', async () => {
    const { api, client, chat } = await group({ latencyMs: 60 });
    const atMs = Date.now();
    const sending = client.sendMessage(chat.id, 'x');
    await api.waitForMessage(chat, /x/);
    await sending;
    expect(Date.now() - atMs).toBeGreaterThanOrEqual(59);
    api.setLatencyMs(0);
    api.fault({ method: 'sendMessage', kind: 'slow', delayMs: 50 });
    const slow = client.sendMessage(chat.id, 'y');
    await api.waitFor(() => api.calls({ method: 'sendMessage', outcome: 'pending' }).length === 1);
    expect(api.botMessages(chat)).toHaveLength(1);
    await slow;
    expect(api.botMessages(chat)).toHaveLength(2);
  });

  test('an outage cuts everything, and afterwards it goes on', async () => {
    const { api, client, lan } = await group();
    const polling = rejection(client.getUpdates({ timeout: 30, offset: 5 }));
    await api.waitFor(() => api.isPolled());
    api.setOnline(false);
    expect(await polling).toBeInstanceOf(HttpError);
    expect(await rejection(client.getMe())).toBeInstanceOf(HttpError);
    api.say(lan, lan, 'during the outage');
    api.setOnline(true);
    expect(await client.getUpdates({ offset: 6 })).toMatchObject([{ message: { text: 'during the outage' } }]);
  });
});

describe('limits', () => {
  test('show what was too much within a second and a minute, edits included', async () => {
    const clock = standingClock();
    const { api, client, chat } = await group({ nowMs: clock.nowMs });
    const { message_id } = await client.sendMessage(chat.id, '0');
    await client.sendChatAction(chat.id, 'typing');
    clock.skipMs(1000);
    expect(api.limits.violations()).toEqual([]);
    await client.editMessageText(chat.id, message_id, '1');
    clock.skipMs(500);
    await client.editMessageText(chat.id, message_id, '2');
    expect(api.limits.violations()).toMatchObject([{ rule: 'chat-per-second', count: 2, method: 'editMessageText' }]);
    for (let sent = 3; sent < 21; sent += 1) {
      clock.skipMs(1000);
      await client.editMessageText(chat.id, message_id, String(sent));
    }
    expect(api.limits.violations().at(-1)).toMatchObject({ rule: 'group-per-minute', count: 21 });
    expect(api.limits.peaks()).toEqual({ 'overall-per-second': 2, 'chat-per-second': 2, 'group-per-minute': 21 });
  });

  test('count all chats together', async () => {
    const clock = standingClock();
    const { api, client } = await group({ nowMs: clock.nowMs });
    const people = Array.from({ length: 31 }, (_, index) =>
      api.addUser({ firstName: String(index), hasStarted: true }),
    );
    for (const person of people) await client.sendMessage(person.id, 'x');
    expect(api.limits.violations()).toMatchObject([{ rule: 'overall-per-second', count: 31 }]);
  });

  test('are enforced when asked for, with the time until the window is free', async () => {
    const clock = standingClock();
    const { api, client, chat } = await group({
      nowMs: clock.nowMs,
      enforcesLimits: true,
      limits: { groupPerMinute: 2 },
    });
    await client.sendMessage(chat.id, 'x');
    expect(await refusal(client.sendMessage(chat.id, 'x'))).toBe('429 Too Many Requests: retry after 1');
    clock.skipMs(1000);
    await client.sendMessage(chat.id, 'x');
    clock.skipMs(1000);
    expect(await refusal(client.sendMessage(chat.id, 'x'))).toBe('429 Too Many Requests: retry after 58');
    clock.skipMs(58_000);
    await client.sendMessage(chat.id, 'x');
    expect(api.botMessages(chat)).toHaveLength(3);
    api.limits.enforce(false);
    await client.sendMessage(chat.id, 'x');
    expect(api.limits.violations().map((one) => one.rule)).toEqual([
      'chat-per-second',
      'group-per-minute',
      'chat-per-second',
      'group-per-minute',
    ]);
  });
});

describe('files', () => {
  test('are downloaded by their path, with the token', async () => {
    const { api, client, lan } = await group();
    const bytes = Buffer.from('题目,答案\n1+1,2\n');
    const sent = api.sendDocument(lan, lan, { name: '题库.csv', bytes }, { caption: '/bank' });
    const update = api.updates().at(-1)?.message;
    expect(update).toMatchObject({ caption: '/bank', document: { file_name: '题库.csv', mime_type: 'text/csv' } });
    const file = await client.getFile(sent.document?.file_id ?? '');
    const url = `${api.root}/file/bot${api.token}/${file.file_path ?? ''}`;
    const response = await fetch(url);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect((await fetch(`${url}x`)).status).toBe(404);
    const big = api.sendDocument(lan, lan, { name: 'big.csv', bytes, size: 21 * 1024 * 1024 });
    expect(await refusal(client.getFile(big.document?.file_id ?? ''))).toBe('400 Bad Request: file is too big');
    expect(await refusal(client.getFile('none'))).toContain('wrong file_id');
  });

  test('photos of people have several sizes, and can be sent again by their id', async () => {
    const { api, client, lan, chat } = await group();
    const photo = api.sendPhoto(lan, lan, '打卡 30分钟');
    expect(photo).toMatchObject({ caption: '打卡 30分钟', photo: [{ file_size: 1200 }, { width: 32 }] });
    await client.sendPhoto(chat.id, photo.photo?.at(-1)?.file_id ?? '');
    expect(api.botMessages(chat)).toMatchObject([{ kind: 'photo' }]);
    const media = await rejection(
      client.sendMediaGroup(chat.id, [{ type: 'photo', media: new InputFile(Buffer.from('x')) }]),
    );
    expect(media).toMatchObject({ error_code: 404 });
    expect(api.takeViolations().length).toBeGreaterThan(0);
  });
});

describe('waiting', () => {
  test('fails with the last calls when nothing of the kind happens', async () => {
    const { api, client, chat } = await group();
    await client.sendMessage(chat.id, 'hello');
    const error = await rejection(api.waitForMessage(chat, /never/, 50));
    expect(String(error)).toContain('nothing of the kind within 50 ms');
    expect(String(error)).toContain('"text":"hello"');
  });

  test('2000 people speak at once, and every word is handed on once', async () => {
    const { api, client, chat } = await group({ readsAllMessages: true });
    const people = Array.from({ length: 2000 }, (_, index) => api.addUser({ firstName: `P${String(index)}` }));
    for (const person of people) api.join(chat, person);
    for (const person of people) api.say(chat, person, 'A');
    const seen: number[] = [];
    let updates = await client.getUpdates();
    while (updates.length > 0) {
      seen.push(...updates.flatMap((one) => (one.message?.text === 'A' ? one.message.from.id : [])));
      updates = await client.getUpdates({ offset: (updates.at(-1)?.update_id ?? 0) + 1 });
    }
    expect(seen).toEqual(people.map((person) => person.id));
    expect(api.pendingUpdateCount()).toBe(0);
  });
});
