/** One thing to compare: runs `count` operations and resolves when all are done. */
export interface Subject {
  readonly name: string;
  run(count: number): Promise<void>;
}

export interface Paired {
  readonly subject: string;
  readonly base: string;
  /** Base time over subject time: 1 is as fast, 0.5 half as fast. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Node CPU per operation of the subject, microseconds. */
  readonly cpuMicros: number;
  readonly perSecond: number;
}

const rounds = 31;
const warmUpRounds = 5;

const quantile = (sorted: readonly number[], at: number): number => sorted[Math.floor((sorted.length - 1) * at)] ?? NaN;

async function timed(subject: Subject, count: number): Promise<{ wallMs: number; cpuMicros: number }> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  await subject.run(count);
  const wallMs = performance.now() - from;
  const used = process.cpuUsage(cpu);
  return { wallMs, cpuMicros: (used.user + used.system) / count };
}

/** Runs short chunks of both in turn and compares pair by pair, so that the machine's moods cancel out. */
export async function comparePaired(subject: Subject, base: Subject, count: number): Promise<Paired> {
  const ratios: number[] = [];
  const cpus: number[] = [];
  const rates: number[] = [];
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const isSubjectFirst = round % 2 === 0;
    const first = await timed(isSubjectFirst ? subject : base, count);
    const second = await timed(isSubjectFirst ? base : subject, count);
    const [own, other] = isSubjectFirst ? [first, second] : [second, first];
    if (round < 0) continue;
    ratios.push(other.wallMs / own.wallMs);
    cpus.push(own.cpuMicros);
    rates.push((count / own.wallMs) * 1000);
  }
  const sorted = ratios.sort((a, b) => a - b);
  return {
    subject: subject.name,
    base: base.name,
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.1),
    high: quantile(sorted, 0.9),
    cpuMicros: quantile(
      cpus.sort((a, b) => a - b),
      0.5,
    ),
    perSecond: quantile(
      rates.sort((a, b) => a - b),
      0.5,
    ),
  };
}

/** Keeps `inFlight` operations under way until `count` are done. */
export async function inFlight(
  count: number,
  width: number,
  operation: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await operation(index);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}

export const row = ({ subject, base, median, low, high, cpuMicros, perSecond }: Paired): string =>
  `| ${subject} | ${base} | **${median.toFixed(2)}** (${low.toFixed(2)}–${high.toFixed(2)}) | ${cpuMicros.toFixed(1)} µs | ${Math.round(perSecond)}/s |`;
