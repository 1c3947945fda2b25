import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CityWorker } from '../test/support/city-workers.ts';
import { type City, openCity } from '../test/support/city.ts';
import { acceptedToNotedMs, quantile, sortedOut, worstWindow } from './city-figures.ts';

const env = process.env;
const groupCount = Number(env['CITY_GROUPS'] ?? 25_000);
/** What the account may send in a second, for the platform and for us. */
const perSecond = Number(env['CITY_PER_SECOND'] ?? 30);
/** `kill`, `kills` (twenty, one after the other), `redis`, `429`, `cut`, or any of them with commas between. */
const faults = new Set((env['CITY_FAULTS'] ?? '').split(','));
const dist = resolve(env['CITY_DIST'] ?? 'dist');

const warmProbes = 20;
const idleProbes = 60;
const betweenProbesMs = 250;
const givenUpAfterMs = 20_000;
const retryAfterSeconds = 5;
const cutMs = 3_000;
const killCount = 20;

/** Waits of one check-in; infinite for what never came. */
interface Probe {
  readonly signMs: number;
  readonly boardMs: number;
}

/** A reminder to every group of a city at one minute, by two processes, while people check in elsewhere. */
export async function benchCity(): Promise<readonly string[]> {
  const city = await openCity({ dist, groupCount, perSecond });
  const workers = [await city.startWorker(true), await city.startWorker(false)];
  const probe = createProbe(city);
  await probe.times(warmProbes);
  const idle = await probe.times(idleProbes);
  const dueAtMs = Date.now() + 5_000 + groupCount;
  await city.remindAt(dueAtMs);
  await askAll(workers);
  await sleep(Math.max(0, dueAtMs - Date.now()));
  const before = await askAll(workers);
  const claimed = untilClaimed(city, dueAtMs);
  const over = new AbortController();
  const busy = probe.until(over.signal);
  const claimMs = await claimed;
  const atClaim = await askAll(workers);
  await trouble(city, workers);
  await city.untilSettled();
  over.abort();
  const atEnd = await askAll(workers);
  const busyProbes = await busy;
  const lines = [
    ...claimLines(claimMs, before, atClaim),
    ...paceLines(city, dueAtMs, atEnd),
    ...replyLines(idle, busyProbes),
    ...(await bookLines(city)),
  ];
  for (const complaint of workers.flatMap((worker) => worker.complaints()).slice(0, 20)) console.error(complaint);
  await city.stop();
  return lines;
}

type Bills = Awaited<ReturnType<typeof askAll>>;

const askAll = (workers: readonly CityWorker[]) =>
  Promise.all(workers.filter((worker) => worker.isRunning()).map((worker) => worker.ask()));

/** Check-ins in groups of their own, each a first one, so that a sign and a message answer it. */
function createProbe(city: City) {
  let count = 0;
  const once = async (): Promise<Probe> => {
    const group = city.quietGroups[count % city.quietGroups.length] ?? { id: 0 };
    count += 1;
    const startMs = performance.now();
    const { message_id: id } = city.api.say(group, city.member, '打卡');
    const seen = async (isSeen: () => boolean): Promise<number> => {
      const isAnswered = await city.api.waitFor(isSeen, givenUpAfterMs).catch(() => false);
      return isAnswered ? performance.now() - startMs : Number.POSITIVE_INFINITY;
    };
    const [signMs, boardMs] = await Promise.all([
      seen(() => city.api.messages(group).some((one) => one.id === id && one.reactions.length > 0)),
      seen(() => city.api.messages(group).some((one) => one.id > id && one.isByBot)),
    ]);
    await sleep(betweenProbesMs);
    return { signMs, boardMs };
  };
  const until = async (signal: AbortSignal, most = Number.POSITIVE_INFINITY): Promise<readonly Probe[]> => {
    const probes: Probe[] = [];
    while (!signal.aborted && probes.length < most) probes.push(await once());
    return probes;
  };
  return { until, times: (most: number) => until(new AbortController().signal, most) };
}

async function untilClaimed(city: City, dueAtMs: number): Promise<number> {
  while ((await city.openCount(dueAtMs)) > 0) await sleep(20);
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
  const stalls = after.map(({ stallMs }) => `${stallMs.toFixed(0)} ms`).join(' and ');
  return [
    `| ${groupCount} due at one minute, claimed and enqueued | – | ${(claimMs / 1000).toFixed(1)} s | ${cpuMs.join(' + ')} ms | longest stall ${stalls} |`,
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
  const stalls = bills.map(({ stallMs }) => `${stallMs.toFixed(0)} ms`).join(' and ');
  return [
    `| sent in ${(spanMs / 1000).toFixed(0)} s | ${perSecond}/s | ${used.toFixed(3)} | – | worst second ${worstWindow(takenAtMs, 1_000)}, ${refused} too fast, ${memory}, longest stall ${stalls} |`,
  ];
}

function replyLines(idle: readonly Probe[], busy: readonly Probe[]): readonly string[] {
  const line = (name: string, of: (probe: Probe) => number): string => {
    const [quietMs, busyMs] = [idle, busy].map((probes) => [0.5, 0.99].map((share) => quantile(probes.map(of), share)));
    const ratio = (busyMs?.[1] ?? 0) / (quietMs?.[1] ?? 1);
    const shown = (figures: readonly number[] = []): string => figures.map((ms) => ms.toFixed(0)).join('/');
    return `| ${name}, meanwhile, p99 | idle p99 | ${ratio.toFixed(2)} | – | p50/p99 ${shown(busyMs)} ms (${busy.length}), idle ${shown(quietMs)} ms |`;
  };
  return [
    line('sign of a check-in', ({ signMs }) => signMs),
    line('message after a check-in', ({ boardMs }) => boardMs),
  ];
}

async function bookLines(city: City): Promise<readonly string[]> {
  const books = await city.books();
  const window = acceptedToNotedMs(books);
  return [
    `| acceptance to record | – | – | – | p50/p99/most ${[0.5, 0.99, 1].map((share) => quantile(window, share).toFixed(0)).join('/')} ms |`,
    ...sortedOut(books).map(([what, count]) => `| ${what} | groups | ${count} | – | – |`),
  ];
}
