import { type Cluster, Redis } from 'ioredis';
import type { RedisClient } from './client.ts';
import type { Keys } from './keys.ts';
import { readSchema, schemaVersion } from './schema.ts';

/** One thing looked at: `fatal` means that nothing may be started on this server. */
export interface Finding {
  readonly severity: 'fatal' | 'warning' | 'ok';
  /** The setting that it is about, as people write it. */
  readonly key: string;
  readonly message: string;
  /** What to do; empty when nothing has to be done. */
  readonly remedy: string;
}

const key = 'REDIS_URL';
/** Scripts, `GETEX`-style expiries and BullMQ rely on it. */
const oldestVersion = [7, 0] as const;
/** Further apart than this, deadlines set by one machine look wrong to another. */
const clockSkewMaxMs = 5_000;

/**
 * What can be said of a server before anything is written to it, the gravest first only by order of looking:
 * reachable, version, role, eviction, persistence, clock, layout (not with null keys: whatever lies there will do).
 * Never rejects. About six round trips a server.
 */
export async function checkServer(redis: RedisClient, keys: Keys | null, nowMs: number): Promise<readonly Finding[]> {
  const heard = listenForErrors(redis);
  try {
    await redis.ping();
    const nodes = redis instanceof Redis ? [redis] : redis.nodes('master');
    const perNode = await Promise.all(nodes.map((node) => checkNode(node, nowMs)));
    const where = nodes.length === 1 ? nameOf(redis) : `${nameOf(redis)} (${String(nodes.length)} masters)`;
    const layout = keys === null ? [] : [await schemaFinding(redis, keys)];
    return [ok(`${where} answers`), ...distinct(perNode.flat()), ...layout];
  } catch (error) {
    return [unreachable(redis, heard.last() ?? error)];
  } finally {
    heard.stop();
  }
}

const ok = (message: string): Finding => ({ severity: 'ok', key, message, remedy: '' });
const warning = (message: string, remedy: string): Finding => ({ severity: 'warning', key, message, remedy });
const fatal = (message: string, remedy: string): Finding => ({ severity: 'fatal', key, message, remedy });

/** Masters of one cluster mostly have the same to say. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.severity} ${finding.message}`, finding])).values()];
}

/** ioredis tells by event why it cannot connect; its rejections only say that it gave up. */
function listenForErrors(redis: RedisClient): { readonly last: () => Error | null; readonly stop: () => void } {
  let last: Error | null = null;
  const note = (error: Error): void => {
    last = error;
  };
  redis.on('error', note);
  return { last: () => last, stop: () => void redis.off('error', note) };
}

/** Where the server is, without user and password. */
function nameOf(redis: RedisClient): string {
  if (!(redis instanceof Redis)) return clusterName(redis);
  const { path, host, port } = redis.options;
  return path ?? `${host ?? 'localhost'}:${String(port ?? 6379)}`;
}

function clusterName(cluster: Cluster): string {
  const [node] = cluster.nodes('all');
  return node === undefined ? 'the cluster' : `the cluster at ${nameOf(node)}`;
}

function unreachable(redis: RedisClient, error: unknown): Finding {
  const words = error instanceof Error ? error.message : String(error);
  const where = nameOf(redis);
  if (/^(?:NOAUTH|WRONGPASS|ERR (?:invalid password|AUTH))/i.test(words)) {
    return fatal(
      `${where} wants another user or password`,
      'put them into the address: redis://USER:PASSWORD@HOST:PORT',
    );
  }
  if (/^NOPERM/.test(words)) return fatal(`${where} forbids this user the commands that are needed`, 'widen its ACL');
  if (/^LOADING/.test(words)) return fatal(`${where} is still loading its data`, 'try again in a moment');
  const code = error instanceof Error && 'code' in error ? String(error.code) : words.split('\n', 1)[0];
  return fatal(`${where} does not answer (${code ?? ''})`, 'start the server or correct the address');
}

async function checkNode(node: Redis, nowMs: number): Promise<readonly Finding[]> {
  const askedAtMs = performance.now();
  const [info, time] = await Promise.all([node.info(), node.time()]);
  const tookMs = performance.now() - askedAtMs;
  const settings = await readSettings(node);
  return [
    versionFinding(info),
    ...roleFindings(info),
    evictionFinding(settings),
    persistenceFinding(settings, info),
    clockFinding(time, nowMs, tookMs),
  ];
}

