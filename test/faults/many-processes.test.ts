import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { BotProcess } from '../support/bot-process.ts';
import {
  choose,
  importBank,
  inWorld,
  isConnected,
  isNoted,
  isQuestion,
  patienceMs,
  startQuiz,
  type StudyWorld,
  threeOf,
} from './study-world.ts';

/** Longer than a lease lives after its holder was killed. */
const takeOverMs = 10_000;

const says = (bot: BotProcess, words: RegExp): boolean => bot.log().some(({ msg }) => words.test(msg));

/** How often the server ended somebody's fetch because somebody else fetched. */
const conflictCount = ({ api }: Pick<StudyWorld, 'api'>): number =>
  api.calls('getUpdates').filter(({ error }) => error?.code === 409).length;

/** How often each member has checked in, as the store has it. */
async function checkInsOf({ redis }: Pick<StudyWorld, 'redis'>): Promise<readonly number[]> {
  const client = redis.connect();
  const [key = ''] = await client.keys('*:day:*');
  const days = await client.hvals(key);
  client.disconnect();
  return days.map((lines) => lines.split('\n').length);
}

const everyMs = 60;

/** Every member checks in, one after the other. */
function talk({ api, group, members }: StudyWorld) {
  const waiting = [...members];
  let done = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    done = resolve;
  });
  const timer = setInterval(() => {
    const member = waiting.shift();
    if (member === undefined) {
      clearInterval(timer);
      done();
    } else api.say(group, member, '打卡 10分钟');
  }, everyMs);
  return { end: () => ended };
}

const portOf = (bot: BotProcess): number => Number(bot.log().find(({ port }) => port !== undefined)?.['port']);

