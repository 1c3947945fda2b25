import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { createTelegramAdapter, type TelegramAdapter } from '../../src/bots/telegram/telegram-adapter.ts';
import { recordedLog } from '../bots/telegram/recorded-log.ts';
import { type BotApi, startBotApi } from '../support/bot-api/server.ts';
import { describeAdapter } from './adapter-contract.ts';
import type { AdapterHarness } from './adapter-harness.ts';

const delays = { failureMs: [20], stragglerMs: 50, idleMs: [550] };

describeAdapter('Telegram by long polling', () => openTelegram(null));
describeAdapter('Telegram by webhook', async () => openTelegram(await openHook()), {
  'one who is slow does not stop the others':
    'Telegram pushes the next update of a chat only after the one before was answered (WebhookActor.cpp)',
});

interface Hook {
  readonly url: string;
  put(adapter: TelegramAdapter): void;
  close(): Promise<void>;
}

async function openHook(): Promise<Hook> {
  let behind: TelegramAdapter | null = null;
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      void behind?.webhook?.(asked).then((status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/hook`,
    put(adapter) {
      behind = adapter;
    },
    close: () =>
      new Promise((done) => {
        http.close(() => {
          done();
        });
        http.closeAllConnections();
      }),
  };
}

async function openTelegram(hook: Hook | null): Promise<AdapterHarness> {
  const server = await startBotApi({ readsAllMessages: true, webhookRetryBaseMs: 20 });
  const log = recordedLog();
  const lin = server.addUser({ firstName: '林', lastName: '小满' });
  const zhou = server.addUser({ firstName: '周文' });
  const group = server.addGroup({ title: '晨读小组', owner: lin, members: [zhou] });
  const webhook = hook === null ? {} : { webhook: { url: hook.url, secret: 'a-secret_1' } };
  const { token, root: apiRoot } = server;
  const adapter = createTelegramAdapter({ token, apiRoot, log, clock: Date.now, delays, ...webhook });
  hook?.put(adapter);
  return {
    adapter,
    group: { platform: 'telegram', account: String(server.bot.id), chat: String(group.id) },
    people: [
      { id: String(lin.id), name: '林 小满' },
      { id: String(zhou.id), name: '周文' },
    ],
    say: (person, text) => Promise.resolve(String(server.say(group, Number(person.id), text).message_id)),
    tap(person, messageId, label) {
      const tap = server.tap(group, Number(person.id), Number(messageId), label);
      return Promise.resolve(() => tap.answer()?.text ?? null);
    },
    shown: () => shownIn(server, group),
    signsOn: (messageId) =>
      server
        .messages(group)
        .filter(({ id }) => id === Number(messageId))
        .flatMap(({ reactions }) => reactions.map(({ emoji }) => emoji)),
    notified() {
      const entities = server.botMessages(group).at(-1)?.raw.entities ?? [];
      return entities.flatMap((entity) => (entity.type === 'text_mention' ? String(entity.user.id) : []));
    },
    throwOut() {
      server.removeBot(group, lin);
      return Promise.resolve();
    },
    async close() {
      await hook?.close();
      expect(server.violations()).toEqual([]);
      expect(server.ownFaults()).toEqual([]);
      expect(log.lines.join('\n')).not.toContain(token);
      await server.stop();
    },
  };
}

const shownIn = (server: BotApi, group: { readonly id: number }): ReturnType<AdapterHarness['shown']> =>
  server.botMessages(group).map(({ id, text, buttons, fileName, fileId }) => ({
    messageId: String(id),
    text,
    buttons: buttons.map((button) => button.text),
    files: [fileName ?? fileId].flatMap((file) => file ?? []),
  }));