/** `CONFIG GET`, null where it is not allowed: managed servers keep it to themselves. */
async function readSettings(node: Redis): Promise<ReadonlyMap<string, string> | null> {
  const settings = new Map<string, string>();
  try {
    for (const name of ['maxmemory-policy', 'appendonly', 'save']) {
      const [, value] = (await node.config('GET', name)) as readonly unknown[];
      settings.set(name, typeof value === 'string' ? value : '');
    }
    return settings;
  } catch {
    return null;
  }
}

const fieldOf = (info: string, name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';

function versionFinding(info: string): Finding {
  // Valkey tells the Redis version that it is compatible with, and its own beside it.
  const version = fieldOf(info, 'redis_version');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOldEnough = major > oldestVersion[0] || (major === oldestVersion[0] && minor >= oldestVersion[1]);
  const own = fieldOf(info, 'valkey_version');
  const name = own === '' ? `Redis ${version}` : `Valkey ${own}`;
  return isOldEnough ? ok(name) : fatal(`${name} is too old`, 'use Redis 7.0 or newer, or any Valkey');
}

function roleFindings(info: string): readonly Finding[] {
  if (fieldOf(info, 'role') !== 'slave') return [];
  const master = `${fieldOf(info, 'master_host')}:${fieldOf(info, 'master_port')}`;
  return [fatal('this server is a read-only replica', `name its master instead (${master})`)];
}

function evictionFinding(settings: ReadonlyMap<string, string> | null): Finding {
  const policy = settings?.get('maxmemory-policy');
  if (policy === undefined) {
    return warning('could not check what it does when memory is full', 'make sure that maxmemory-policy is noeviction');
  }
  if (policy === 'noeviction') return ok('nothing is thrown away when memory is full (maxmemory-policy noeviction)');
  const said = `throws data away when memory is full (maxmemory-policy ${policy})`;
  return warning(said, 'CONFIG SET maxmemory-policy noeviction, and the same in redis.conf');
}

function persistenceFinding(settings: ReadonlyMap<string, string> | null, info: string): Finding {
  if (fieldOf(info, 'aof_enabled') === '1' || settings?.get('appendonly') === 'yes') {
    return ok('every write is kept on disk (appendonly yes)');
  }
  if (settings === null)
    return warning('could not check whether it keeps data on disk', 'make sure that appendonly is yes');
  if (settings.get('save') === '') {
    const said = 'keeps nothing on disk (appendonly no, save ""): a restart loses all check-ins and scores';
    return warning(said, 'CONFIG SET appendonly yes, and the same in redis.conf');
  }
  const said = 'keeps only snapshots on disk (appendonly no): a crash loses the last minutes';
  return warning(said, 'CONFIG SET appendonly yes, and the same in redis.conf');
}

function clockFinding([seconds, microseconds]: readonly (number | string)[], nowMs: number, tookMs: number): Finding {
  const serverMs = Number(seconds) * 1000 + Number(microseconds) / 1000;
  const skewMs = Math.abs(serverMs - nowMs);
  if (skewMs - tookMs <= clockSkewMaxMs) return ok('its clock agrees with ours');
  const apart = `${(skewMs / 1000).toFixed(0)} s ${serverMs > nowMs ? 'ahead of' : 'behind'} ours`;
  return warning(`its clock is ${apart}`, 'let both machines follow a time server (timedatectl set-ntp true)');
}

async function schemaFinding(redis: RedisClient, keys: Keys): Promise<Finding> {
  const { state, version } = await readSchema(redis, keys);
  switch (state) {
    case 'fresh':
      return ok('no data yet');
    case 'current':
      return ok(`data of layout ${String(version)}`);
    case 'older':
      return ok(`data of layout ${String(version)}, brought to ${String(schemaVersion)} at the next start`);
    case 'restoring':
      return fatal('a restore did not come to its end there', 'run it again: banzhang restore FILE --replace');
    case 'newer':
      return fatal(
        `the data there was written by a newer version (layout ${String(version)}, this one knows ${String(schemaVersion)})`,
        'install that version, or name another server or database',
      );
    default:
      return state satisfies never;
  }
}
