import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { leaseNameOf } from '../bots/wechat/leadership.ts';
import { loginName } from '../bots/wechat/own-bot.ts';
import { memoryCardPath } from '../bots/wechat/own-memory-card.ts';
import { findPackages, installCommand } from '../bots/wechat/own-packages.ts';
import { type Config, servicePuppet, type WechatConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openRedis } from '../store/client.ts';
import { createHeardStore } from '../store/heard.ts';
import { createKeys } from '../store/keys.ts';
import { type DoctorLine, fine, odd, wrong } from './doctor-line.ts';
import { keyPrefix, openServer } from './open-store.ts';

/** What can be usable of the settings that WeChat needs. */
export interface WechatUsable {
  readonly settings: boolean;
  readonly redis: boolean;
}

/** The packages, the gateway, the kept login, and when the account was last heard. */
export async function examineWechat(config: Config, usable: WechatUsable): Promise<readonly DoctorLine[]> {
  const { wechat, dataDir } = config;
  if (!usable.settings) return [wrong('WeChat', 'not looked at: a setting is wrong (see above)', '')];
  if (wechat === null) return [fine('WeChat', 'off: WECHATY_PUPPET is not set')];
  return [
    ...aboutPackages(wechat),
    ...aboutRisk(wechat),
    ...(await aboutGateway(wechat)),
    await aboutLogin(memoryCardPath(loginName({ dataDir, account: wechat.account }))),
    ...(usable.redis ? await aboutService(config, wechat) : []),
  ];
}

function aboutPackages({ puppet }: WechatConfig): readonly DoctorLine[] {
  const found = findPackages(puppet);
  const missing = found.filter(({ version }) => version === null).map(({ name }) => name);
  if (missing.length > 0) return [wrong('WeChat', `${missing.join(' and ')} not installed`, installCommand(missing))];
  return [fine('WeChat', found.map(({ name, version }) => `${name} ${version ?? ''}`).join(', '))];
}

/** https://github.com/wechaty/puppet-wechat4u#readme */
function aboutRisk({ puppet }: WechatConfig): readonly DoctorLine[] {
  if (puppet !== 'wechaty-puppet-wechat4u') return [];
  const remedy = 'try it with a spare account; for a group that counts on it, a WeCom account with a token';
  return [odd('WeChat', 'wechat4u gets accounts banned for good, within minutes or days', remedy)];
}

async function aboutGateway({ puppet, endpoint, isTlsOff }: WechatConfig): Promise<readonly DoctorLine[]> {
  if (puppet !== servicePuppet) return [];
  const token = fine('WeChat', 'the token has the shape of one; whether it is valid shows at the login');
  if (endpoint === null) return [token, fine('WeChat', 'the gateway is looked up by the token (api.chatie.io)')];
  const refusal = await knock(endpoint);
  if (refusal === null) return [token, fine('WeChat', `the gateway ${endpoint} takes connections`)];
  const remedy = `see that the gateway runs there and WECHATY_PUPPET_SERVICE_ENDPOINT is right${isTlsOff ? '' : ' (TLS is on)'}`;
  return [token, odd('WeChat', `the gateway ${endpoint} takes no connection (${refusal})`, remedy)];
}

const knockMs = 3_000;

/** Null when somebody takes the connection, else why not. */
async function knock(endpoint: string): Promise<string | null> {
  const colon = endpoint.lastIndexOf(':');
  const host = endpoint.slice(0, colon).replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(endpoint.slice(colon + 1)) });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(knockMs) });
    return null;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return `nothing in ${String(knockMs / 1000)} s`;
    return error instanceof Error && 'code' in error ? String(error.code) : 'no connection';
  } finally {
    socket.destroy();
  }
}

async function aboutLogin(path: string): Promise<DoctorLine> {
  const found = await stat(path).catch(() => null);
  if (found === null) return fine('WeChat', 'no login is kept yet: the first start shows a QR code if one is wanted');
  const mode = found.mode & 0o777;
  if ((mode & 0o077) === 0) return fine('WeChat', `the login is kept in ${path}, for this user only`);
  return odd('WeChat', `others can read the login in ${path} (mode ${mode.toString(8)})`, `chmod 600 '${path}'`);
}

async function aboutService(config: Config, { account }: WechatConfig): Promise<readonly DoctorLine[]> {
  const server = await openServer(config, createLog({ level: 'silent' }));
  const redis = openRedis(server.target, () => undefined);
  try {
    const keys = createKeys(keyPrefix);
    const heardAtMs = await createHeardStore(redis, keys).lastAtMs({ platform: 'wechat', account });
    const isServed = (await redis.exists(keys.lease(leaseNameOf(account)))) === 1;
    return [isServed ? aboutServing(heardAtMs, Date.now()) : aboutNobody(heardAtMs, Date.now())];
  } finally {
    redis.disconnect();
    await server.close();
  }
}

/** A served account is noted as heard every few seconds. */
const unheardMaxMs = 60_000;

/** A process may hold the account without hearing it. */
function aboutServing(heardAtMs: number | null, nowMs: number): DoctorLine {
  const agoMs = heardAtMs === null ? null : nowMs - heardAtMs;
  if (agoMs !== null && agoMs <= unheardMaxMs) {
    return fine('WeChat', `a process serves the account now; it was last heard ${duration(agoMs)} ago`);
  }
  const since = agoMs === null ? 'was never heard so far' : `was last heard ${duration(agoMs)} ago`;
  const remedy = 'see its log or its health page: it may wait for a login (QR code), or for the gateway';
  return odd('WeChat', `a process holds the account, but the account ${since}`, remedy);
}

function aboutNobody(heardAtMs: number | null, nowMs: number): DoctorLine {
  const heard =
    heardAtMs === null ? 'it was never heard so far' : `it was last heard ${duration(nowMs - heardAtMs)} ago`;
  return fine('WeChat', `no process serves the account now; ${heard}`);
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function duration(ms: number): string {
  if (ms < 2 * minuteMs) return `${String(Math.max(0, Math.round(ms / 1000)))} s`;
  if (ms < 2 * hourMs) return `${String(Math.round(ms / minuteMs))} min`;
  return `${String(Math.round(ms / hourMs))} h`;
}