/** Passes each request on to the next of the processes; 503 while there is none. */
async function startBalancer() {
  let ports: readonly number[] = [];
  const counts = new Map<number, number>();
  let turn = 0;
  const server = createServer((request, response) => {
    const port = ports[turn++ % ports.length];
    if (port === undefined) {
      response.writeHead(503).end();
      return;
    }
    counts.set(port, (counts.get(port) ?? 0) + 1);
    const { method, url, headers } = request;
    const passed = ask({ port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502);
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502).end());
    request.pipe(passed);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    root: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    to(given: readonly number[]) {
      ports = given;
    },
    counts: (): readonly number[] => [...counts.values()],
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
}

describe.concurrent(
  'several processes for one Telegram bot',
  () => {
    test('one fetches and the other stands by; it takes over when the first is killed, and the round goes on', () =>
      inWorld({}, async (world) => {
        const { api, group, lin } = world;
        const [first, second, third] = threeOf(world);
        const leader = await world.startPolling();
        await importBank(world);
        const question = await startQuiz(world, 1, 60);
        const other = world.start();
        await api.waitFor(() => isConnected(other) && says(other, /stands by/), patienceMs);
        await choose(world, first, question, '对的').answered();
        await leader.kill9();
        const killedAtMs = Date.now();
        const meanwhile = choose(world, second, question, '对的');
        await api.waitFor(() => isNoted(meanwhile), patienceMs);
        expect(Date.now() - killedAtMs).toBeLessThan(takeOverMs);
        await choose(world, third, question, '错的').answered();
        api.say(group, lin, '/quiz skip');
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(answer.text).toContain('3 人作答，2 人答对');
        await api.waitForMessage(group, /3 人参加/, patienceMs);
        expect(api.botMessages(group).filter((message) => isQuestion(message, 1))).toHaveLength(1);
        expect(conflictCount(world)).toBe(0);
      }));

    test('a rolling upgrade under a stream of check-ins and an open quiz loses nothing and counts nothing twice', () =>
      inWorld({ memberCount: 60, readsAllMessages: true }, async (world) => {
        const { api, group, lin, members } = world;
        const old = await world.startPolling();
        await importBank(world);
        const question = await startQuiz(world, 1, 300);
        const stream = talk(world);
        const taps = members.slice(0, 9).map((member) => () => choose(world, member, question, '对的'));
        const given = taps.slice(0, 3).map((tap) => tap());
        const next = world.start();
        await api.waitFor(() => isConnected(next), patienceMs);
        const ends: number[] = [];
        for (const leaving of [old, next]) {
          if (leaving === next) {
            const last = world.start();
            await api.waitFor(() => isConnected(last), patienceMs);
          }
          const askedAtMs = performance.now();
          expect(await leaving.stop()).toEqual({ code: 0, signal: null });
          ends.push(performance.now() - askedAtMs);
          given.push(...taps.slice(given.length, given.length + 3).map((tap) => tap()));
        }
        await stream.end();
        await api.waitFor(() => given.every(isNoted), patienceMs);
        await api.waitForMessage(group, /今日打卡.* 60 人/, patienceMs);
        expect(await checkInsOf(world)).toEqual(members.map(() => 1));
        api.say(group, lin, '/quiz skip');
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(answer.text).toContain('9 人作答，9 人答对');
        expect(api.botMessages(group).filter((message) => isQuestion(message, 1))).toHaveLength(1);
        expect(Math.max(...ends)).toBeLessThan(10_000);
        expect(conflictCount(world)).toBe(0);
      }));

    test('a bot takes what is said and leads the quiz, a worker sends what is due, and neither does the other’s work', () =>
      inWorld({ readsAllMessages: true }, async (world) => {
        const { api, group, lin } = world;
        const [first] = threeOf(world);
        const worker = world.start({}, ['--role', 'worker']);
        await api.waitFor(() => isConnected(worker), patienceMs);
        expect(api.calls('getUpdates')).toHaveLength(0);
        const bot = world.start({}, ['--role', 'bot']);
        await api.waitFor(() => isConnected(bot) && api.isPolled(), patienceMs);
        await importBank(world);
        api.say(group, lin, '提醒 5秒后 一起读书');
        const question = await startQuiz(world, 1, 10);
        await choose(world, first, question, '对的').answered();
        const said = (): number => api.botMessages(group).filter(({ text }) => text.includes('一起读书')).length;
        await api.waitFor(() => said() === 2, patienceMs);
        const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
        expect(answer.text).toContain('1 人作答，1 人答对');
        await api.waitForMessage(group, /答完了/, patienceMs);
        // Without the worker nothing is due; with it, it is not late for a bot that is away.
        api.say(group, lin, '提醒 5秒后 一起背词');
        await api.waitForMessage(group, /一起背词/, patienceMs);
        await bot.kill9();
        await api.waitFor(
          () => api.botMessages(group).filter(({ text }) => text.includes('一起背词')).length === 2,
          patienceMs,
        );
        expect(said()).toBe(2);
      }));

    test('two behind a balancer take the updates of a webhook: every answer and check-in counts once', () =>
      inWorld({ memberCount: 30, readsAllMessages: true }, async (world) => {
        const { api, group, lin, members } = world;
        const balancer = await startBalancer();
        const env = {
          TELEGRAM_WEBHOOK_URL: `${balancer.root}/hook`,
          TELEGRAM_WEBHOOK_SECRET: 'a-secret_1',
          BANZHANG_HTTP_PORT: '0',
        };
        try {
          const bots = [world.start(env), world.start(env)];
          await api.waitFor(() => bots.every(isConnected), patienceMs);
          balancer.to(bots.map(portOf));
          await importBank(world);
          const question = await startQuiz(world, 1, 300);
          const taps = members.map((member) => choose(world, member, question, '对的'));
          for (const member of members) api.say(group, member, '打卡 10分钟');
          await api.waitFor(() => taps.every(isNoted), patienceMs);
          await api.waitFor(() => api.calls('setMessageReaction').length >= members.length, patienceMs);
          expect(await checkInsOf(world)).toEqual(members.map(() => 1));
          api.say(group, lin, '/quiz skip');
          const answer = await api.waitForMessage(group, /第 1 题答案/, patienceMs);
          expect(answer.text).toContain('30 人作答，30 人答对');
          await api.waitForMessage(group, /答完了/, patienceMs);
          expect(api.botMessages(group).filter((message) => isQuestion(message, 1))).toHaveLength(1);
          expect(Math.min(...balancer.counts())).toBeGreaterThan(10);
        } finally {
          await balancer.stop();
        }
      }));
  },
  120_000,
);
