import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { WechatyBuilder } from 'wechaty';
import { ConfigError } from '../../errors.ts';
import type { FileBoxFactory } from './wechat-bot.ts';

export type OwnBot = ReturnType<typeof WechatyBuilder.build>;

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
  const missing = findPackages(puppet).filter(({ version }) => version === null);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    const message = `needs the package ${names.join(' and ')}: ${installCommand(names)}`;
    throw new ConfigError([{ key: 'WECHATY_PUPPET', message }]);
  }
  // Its own log goes past ours to the terminal, and prints the token at its more talkative levels.
  process.env['WECHATY_LOG'] ??= 'silent';
  const wechaty = await import('wechaty');
  const { FileBox } = createRequire(pathOf('wechaty'))('file-box') as { readonly FileBox: FileBoxFactory };
  return {
    build: (options) => wechaty.WechatyBuilder.build(options as Parameters<typeof WechatyBuilder.build>[0]),
    fileBox: FileBox,
  };
}

export interface FoundPackage {
  readonly name: string;
  /** Null: not installed. */
  readonly version: string | null;
}

/** wechaty and the puppet, as installed; nothing is loaded. */
export function findPackages(puppet: string): readonly FoundPackage[] {
  const wechaty = find('wechaty', import.meta.url);
  if (wechaty === null) return [missing('wechaty'), missing(puppet)];
  // wechaty's own part loads the puppet, so that is from where it must be found.
  const found = find(puppet, pathOf('wechaty-puppet', wechaty.path));
  return [{ name: 'wechaty', version: wechaty.version }, found === null ? missing(puppet) : { name: puppet, ...found }];
}

const missing = (name: string): FoundPackage => ({ name, version: null });

/** The command that installs them; wechat4u asks for a compiler that nothing of it uses, which upsets `npm ci`. */
export function installCommand(names: readonly string[]): string {
  const gone = names.find((name) => /^wechaty-puppet-(?:padlocal|xp)$/.test(name));
  if (gone !== undefined) return `nothing: ${gone} does not work any more; docs/wechat.md lists the puppets that do`;
  const command = `npm install ${names.join(' ')}`;
  if (!names.includes('wechaty-puppet-wechat4u')) return command;
  return `${command} (if npm ci complains of @swc/core afterwards, put "legacy-peer-deps=true" into .npmrc)`;
}

const pathOf = (name: string, from: string = import.meta.url): string => createRequire(from).resolve(name);

function find(name: string, from: string): { readonly path: string; readonly version: string } | null {
  try {
    const path = pathOf(name, from);
    return { path, version: versionAbove(path, name) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** As the package says of itself, above the file that is loaded; `package.json` is not always exported. */
function versionAbove(path: string, name: string): string {
  for (let dir = dirname(path); dir !== dirname(dir); dir = dirname(dir)) {
    const said = readPackage(join(dir, 'package.json'));
    if (said?.name === name && said.version !== undefined) return said.version;
  }
  return 'unknown';
}

function readPackage(path: string): { readonly name?: string; readonly version?: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { readonly name?: string; readonly version?: string };
  } catch {
    return null;
  }
}
