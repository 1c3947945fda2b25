import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { benchAnswerPath } from './answer-path.ts';
import { benchBurst } from './burst.ts';
import { benchCheckInPath } from './check-in-path.ts';
import { benchCity } from './city.ts';
import { benchWechatPace } from './wechat-pace.ts';

const benches: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  answer: benchAnswerPath,
  'check-in': benchCheckInPath,
  burst: benchBurst,
  'wechat-pace': benchWechatPace,
  city: benchCity,
};

/** Takes a quarter of an hour at Telegram's pace: only when asked for. CITY_GROUPS, CITY_PER_SECOND and CITY_FAULTS change it. */
const onRequest = new Set(['city']);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
console.log(
  `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${commit}`,
);
console.log(
  `load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}; 31 rounds, chunks in turn, base time / subject time, median (p10–p90)\n`,
);
console.log('| subject | base | ratio | Node CPU | rate |\n|---|---|---|---|---|');
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 ? !wanted.includes(name) : onRequest.has(name)) continue;
  for (const line of await bench()) console.log(line);
}
process.exit(0);
