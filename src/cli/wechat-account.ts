import { createOwnBot } from '../bots/wechat/own-bot.ts';
import type { Config, WechatConfig } from '../config.ts';
import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { PlatformAccount } from './platform-account.ts';
import type { Surroundings } from './settings.ts';

/** The configured WeChat account; rejects with ConfigError when wechaty or the puppet is not installed. */
export async function openWechatAccount(
  wechat: WechatConfig,
  { dataDir, owners: all }: Pick<Config, 'dataDir' | 'owners'>,
  { log, output }: { readonly log: Log } & Pick<Surroundings, 'output'>,
): Promise<PlatformAccount> {
  const { token, ...settings } = wechat;
  const owners = all.filter(({ platform }) => platform === 'wechat').map(({ id }) => id);
  const adapter = await createOwnBot({ ...settings, owners, token: token?.reveal() ?? null, dataDir, output, log });
  // Whether a gateway takes the token shows only when it is spoken to, which goes on by itself.
  return { adapter, webhook: null, check: () => Promise.resolve(), refusal };
}

const refusal = (): ConfigError =>
  new ConfigError([{ key: 'WECHATY_PUPPET', message: 'the account was refused; banzhang doctor says more' }]);
