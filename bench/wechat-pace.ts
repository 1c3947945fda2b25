import { openRedis } from '../src/store/client.ts';
import { startTestRedis } from '../test/support/redis.ts';
import { openSlowAccount } from '../test/support/slow-account.ts';

const groupCount = 200;
const startMs = Date.UTC(2026, 11, 1, 8);
const minuteMs = 60_000;

/** Reminders of a slow account to many groups at once, against the spans it has to keep; time is simulated. */
export async function benchWechatPace(): Promise<readonly string[]> {
  const server = await startTestRedis();
  const redis = openRedis({ urls: [server.socketPath], isCluster: false }, () => undefined);
  const account = openSlowAccount(redis, startMs);
  await account.remindMany(groupCount);
  const times = account.platform.calls.map(({ atMs }) => atMs);
  const takenMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const idealMs = account.drawnMs.slice(1, groupCount).reduce((sum, ms) => sum + ms, 0);
  const inMinute = times.map((from) => times.filter((atMs) => atMs >= from && atMs - from < minuteMs).length);
  const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
  redis.disconnect();
  await server.stop();
  const used = (idealMs / takenMs).toFixed(3);
  const rate = `${(((groupCount - 1) * minuteMs) / takenMs).toFixed(1)}/min, worst minute ${Math.max(...inMinute)}, least gap ${Math.min(...gaps)} ms`;
  return [
    `| WeChat, ${groupCount} reminders in ${(takenMs / minuteMs).toFixed(1)} min | the spans drawn | ${used} | – | ${rate} |`,
  ];
}
