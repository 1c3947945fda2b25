import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CityWorker } from '../test/support/city-workers.ts';
import { type City, openCity } from '../test/support/city.ts';
import { type CheckIn, startCheckIns } from './city-check-ins.ts';
import { acceptedToNotedMs, quantile, sortedOut, worstWindow } from './city-figures.ts';

const env = process.env;
const groupCount = Number(env['CITY_GROUPS'] ?? 25_000);
/** What the account may send in a second, for the platform and for us. */
const perSecond = Number(env['CITY_PER_SECOND'] ?? 30);
/** `kill`, `kills` (twenty, one after the other), `redis`, `429`, `cut`, or any of them with commas between. */
const faults = new Set((env['CITY_FAULTS'] ?? '').split(','));
const dist = resolve(env['CITY_DIST'] ?? 'dist');
const appendfsync = env['CITY_FSYNC'] === 'everysec' ? 'everysec' : 'always';

/** Check-ins in other groups meanwhile; each takes a sign and a message of what the account may send. */
const checkInsPerSecond = Number(env['CITY_CHECK_INS'] ?? 4);
/** The messages to the groups are watched for so long at most; absent: to the end, and then the books are compared. */
const watchedSeconds = Number(env['CITY_SECONDS'] ?? Number.POSITIVE_INFINITY);

const warmMs = 5_000;
const idleMs = 30_000;
const retryAfterSeconds = 5;
const cutMs = 3_000;
const killCount = 20;

/** A reminder to every group of a city at one minute, by two processes, while people check in elsewhere. */
export async function benchCity(): Promise<readonly string[]> {
  const city = await openCity({ dist, groupCount, perSecond, appendfsync });
  const workers = [await city.startWorker(true), await city.startWorker(false)];
  const own = monitorEventLoopDelay({ resolution: 1 });
  own.enable();
  const checkIns = startCheckIns(city, checkInsPerSecond);
  await sleep(warmMs);
  await askAll(workers);
  const idle = { fromMs: Date.now(), toMs: Date.now() + idleMs };
  await sleep(idleMs);
  const atIdle = await askAll(workers);
  const dueAtMs = Date.now() + 5_000 + groupCount / 2;
  await city.remindAt(dueAtMs);
  await sleep(Math.max(0, dueAtMs - 1_000 - Date.now()));
  const before = await askAll(workers);
  own.reset();
  const claimMs = await untilClaimed(city, dueAtMs);
  const atClaim = await askAll(workers);
  const claim = { fromMs: dueAtMs, toMs: dueAtMs + claimMs };
  await Promise.race([trouble(city, workers).then(() => city.untilSettled()), watched()]);
  const sending = { fromMs: claim.toMs, toMs: Date.now() };
  const atEnd = await askAll(workers);
  const answered = await checkIns.stop();
  const lines = [
    `| load ${load()}; two processes idle | – | – | – | longest stall ${stallsOf(atIdle)} |`,
    ...claimLines(claimMs, before, atClaim),
    ...paceLines(city, dueAtMs, atEnd),
    `| the bench's own process | – | – | – | longest stall ${(own.max / 1e6).toFixed(0)} ms |`,
    ...replyLines(answered, { idle, claim, sending }),
    ...(Number.isFinite(watchedSeconds) ? [] : await bookLines(city)),
  ];
  for (const complaint of workers.flatMap((worker) => worker.complaints()).slice(0, 20)) console.error(complaint);
  await city.stop();
  return lines;
}

/** Resolves when that has been watched for long enough. */
const watched = (): Promise<void> =>
  new Promise((done) => {
    if (Number.isFinite(watchedSeconds)) setTimeout(done, watchedSeconds * 1_000);
  });

const load = (): string => (loadavg()[0] ?? 0).toFixed(1);

type Bills = Awaited<ReturnType<typeof askAll>>;

const askAll = (workers: readonly CityWorker[]) =>
  Promise.all(workers.filter((worker) => worker.isRunning()).map((worker) => worker.ask()));

const stallsOf = (bills: Bills): string => bills.map(({ stallMs }) => `${stallMs.toFixed(0)} ms`).join(' and ');

async function untilClaimed(city: City, dueAtMs: number): Promise<number> {
  while ((await city.openCount(dueAtMs)) > 0) await sleep(100);
  return Date.now() - dueAtMs;
}

