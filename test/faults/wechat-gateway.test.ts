import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startBotApi } from '../support/bot-api/server.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { type Gateway, startGateway } from '../support/wechat/gateway.ts';
import type { WechatGroup, WechatPerson, WorldOptions } from '../support/wechat/world.ts';

const patienceMs = 40_000;
const noTelegram = { root: '', token: '' };

interface Stage {
  readonly gateway: Gateway;
  readonly redis: TestRedis;
  readonly dataDir: string;
  readonly group: WechatGroup;
  readonly people: readonly [WechatPerson, WechatPerson, WechatPerson];
  start(env?: Readonly<Record<string, string>>): BotProcess;
  /** Resolves when it holds; rejects with all logs when it does not in time. */
  until(what: string, isSo: () => boolean): Promise<void>;
  /** Resolves when the group was told something new that matches, after the person wrote. */
  answered(person: WechatPerson, said: string, answer: RegExp): Promise<void>;
}

async function onStage(options: WorldOptions, play: (stage: Stage) => Promise<void>): Promise<void> {
  const [gateway, redis] = await Promise.all([startGateway(options), startTestRedis()]);
  const dataDir = mkdtempSync(join(tmpdir(), 'wechat-'));
  const { world } = gateway;
  const [lin, wang, zhao] = [world.addPerson('林老师'), world.addPerson('王小明'), world.addPerson('赵云')];
  const group = world.addGroup({ title: '读书群', people: [lin, wang, zhao], owner: lin });
  const bots: BotProcess[] = [];
  const until = async (what: string, isSo: () => boolean): Promise<void> => {
    const endMs = performance.now() + patienceMs;
    while (!isSo()) {
      if (performance.now() > endMs) {
        const sent = world.sent().map(({ text }) => text);
        throw new Error(`not so: ${what}\n${JSON.stringify(sent)}\n${bots.map((bot) => bot.output()).join('\n---\n')}`);
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  const start = (env: Readonly<Record<string, string>> = {}): BotProcess => {
    const bot = startBot(noTelegram, redis, {
      WECHATY_PUPPET: 'wechaty-puppet-service',
      WECHATY_PUPPET_SERVICE_TOKEN: gateway.token,
      WECHATY_PUPPET_SERVICE_ENDPOINT: gateway.endpoint,
      BANZHANG_DATA_DIR: dataDir,
      ...env,
    });
    bots.push(bot);
    return bot;
  };
  const answered = async (person: WechatPerson, said: string, answer: RegExp): Promise<void> => {
    const before = world.sent(group).length;
    world.say(person, group, said);
    const isAnswered = (): boolean =>
      world
        .sent(group)
        .slice(before)
        .some(({ text }) => answer.test(text));
    await until(`${said} is answered with ${String(answer)}`, isAnswered);
  };
  try {
    await play({ gateway, redis, dataDir, group, people: [lin, wang, zhao], start, until, answered });
  } finally {
    await Promise.all(bots.filter((bot) => bot.isRunning()).map((bot) => bot.kill9()));
    await gateway.stop();
    await redis.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const says = (bot: BotProcess, words: RegExp): boolean => bot.log().some(({ msg }) => words.test(msg));
const loggedIn = /logged in$/;

describe.concurrent(
  'WeChat behind a gateway',
  () => {
    test('answers, comes back after the gateway was killed, and ends without logging the account out', () =>
      onStage({}, async ({ gateway, dataDir, people, start, until, answered }) => {
        const [lin, wang, zhao] = people;
        const bot = start();
        await until('logged in', () => says(bot, loggedIn));
        await answered(lin, '打卡', /1/);
        const [card = ''] = readdirSync(dataDir).filter((name) => name.endsWith('.memory-card.json'));
        expect(statSync(join(dataDir, card)).mode & 0o777).toBe(0o600);
        await gateway.kill();
        await until('the loss is noticed', () => says(bot, /does not answer/));
        await gateway.restart();
        const backFromMs = performance.now();
        await until('logged in again', () => bot.log().filter(({ msg }) => loggedIn.test(msg)).length === 2);
        expect(performance.now() - backFromMs).toBeLessThan(20_000);
        await answered(wang, '打卡', /2/);
        expect(await bot.stop()).toEqual({ code: 0, signal: null });
        expect([gateway.world.puppet.isLoggedIn, gateway.logoutCount()]).toEqual([true, 0]);
        expect(bot.output()).not.toContain(gateway.token);
        const next = start();
        await until('logged in', () => says(next, loggedIn));
        await answered(zhao, '打卡', /3/);
      }));

    test('says what is wrong with a token that the gateway refuses, and does not end', () =>
      onStage({}, async ({ start, until }) => {
        const token = 'insecure_00000000-0000-4000-8000-000000000000';
        const bot = start({ WECHATY_PUPPET_SERVICE_TOKEN: token });
        const count = (): number => bot.log().filter(({ msg }) => /refuses the token/.test(msg)).length;
        await until('it is told twice', () => count() === 2);
        const tries = bot.log().flatMap(({ nextTryMs }) => (typeof nextTryMs === 'number' ? [nextTryMs] : []));
        expect(tries[1]).toBeGreaterThan(tries[0] ?? Infinity);
        expect(bot.isRunning()).toBe(true);
        expect(bot.output()).not.toContain(token);
      }));

    test('is served by one of two processes, and by the other when the first is killed', () =>
      onStage({}, async ({ gateway, people, group, start, until, answered }) => {
        const [lin, wang] = people;
        const first = start();
        await until('logged in', () => says(first, loggedIn));
        const second = start();
        await until('it stands by', () => says(second, /standing by/));
        await answered(lin, '打卡', /1/);
        await first.kill9();
        const fromMs = performance.now();
        await until('the other serves', () => says(second, loggedIn));
        expect(performance.now() - fromMs).toBeLessThan(20_000);
        await answered(wang, '打卡', /2/);
        expect(gateway.world.sent(group).filter(({ text }) => /王小明/.test(text))).toHaveLength(1);
        expect([gateway.world.puppet.isLoggedIn, gateway.logoutCount()]).toEqual([true, 0]);
      }));

    test('does no harm to a program on the same token that it knows nothing of', () =>
      onStage({}, async ({ gateway, people, start, until, answered }) => {
        const first = start();
        await until('logged in', () => says(first, loggedIn));
        const elsewhere = await startTestRedis();
        try {
          const second = start({ REDIS_URL: elsewhere.socketPath });
          await until('it is told', () => says(second, /another program on this token/));
          expect(await second.stop()).toEqual({ code: 0, signal: null });
        } finally {
          await elsewhere.stop();
        }
        await answered(people[0], '打卡', /1/);
        expect([gateway.world.puppet.isLoggedIn, gateway.logoutCount()]).toEqual([true, 0]);
        expect(first.log().filter(({ msg }) => loggedIn.test(msg))).toHaveLength(1);
      }));

    test('leaves Telegram alone while its own gateway is away', () =>
      onStage({}, async ({ gateway, people, start, until, answered }) => {
        const api = await startBotApi();
        try {
          await gateway.kill();
          const bot = start({ TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root });
          await api.waitFor(() => api.isPolled(), patienceMs);
          const lin = api.addUser({ firstName: '林老师', hasStarted: true });
          const group = api.addGroup({ title: '读书群', owner: lin, members: [], bot: 'administrator' });
          await until('the loss is told', () => says(bot, /does not answer/));
          api.say(group, lin, '打卡');
          await api.waitForMessage(group, /今日打卡/, patienceMs);
          await gateway.restart();
          await until('logged in', () => says(bot, loggedIn));
          await answered(people[0], '打卡', /1/);
        } finally {
          await api.stop();
        }
      }));

    test('shows a QR code for as long as somebody has to scan it', () =>
      onStage({ logsIn: false }, async ({ gateway, dataDir, people, start, until, answered }) => {
        const svg = join(dataDir, 'wechat-login.svg');
        const bot = start();
        await until('the code is there', () => existsSync(svg));
        expect(statSync(svg).mode & 0o777).toBe(0o600);
        await until('it is said', () => says(bot, /scan the QR code/));
        gateway.world.login();
        await until('the code is gone', () => !existsSync(svg));
        await answered(people[0], '打卡', /1/);
        expect(bot.log().filter(({ msg }) => /scan the QR code/.test(msg))).toHaveLength(1);
      }));

    test('falls silent when its lease is lost, and serves again when it is free', () =>
      onStage({}, async ({ gateway, redis, group, people, start, until, answered }) => {
        const bot = start();
        await until('logged in', () => says(bot, loggedIn));
        await answered(people[0], '打卡', /1/);
        const client = redis.connect();
        await client.set('bz:lease:wechat:wechat', 'somebody else', 'PX', 60_000);
        await until('it is lost', () => says(bot, /lease of the account is lost/));
        const before = gateway.world.sent(group).length;
        gateway.world.say(people[1], group, '打卡');
        await until('it stands by', () => says(bot, /standing by/));
        expect(gateway.world.sent(group)).toHaveLength(before);
        await client.del('bz:lease:wechat:wechat');
        await until('logged in again', () => bot.log().filter(({ msg }) => loggedIn.test(msg)).length === 2);
        await answered(people[2], '打卡', /\d/);
        expect([gateway.world.puppet.isLoggedIn, gateway.logoutCount()]).toEqual([true, 0]);
      }));
  },
  120_000,
);
