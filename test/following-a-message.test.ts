import { afterEach, expect, test } from 'vitest';
import { secret } from '../src/config-secret.ts';
import { createLog, type LogLevel } from '../src/log.ts';
import { testRedis } from './support/redis.ts';
import { refusal } from './support/stub-platform.ts';
import { openWatchedCore, type WatchedCore } from './support/watched-core.ts';

const token = `123456789:${'AbC-_'.repeat(7)}`;
const words = '蓝色的海豚';

interface Line extends Readonly<Record<string, unknown>> {
  readonly msg: string;
}

let open: WatchedCore | null = null;
afterEach(async () => {
  await open?.core.stop();
});

async function openLogged(level: LogLevel) {
  const { socketPath } = await testRedis();
  const lines: string[] = [];
  const log = createLog({ level, secrets: [secret(token)], destination: (line) => lines.push(line) });
  const core = await openWatchedCore({ redis: { urls: [socketPath], isCluster: false }, log, owners: ['wechat:小李'] });
  open = core;
  const about = (key: string, id: string): readonly Line[] =>
    lines.map((line) => JSON.parse(line) as Line).filter((line) => line[key] === id);
  return { ...core, lines, about };
}

test('with debug every hop of a message is a line with its id and its time, from arrival to the platform', async () => {
  const { say, about } = await openLogged('debug');
  const id = await say(`打卡 30分钟 ${words}`);
  const hops = about('event', id);
  expect(hops.map(({ msg }) => msg)).toEqual([
    'event received',
    'event admitted',
    'handler ran',
    'event handled',
    'slot reached',
    'platform called',
  ]);
  expect(hops[0]).toMatchObject({ kind: 'text', lagMs: 500 });
  expect(hops[2]).toMatchObject({ handler: 'quick-reply', ms: expect.any(Number) as number });
  expect(hops[3]).toMatchObject({ result: 'taken', ms: expect.any(Number) as number });
  expect(hops[4]).toMatchObject({ urgency: 'direct', waitedMs: expect.any(Number) as number });
  expect(hops[5]).toMatchObject({ call: 'message', result: 'ok', ms: expect.any(Number) as number });
});

test('what goes wrong on the way carries the id of what it was about', async () => {
  const { say, about, platform } = await openLogged('info');
  platform.refuse(refusal('bad-request'));
  const id = await say('/help');
  expect(about('event', id).map(({ msg, level }) => [level, msg])).toEqual([['warn', 'a reply was not sent']]);
});

test('a delivery is followed by its own id from the queue to the platform', async () => {
  const { core, say, skip, lines, about } = await openLogged('debug');
  await say(`/remind 每天 9点 ${words}`);
  skip(3_600_000);
  await core.runDue();
  const over = lines.map((line) => JSON.parse(line) as Line).find(({ msg }) => msg === 'delivery over');
  expect(over).toMatchObject({ outcome: 'sent', delivery: expect.stringMatching(/-reminder-/) as string });
  expect(about('delivery', String(over?.['delivery'])).map(({ msg }) => msg)).toEqual([
    'delivery enqueued',
    'delivery taken',
    'slot reached',
    'platform called',
    'delivery over',
  ]);
});

test('no line holds what people said, what they are called, or a secret', async () => {
  const { core, say, skip, lines, platform } = await openLogged('debug');
  platform.refuse(refusal('forbidden'));
  await say(`打卡 30分钟 ${words}`);
  await say(`/remind 每天 9点 ${words} ${token}`);
  await say(`${words} ${token}`, { isGroup: false, chat: '小李' });
  skip(3_600_000);
  await core.runDue();
  expect(lines.length).toBeGreaterThan(15);
  expect(lines.filter((line) => line.includes(words) || line.includes('AbC-_') || line.includes('小李'))).toEqual([]);
});

test('the default level stays quiet while all is well', async () => {
  const { say, lines } = await openLogged('info');
  await say(`打卡 30分钟`);
  await say('/help');
  const unwell = lines.map((line) => JSON.parse(line) as Line).filter(({ msg }) => !msg.includes('appendonly'));
  expect(unwell.filter(({ event }) => event !== undefined)).toEqual([]);
});