/** What goes wrong, one after the other. */
async function trouble(city: City, workers: CityWorker[]): Promise<void> {
  const reached = async (share: number): Promise<void> => {
    while (city.takenAtMs().length < groupCount * share) await sleep(200);
  };
  if (faults.has('kill')) {
    await reached(0.1);
    await workers[1]?.kill9();
    workers.push(await city.startWorker(false));
  }
  for (let count = 0; faults.has('kills') && count < killCount; count += 1) {
    await reached((count + 1) / (killCount + 1));
    await workers.at(-1)?.kill9();
    workers.push(await city.startWorker(false));
  }
  if (faults.has('redis')) {
    await reached(0.3);
    await city.redis.kill9();
    await city.redis.restart();
  }
  if (faults.has('429')) {
    await reached(0.5);
    city.api.fault({ method: 'sendMessage', kind: '429', retryAfter: retryAfterSeconds });
  }
  if (faults.has('cut')) {
    await reached(0.7);
    city.api.setOnline(false);
    await sleep(cutMs);
    city.api.setOnline(true);
  }
}

function claimLines(claimMs: number, before: Bills, after: Bills): readonly string[] {
  const cpuMs = after.map((bill, index) => Math.round(bill.cpuMs - (before[index]?.cpuMs ?? 0)));
  return [
    `| ${groupCount} due at one minute, claimed and enqueued | – | ${(claimMs / 1000).toFixed(1)} s | ${cpuMs.join(' + ')} ms | longest stall ${stallsOf(after)} |`,
  ];
}

function paceLines(city: City, dueAtMs: number, bills: Bills): readonly string[] {
  const takenAtMs = city.takenAtMs().filter((atMs) => atMs >= dueAtMs);
  const paced = city.api.calls(
    ({ method, atMs, outcome }) =>
      /^(send|edit|setMessageReaction)/.test(method) && atMs >= dueAtMs && outcome !== 'failed',
  );
  const spanMs = (takenAtMs.at(-1) ?? 0) - (takenAtMs[0] ?? 0);
  const within = paced.filter(({ atMs }) => atMs <= (takenAtMs.at(-1) ?? 0));
  const used = (within.length * 1_000) / spanMs / perSecond;
  const refused = city.api.limits.violations().length;
  const memory = bills.map(({ rss }) => `${(rss / 1e6).toFixed(0)} MB`).join(' and ');
  return [
    `| sent in ${(spanMs / 1000).toFixed(0)} s | ${perSecond}/s | ${used.toFixed(3)} | – | worst second ${worstWindow(takenAtMs, 1_000)}, ${refused} too fast, ${memory}, longest stall ${stallsOf(bills)} |`,
  ];
}

type Span = { readonly fromMs: number; readonly toMs: number };

function replyLines(
  all: readonly CheckIn[],
  { idle, ...spans }: { readonly idle: Span; readonly claim: Span; readonly sending: Span },
): readonly string[] {
  const figures = ({ fromMs, toMs }: Span, of: (one: CheckIn) => number): readonly number[] =>
    all.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(of);
  const shown = (waits: readonly number[]): string =>
    `${[0.5, 0.99, 1].map((share) => quantile(waits, share).toFixed(0)).join('/')} ms (${waits.length})`;
  const line = (name: string, span: Span, of: (one: CheckIn) => number): string => {
    const [quiet, busy] = [figures(idle, of), figures(span, of)];
    const ratio = quantile(busy, 0.99) / quantile(quiet, 0.99);
    return `| ${name}, p99 | idle p99 | ${ratio.toFixed(2)} | – | p50/p99/most ${shown(busy)}, idle ${shown(quiet)} |`;
  };
  return Object.entries(spans).flatMap(([phase, span]) => [
    line(`sign of a check-in, ${phase}`, span, ({ signMs }) => signMs),
    line(`board of a check-in, ${phase}`, span, ({ boardMs }) => boardMs),
  ]);
}

async function bookLines(city: City): Promise<readonly string[]> {
  const books = await city.books();
  const window = acceptedToNotedMs(books);
  return [
    `| acceptance to record | – | – | – | p50/p99/most ${[0.5, 0.99, 1].map((share) => quantile(window, share).toFixed(0)).join('/')} ms |`,
    ...sortedOut(books).map(([what, count]) => `| ${what} | groups | ${count} | – | – |`),
  ];
}
