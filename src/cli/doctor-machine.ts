import { access, constants, stat, statfs } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Config, TelegramConfig } from '../config.ts';
import { askTelegram } from './ask-telegram.ts';
import { type DoctorLine, fine, odd, wrong } from './doctor-line.ts';

/** As package.json says. */
const oldestNode = [20, 19] as const;

export function examineNode(version: string): DoctorLine {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (isNewEnough) return fine('Node', `version ${version}`);
  return wrong('Node', `version ${version} is too old`, 'install Node 20.19 or newer (https://nodejs.org)');
}

/** Whether the port for health and webhook can be had, or is had by a Banzhang that runs. */
export async function examinePort(port: number | null): Promise<readonly DoctorLine[]> {
  if (port === null) return [fine('port', 'not set (BANZHANG_HTTP_PORT): no health page, no webhook')];
  const server = createServer();
  try {
    server.listen(port);
    await once(server, 'listening');
    return [fine('port', `${String(port)} is free`)];
  } catch (error) {
    if (await isBanzhang(port)) return [fine('port', `${String(port)} is held by a Banzhang that runs`)];
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be had (${code})`;
    return [wrong('port', `${String(port)} ${reason}`, 'end that program or set another BANZHANG_HTTP_PORT')];
  } finally {
    server.close();
  }
}

async function isBanzhang(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${String(port)}/ready`, { signal: AbortSignal.timeout(2_000) });
    const said: unknown = await response.json();
    return typeof said === 'object' && said !== null && 'isReady' in said;
  } catch {
    return false;
  }
}

const leastFreeBytes = 200_000_000;

/** Whether the data folder, or the one that it will be made in, can be written to and has room. */
export async function examineDataDir(dataDir: string): Promise<readonly DoctorLine[]> {
  const dir = await nearestExisting(dataDir);
  const remedy = 'give it to this user, or set BANZHANG_DATA_DIR to another folder';
  if (!(await stat(dir)).isDirectory()) return [wrong('data', `${dir} is a file where a folder is needed`, remedy)];
  try {
    await access(dir, constants.W_OK | constants.X_OK);
  } catch {
    return [wrong('data', `${dir} may not be written by this user`, remedy)];
  }
  const { bavail, bsize } = await statfs(dir);
  const freeBytes = bavail * bsize;
  if (freeBytes < leastFreeBytes) {
    return [odd('data', `${dir} has only ${String(Math.round(freeBytes / 1e6))} MB left`, 'free some space')];
  }
  return [fine('data', dir === dataDir ? `${dir} can be written` : `${dataDir} will be made at the first start`)];
}

async function nearestExisting(path: string): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? path : nearestExisting(dirname(path));
}

/** HTTP tells whole seconds, and the answer takes a while. */
const skewMaxMs = 10_000;

/** Our clock against Telegram's; what Redis says of its own is told with the rest of Redis. */
export async function examineClocks(telegram: TelegramConfig | null): Promise<readonly DoctorLine[]> {
  const answer = telegram === null ? null : await askTelegram(telegram, 'getMe');
  const serverAtMs = answer?.kind === 'said' ? answer.serverAtMs : null;
  if (serverAtMs === null) return [fine('clocks', `here it is ${new Date(Date.now()).toISOString()}`)];
  const skewMs = Date.now() - serverAtMs;
  if (Math.abs(skewMs) <= skewMaxMs) return [fine('clocks', "ours agrees with Telegram's")];
  const apart = `${String(Math.round(Math.abs(skewMs) / 1000))} s ${skewMs > 0 ? 'ahead of' : 'behind'} Telegram's`;
  return [odd('clocks', `ours is ${apart}`, 'let this machine follow a time server (timedatectl set-ntp true)')];
}

/** Language and zone of new chats, with the time there: the quickest way to see a wrong zone. */
export function examinePlace({ locale, timeZone }: Config, nowMs: number): DoctorLine {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  return fine('place', `new chats speak ${locale} and live in ${timeZone}, where it is ${format.format(nowMs)}`);
}
