import { type BotApi, startBotApi } from '../test/support/bot-api/server.ts';
import type { Tap } from '../test/support/bot-api/driver/taps.ts';
import type { SeenMessage } from '../test/support/bot-api/transcript.ts';
import { startBot } from '../test/support/bot-process.ts';
import { startTestRedis } from '../test/support/redis.ts';

const answerCount = 2_000;
const latencyMs = 50;
/** Updates that one fetch brings at most. https://core.telegram.org/bots/api#getupdates */
const perFetch = 100;
/** Nothing can be quicker: one fetch after the other, and the call that answers the last tap. */
const idealMs = (answerCount / perFetch) * latencyMs + latencyMs;
/** The first round seats all members and warms everything up. */
const roundCount = 6;
const patienceMs = 60_000;

const bank = {
  name: 'burst.txt',
  bytes: Buffer.from(
    Array.from({ length: roundCount }, (_, index) => `Question ${index}?\nA. yes\nB. no\nANSWER: A\n`).join('\n'),
  ),
};

interface Round {
  readonly tookMs: number;
  readonly lostCount: number;
}

/** A burst of taps in one chat: the real process, a strict Bot API server that takes 50 ms for every call. */
export async function benchBurst(): Promise<readonly string[]> {
  const redis = await startTestRedis({ appendonly: true, appendfsync: 'everysec' });
  const api = await startBotApi({ slowsRepeatedPolls: false, queryExpiryMs: patienceMs });
  const owner = api.addUser({ firstName: 'owner' });
  const members = Array.from({ length: answerCount }, (_, index) => api.addUser({ firstName: `member ${index}` }));
  const group = api.addGroup({ title: 'bench', owner, members, bot: 'administrator' });
  const bot = startBot(api, redis, { BANZHANG_LOCALE: 'en', LOG_LEVEL: 'error' });
  try {
    await api.waitFor(() => api.isPolled(), patienceMs);
    api.sendDocument(group, owner, bank);
    await api.waitForMessage(group, /is in: /, patienceMs);
    api.say(group, owner, '/settings seconds 600');
    await api.waitForMessage(group, /Seconds a question/, patienceMs);
    api.say(group, owner, `/quiz burst ${roundCount}`);
    const rounds: Round[] = [];
    for (let number = 1; number <= roundCount; number += 1) {
      const question = await api.waitForMessage(group, (message) => isQuestion(message, number), patienceMs);
      api.setLatencyMs(latencyMs);
      const slowFetches = api.fault({ method: 'getUpdates', kind: 'slow', delayMs: latencyMs, times: 100_000 });
      const data = question.buttons[0]?.data ?? '';
      rounds.push(await burst(api, () => members.map((member) => api.tapData(group, member, question.id, data))));
      slowFetches.remove();
      api.setLatencyMs(0);
      api.say(group, owner, '/quiz skip');
    }
    return rowsOf(rounds, api);
  } finally {
    await bot.kill9();
    await Promise.all([api.stop(), redis.stop()]);
  }
}

const isQuestion = ({ text, buttons }: SeenMessage, number: number): boolean =>
  buttons.length > 0 && text.startsWith(`Question ${number}/`);

async function burst(api: BotApi, tapAll: () => readonly Tap[]): Promise<Round> {
  const from = performance.now();
  const taps = tapAll();
  await api.waitFor(() => taps.every((tap) => tap.answer() !== null), patienceMs);
  const tookMs = performance.now() - from + latencyMs;
  return { tookMs, lostCount: taps.filter((tap) => !(tap.answer()?.text ?? '').startsWith('Noted')).length };
}

function rowsOf([cold, ...warm]: readonly Round[], api: BotApi): readonly string[] {
  const times = warm.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const medianMs = times[Math.floor(times.length / 2)] ?? NaN;
  const lostCount = [cold, ...warm].reduce((sum, round) => sum + (round?.lostCount ?? 0), 0);
  const breaches = api.violations().length + api.limits.violations().length;
  const base = `20 fetches and a call at ${latencyMs} ms: ${idealMs} ms`;
  const row = (name: string, tookMs: number): string =>
    `| ${name}: ${Math.round(tookMs)} ms | ${base} | **${(idealMs / tookMs).toFixed(2)}** | – | ${Math.round((answerCount / tookMs) * 1000)}/s |`;
  return [
    row(`burst of ${answerCount} answers, ${lostCount} lost, ${breaches} breaches of limits`, medianMs),
    row('the same from members met for the first time', cold?.tookMs ?? NaN),
  ];
}
