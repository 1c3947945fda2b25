import { createRequire } from 'node:module';
import { ConfigError } from '../../errors.ts';
import type { FileBoxFactory } from './wechat-bot.ts';

type WechatyModule = typeof import('wechaty');
export type OwnBot = ReturnType<WechatyModule['WechatyBuilder']['build']>;

/** The packages of a WeChat bot, loaded. */
export interface WechatPackages {
  build(options: {
    readonly name: string;
    readonly puppet: string;
    readonly puppetOptions: Readonly<Record<string, unknown>>;
  }): OwnBot;
  readonly fileBox: FileBoxFactory;
}

/**
 * wechaty and what comes with it, loaded for the first time here; rejects with ConfigError that names the command when
 * wechaty or the puppet is not installed. Takes the better part of a second and 80 MB.
 */
export async function loadWechat(puppet: string): Promise<WechatPackages> {
  refuseMissing(puppet);
  // Its own log goes past ours to the terminal, and prints the token at its more talkative levels.
  process.env['WECHATY_LOG'] ??= 'silent';
  const { WechatyBuilder } = await import('wechaty');
  return {
    build: (options) => WechatyBuilder.build(options as Parameters<typeof WechatyBuilder.build>[0]),
    fileBox: (requireFrom(pathOf('wechaty'))('file-box') as { readonly FileBox: FileBoxFactory }).FileBox,
  };
}

const requireFrom = (path: string): NodeJS.Require => createRequire(path);
const pathOf = (name: string, from: string = import.meta.url): string => requireFrom(from).resolve(name);

function refuseMissing(puppet: string): void {
  if (!isThere('wechaty')) {
    throw new ConfigError([
      { key: 'WECHATY_PUPPET', message: `needs the package wechaty: ${installCommand(['wechaty', puppet])}` },
    ]);
  }
  // wechaty's own part loads the puppet, so that is from where it must be found.
  if (isThere(puppet, pathOf('wechaty-puppet', pathOf('wechaty')))) return;
  throw new ConfigError([
    { key: 'WECHATY_PUPPET', message: `needs the package ${puppet}: ${installCommand([puppet])}` },
  ]);
}

/** The command that installs them; wechat4u asks for a compiler of 300 MB that nothing of it uses. */
export function installCommand(packages: readonly string[]): string {
  const command = `npm install ${packages.join(' ')}`;
  if (!packages.includes('wechaty-puppet-wechat4u')) return command;
  return `${command} (if npm ci complains of @swc/core afterwards, put "legacy-peer-deps=true" into .npmrc)`;
}

function isThere(name: string, from: string = import.meta.url): boolean {
  try {
    pathOf(name, from);
    return true;
  } catch (error) {
    // Found, but only for `import`, is found.
    return !(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND');
  }
}
