// A process of the built program at a pace of one's own: `banzhang start` knows only the platform's. Tells how its
// event loop fares when asked. Environment: CITY (JSON), see city-workers.ts.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const { dist, redisPath, apiRoot, token, perSecond, polls, logs } = JSON.parse(process.env.CITY ?? '{}');
const load = (path) => import(new URL(path, `${pathToFileURL(dist).href}/`));
const [{ createBanzhang }, { createTelegramAdapter }] = await Promise.all([
  load('index.js'),
  load('bots/telegram/index.js'),
]);

const write =
  (level) =>
  ({ error, ...fields }, message) => {
    if (!logs && level === 'info') return;
    process.stderr.write(`${Date.now() % 1e6} ${level} ${message} ${JSON.stringify(fields)} ${error?.message ?? ''}\n`);
  };
const log = { info: write('info'), warn: write('warn'), error: write('error') };

const adapter = createTelegramAdapter({ token, apiRoot, log, clock: Date.now });
const pace = { ...adapter.can.pace, accountPerSecond: perSecond };
const scaled = Object.create(adapter, { can: { value: { ...adapter.can, pace } } });
if (!polls) {
  // One process fetches the updates of a token; the others send.
  const account = token.split(':', 1)[0];
  Object.defineProperties(scaled, {
    account: { value: account },
    start: { value: () => Promise.resolve() },
    stop: { value: () => Promise.resolve() },
    state: { value: () => ({ isConnected: true, detail: 'sends only', caughtUpAtMs: Date.now() }) },
  });
}

const banzhang = createBanzhang({ redis: { urls: [redisPath], isCluster: false }, log });
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on('message', (question) => {
  const { rss } = process.memoryUsage();
  const cpu = process.cpuUsage();
  process.send?.({ question, stallMs: delays.max / 1e6, rss, cpuMs: (cpu.user + cpu.system) / 1000 });
  delays.reset();
});
process.once('SIGTERM', () => void banzhang.stop().then(() => process.exit(0)));
await banzhang.attach(scaled);
await banzhang.start();
process.send?.({ question: 'started' });
