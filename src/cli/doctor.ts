import { settingNames } from '../config-settings.ts';
import { createScrubber } from '../log.ts';
import { type DoctorLine, printed, wrong } from './doctor-line.ts';
import { examineClocks, examineDataDir, examineNode, examinePlace, examinePort } from './doctor-machine.ts';
import { examineHolidays } from './doctor-holidays.ts';
import { examineRedis } from './doctor-redis.ts';
import { readSettings } from './doctor-settings.ts';
import { examineTelegram } from './doctor-telegram.ts';
import { examineWechat } from './doctor-wechat.ts';
import { exitCodes } from './exit-code.ts';
import { secretsIn } from './secrets-in.ts';
import type { Surroundings } from './settings.ts';

/**
 * Looks at everything that a start depends on and says what to do; resolves to 2 when a start would
 * refuse, 0 otherwise.
 * Each part is looked at however many others are broken.
 */
export async function doctor(surroundings: Surroundings): Promise<number> {
  const { output, env } = surroundings;
  const settings = readSettings(surroundings);
  const scrub = createScrubber(secretsIn(env));
  const found: DoctorLine[] = [];
  const look = async (area: string, examine: () => Promise<readonly DoctorLine[]>): Promise<void> => {
    const lines = await examine().catch((error: unknown): readonly DoctorLine[] => {
      const reason = error instanceof Error ? error.message : String(error);
      return [wrong(area, `could not be looked at: ${reason}`, '')];
    });
    found.push(...lines);
    for (const line of lines) output.write(`${scrub(printed(line))}\n`);
  };
  const { config, lines, isUsable } = settings;
  await look('Node', () => Promise.resolve([examineNode(process.versions.node)]));
  await look('settings', () => Promise.resolve(lines));
  const redis = isUsable('REDIS_URL') && isUsable('REDIS_CLUSTER');
  await look('Redis', () => examineRedis(config, redis));
  await look('Telegram', () => examineTelegram(config.telegram, isUsable('TELEGRAM_BOT_TOKEN')));
  await look('WeChat', () => examineWechat(config, { settings: wechatSettings.every(isUsable), redis }));
  await look('port', () => examinePort(config.http?.port ?? null));
  await look('data', () => examineDataDir(config.dataDir));
  await look('clocks', () => examineClocks(config.telegram));
  await look('holidays', () => Promise.resolve([examineHolidays(config.workdays, Date.now())]));
  await look('place', () => Promise.resolve([examinePlace(config, Date.now())]));
  output.write(`\n${summary(found)}\n`);
  return found.some(({ severity }) => severity === 'fatal') ? exitCodes.wrong : exitCodes.done;
}

const wechatSettings = settingNames.filter((name) => /^WECHATY_|^BANZHANG_WECHAT_/.test(name));

function summary(lines: readonly DoctorLine[]): string {
  const count = (severity: DoctorLine['severity']): number => lines.filter((line) => line.severity === severity).length;
  const [wrongCount, oddCount] = [count('fatal'), count('warning')];
  if (wrongCount + oddCount === 0) return 'All is well.';
  const said = `${String(wrongCount)} wrong, ${String(oddCount)} to look at`;
  return wrongCount === 0 ? `Ready to start; ${said}.` : `Not ready to start: ${said}.`;
}
