import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { onPath } from './on-path.mjs';
import { fromRoot } from './paths.mjs';
import { cachedServer, linkServer } from './redis-cache.mjs';
import { hasApt, installWithApt, unpackWithApt } from './redis-apt.mjs';
import { noServer } from './redis-advice.mjs';
import { run } from './run.mjs';
import { SetupError } from './failure.mjs';
import { note } from './say.mjs';

const oldestMajor = 7;
const servers = ['redis-server', 'valkey-server', 'keydb-server'];
/** Debian's redis-tools carries the server under the name of its checker; the name it is called by decides what it does. */
const disguisedServers = ['redis-check-rdb', 'valkey-check-rdb'];

/** True when the person has a Redis of their own, by the environment or `.env`. */
export function hasRedisUrl() {
  return (process.env.REDIS_URL ?? readDotEnv().REDIS_URL ?? '') !== '';
}

function readDotEnv() {
  try {
    return parseEnv(readFileSync(fromRoot('.env'), 'utf8'));
  } catch {
    return {}; // Missing is usual; what else is wrong with it the program says, with line numbers.
  }
}

/** Path of a server that is here already and new enough, or null. */
export async function findRedis() {
  const candidates = [process.env.BANZHANG_REDIS_SERVER ?? '', ...onPath(servers), cachedServer];
  return firstSuitable(candidates);
}

/** Path of a server, got by the means that this machine has; throws the sentence that says how to get one by hand. */
export async function getRedis() {
  const routes = [unmask];
  if (hasApt() && process.getuid() === 0) routes.push(async () => (await installWithApt(), unmask()));
  if (hasApt()) routes.push(async () => firstSuitable([await unpackWithApt()]));
  for (const route of routes) {
    const path = await attempt(route);
    if (path !== null) return path;
  }
  throw noServer(await tooOld());
}

const unmask = () => firstSuitable(onPath(disguisedServers).map(linkServer));

async function attempt(route) {
  try {
    return await route();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    note(error.toolOutput === '' ? error.message : `${error.toolOutput}\n${error.message}`);
    return null;
  }
}

async function firstSuitable(candidates) {
  for (const path of candidates) {
    const version = await versionOf(path);
    if (version !== null && version.major >= oldestMajor) return path;
  }
  return null;
}

/** What the person has that is not new enough, in words, or null. */
async function tooOld() {
  for (const path of [...onPath(servers), cachedServer]) {
    const version = await versionOf(path);
    if (version !== null) return `${path} is version ${version.text}`;
  }
  return null;
}

async function versionOf(path) {
  if (path === '' || !existsSync(path)) return null;
  const { code, output } = await run(path, ['--version']);
  const found = code === 0 ? /\bv=((\d+)\.\d+\.\d+)/.exec(output) : null;
  return found === null ? null : { text: found[1], major: Number(found[2]) };
}
