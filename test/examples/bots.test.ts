import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotApi, startBotApi } from '../support/bot-api/server.ts';
import { testRedis } from '../support/redis.ts';
import { runExample, type RunningExample } from './running-example.ts';

let server: BotApi;
let example: RunningExample | null = null;

async function start(name: string): Promise<RunningExample> {
  const redis = await testRedis();
  const env = { BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.root, REDIS_URL: redis.socketPath };
  const running = runExample(name, env);
  example = running;
  await server.waitFor(() => {
    if (!running.isRunning()) throw new Error(running.output());
    return server.isPolled();
  }, 20_000);
  return running;
}

beforeEach(async () => {
  server = await startBotApi({ readsAllMessages: true, slowsRepeatedPolls: false });
});

afterEach(async () => {
  await example?.stop();
  example = null;
  expect(server.violations()).toEqual([]);
  await server.stop();
});

describe('examples/grammy-bot', () => {
  it.each(['in private', 'in a group'])(
    'answers by its own handlers and by Banzhang, each once, %s',
    async (place) => {
      const ana = server.addUser({ firstName: 'Ana', languageCode: 'en', hasStarted: true });
      const group = server.addGroup({ title: 'Study group', members: [ana], bot: 'administrator' });
      const chat = place === 'in private' ? ana : group;
      const running = await start('grammy-bot');
      server.say(chat, ana, '/weather');
      await server.waitForMessage(chat, /21 °C/);
      server.say(chat, ana, 'done 30 min');
      const answer = await server.waitForMessage(chat, /Checked in/);
      expect(answer.text).toContain('30 min');
      server.say(chat, ana, 'Thank you all');
      await server.waitForMessage(chat, /welcome/);
      expect(server.botMessages(chat)).toHaveLength(3);
      expect(await running.stop()).toBe(0);
      expect(running.output()).toBe('');
    },
    60_000,
  );
});

describe('examples/own-command', () => {
  it('answers the command of its own beside ours', async () => {
    const ana = server.addUser({ firstName: 'Ana', languageCode: 'en', hasStarted: true });
    const running = await start('own-command');
    server.say(ana, ana, '/roll 1');
    await server.waitForMessage(ana, /^Ana: 1 \/ 1$/);
    server.say(ana, ana, '掷骰子');
    await server.waitForMessage(ana, /^Ana: [1-6] \/ 6$/);
    server.say(ana, ana, '/roll x');
    await server.waitForMessage(ana, /did not understand/);
    server.say(ana, ana, 'done');
    await server.waitForMessage(ana, /Checked in/);
    expect(await running.stop()).toBe(0);
    expect(running.output()).toBe('');
  }, 60_000);
});
