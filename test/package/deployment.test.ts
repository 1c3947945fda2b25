import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { roleNames } from '../../src/cli/role.ts';
import { readConfig } from '../../src/config.ts';
import { settingNames } from '../../src/config-settings.ts';
import { readDoc, root } from '../docs/read-doc.ts';

/** Settings of Node.js and of the build, not ours. */
const foreign = new Set(['NODE_ENV']);
const unknown = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !foreign.has(name) && !(settingNames as readonly string[]).includes(name));

/** Continued lines as one, comments gone: instruction and what follows it. */
function instructionsOf(dockerfile: string): readonly (readonly [string, string])[] {
  const lines = dockerfile.replace(/^\s*#.*\n/gm, '').replace(/\s*\\\n\s*/g, ' ');
  return lines.split('\n').flatMap((line) => {
    const [, name, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return name === undefined || rest === undefined ? [] : [[name, rest] as const];
  });
}

/** What hadolint would say of these rules. https://github.com/hadolint/hadolint#rules */
function faultsOf(dockerfile: string): readonly string[] {
  const all = instructionsOf(dockerfile);
  const of = (name: string): readonly string[] => all.filter(([one]) => one === name).map(([, rest]) => rest);
  const last = all.slice(all.findLastIndex(([name]) => name === 'FROM'));
  const isUnpinned = (image: string): boolean => !/:\d+\.\d+\.\d+-\w+/.test(image);
  return [
    ...of('FROM')
      .filter(isUnpinned)
      .map((image) => `not pinned: ${image}`),
    ...of('ADD').map((what) => `ADD ${what}`),
    ...of('RUN')
      .filter((run) => /\bsudo\b|\bcurl\b|\bwget\b|npm install -g/.test(run))
      .map((run) => `RUN ${run}`),
    ...[...of('ARG'), ...of('ENV')]
      .filter((text) => /TOKEN|SECRET|PASSWORD/.test(text))
      .map((text) => `secret: ${text}`),
    ...all
      .filter(([name, rest]) => name === 'COPY' && /(?:^|\s)\.(?:\s|env)/.test(rest.replace(/\s\.\/$/, '')))
      .map(([, rest]) => `COPY ${rest}`),
    ...(last.some(([name, rest]) => name === 'USER' && !/^(?:root|0)\b/.test(rest)) ? [] : ['runs as root']),
    ...(of('HEALTHCHECK').length === 1 ? [] : ['no HEALTHCHECK']),
    ...(of('ENTRYPOINT').every((text) => text.startsWith('[')) ? [] : ['the shell takes the signals']),
  ];
}

describe('Dockerfile', () => {
  const dockerfile = readDoc('Dockerfile');
  test('keeps the rules for images', () => {
    expect(instructionsOf(dockerfile).length).toBeGreaterThan(15);
    expect(faultsOf(dockerfile)).toEqual([]);
  });

  test.each([
    ['FROM node:latest', 'not pinned'],
    ['ADD . /app', 'ADD'],
    ['ARG TELEGRAM_BOT_TOKEN', 'secret'],
    ['COPY . .', 'COPY'],
    ['FROM node:20.1.0-slim\nUSER root', 'root'],
  ])('%s would be found', (line, fault) => {
    expect(faultsOf(`${dockerfile}\n${line}\n`).join()).toContain(fault);
  });

  test('copies only what is there and sent to the builder', () => {
    const sources = instructionsOf(dockerfile)
      .filter(([name, rest]) => name === 'COPY' && !rest.startsWith('--from'))
      .flatMap(([, rest]) =>
        rest
          .split(' ')
          .slice(0, -1)
          .map((path) => path.replace('./', '')),
      );
    const sent = readDoc('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(sources.filter((path) => !sent.includes(path))).toEqual([]);
    expect(readDoc('.dockerignore').split('\n')).toContain('*');
    expect(sent.filter((path) => path.startsWith('.env') || path === 'data')).toEqual([]);
  });

  test('sets only settings that exist, and installs platforms in versions that are known', () => {
    const env = instructionsOf(dockerfile).filter(([name]) => name === 'ENV');
    const names = env.flatMap(([, rest]) => [...rest.matchAll(/(\w+)=/g)].map(([, name = '']) => name));
    expect(names).toContain('BANZHANG_HTTP_PORT');
    expect(unknown(names)).toEqual([]);
    const { devDependencies } = JSON.parse(readDoc('package.json')) as { devDependencies: Record<string, string> };
    const platforms = [...dockerfile.matchAll(/PLATFORMS="([^"]+)"/g)].flatMap(([, list = '']) => list.split(' '));
    expect(platforms).toContain('wechaty');
    expect(platforms.filter((name) => !Object.hasOwn(devDependencies, name))).toEqual([]);
  });
});

const service = z.object({
  image: z.string().optional(),
  command: z.array(z.string()).optional(),
  build: z.object({ context: z.string(), args: z.record(z.string(), z.string()) }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  init: z.literal(true),
  restart: z.literal('unless-stopped'),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  ports: z.array(z.string()).default([]),
  profiles: z.array(z.string()).optional(),
  container_name: z.undefined().optional(),
  volumes: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).default({}),
  stop_grace_period: z.string(),
  security_opt: z.array(z.string()),
});

/** What a process gives itself to end. */
function stopMaxSeconds(): number {
  const [, ms = ''] = /^const patienceMs = ([\d_]+);/m.exec(readDoc('src/cli/stop-request.ts')) ?? [];
  expect(ms).toMatch(/\d/);
  return Number(ms.replaceAll('_', '')) / 1_000;
}

/** Of the operator: not in the repository. */
const ownFolder = './config';

describe('compose.yaml', () => {
  const compose = z
    .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
    .parse(parse(readDoc('compose.yaml'), { merge: true }));
  const { services } = compose;

  test('has a Redis that keeps every write, is asked for its health and listens to nobody outside', () => {
    const { redis } = services;
    expect(redis?.command?.join(' ')).toContain('--appendonly yes --appendfsync always --maxmemory-policy noeviction');
    expect(redis?.healthcheck?.test).toEqual(['CMD', 'redis-cli', 'ping']);
    expect(redis?.ports).toEqual([]);
    expect(redis?.image).toMatch(/^redis:\d+\.\d+\.\d+-/);
  });

  test('sets what the program accepts, waits for Redis, and for the program to end', () => {
    const bots = Object.values(services).filter(({ build }) => build !== undefined);
    expect(bots).not.toEqual([]);
    for (const { environment, depends_on: waitsFor, stop_grace_period: grace } of bots) {
      expect(unknown(Object.keys(environment))).toEqual([]);
      expect(() => readConfig(environment, { cwd: '/' })).not.toThrow();
      expect(Object.keys(waitsFor)).toEqual(['redis']);
      expect(Number(/^(\d+)s$/.exec(grace)?.[1])).toBeGreaterThan(stopMaxSeconds());
    }
  });

  test('starts bot and worker in the roles that there are', () => {
    const starts = Object.entries(services).filter(([, { build }]) => build !== undefined);
    expect(starts.map(([name, { command }]) => [name, command?.[2]])).toEqual([
      ['bot', 'bot'],
      ['worker', 'worker'],
    ]);
    for (const [, { command = [] }] of starts) {
      expect(command.slice(0, 2)).toEqual(['start', '--role']);
      expect(roleNames).toContain(command[2]);
    }
  });

  test('names every volume that it uses, and mounts only files that are here and the folder for one’s own', () => {
    const used = Object.values(services).flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    const named = used.filter((volume) => !volume.startsWith('./'));
    expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
    const mounted = [...new Set(used.filter((volume) => volume.startsWith('./')))];
    expect(mounted.filter((path) => !existsSync(join(root, path)) || path === ownFolder)).toEqual([ownFolder]);
  });

  test('shows the containers the files that .env names, under the same path', () => {
    const [, path = ''] = /^#BANZHANG_WORKDAYS_FILE=(.*)$/m.exec(readDoc('.env.example')) ?? [];
    const [, workdir = ''] = instructionsOf(readDoc('Dockerfile')).findLast(([name]) => name === 'WORKDIR') ?? [];
    expect(path.startsWith(`${ownFolder}/`)).toBe(true);
    for (const { build, volumes } of Object.values(services)) {
      if (build !== undefined) expect(volumes).toContain(`${ownFolder}:${join(workdir, ownFolder)}:ro`);
    }
  });

  test('lets any number of bots and workers run: only the proxy, if wanted, has ports of the machine', () => {
    const open = Object.entries(services).filter(([, { ports }]) => ports.length > 0);
    expect(open.map(([name, { ports, profiles }]) => [name, ports, profiles])).toEqual([
      ['proxy', ['80:80', '443:443'], ['public']],
    ]);
  });

  test('has a proxy that finds every bot, and keeps the pages for those inside from the world', () => {
    const caddyfile = readDoc('deploy/Caddyfile');
    const [, name = '', port] = /dynamic a (\S+) (\d+) \{/.exec(caddyfile) ?? [];
    expect(services[name]?.environment['BANZHANG_HTTP_PORT']).toBe(port);
    const [, kept = ''] = /@inside path (.*)/.exec(caddyfile) ?? [];
    const pages = [...readDoc('src/http.ts').matchAll(/app\.get\('(\/\w+)'/g)].map(([, page = '']) => page);
    expect(pages.length).toBeGreaterThan(3);
    expect(kept.split(' ').sort()).toEqual(pages.sort());
    expect(caddyfile).toContain('respond @inside 404');
    expect(unknown([...caddyfile.matchAll(/\{\$(\w+)/g)].map(([, setting = '']) => setting))).toEqual([]);
  });
});

const analyzer = '/usr/bin/systemd-analyze';

describe('deploy/banzhang.service', () => {
  const unit = readDoc('deploy/banzhang.service');
  const valuesOf = (name: string): readonly string[] =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value);

  test('ends cleanly, has no rights and no user of its own, and does not repeat a wrong configuration', () => {
    const wanted = {
      Type: 'exec',
      DynamicUser: 'yes',
      StateDirectory: 'banzhang',
      KillMode: 'mixed',
      Restart: 'on-failure',
      RestartPreventExitStatus: '2',
      NoNewPrivileges: 'yes',
      ProtectSystem: 'strict',
      CapabilityBoundingSet: '',
    };
    for (const [name, value] of Object.entries(wanted))
      expect({ name, is: valuesOf(name) }).toEqual({ name, is: [value] });
    expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(stopMaxSeconds());
  });

  test('sets only settings that exist, and holds no secret', () => {
    const names = valuesOf('Environment').map((line) => line.split('=')[0] ?? '');
    expect(names).toContain('BANZHANG_DATA_DIR');
    expect(unknown(names)).toEqual([]);
    expect(names.filter((name) => /TOKEN|SECRET/.test(name))).toEqual([]);
  });

  test('is understood by systemd where there is one, and everywhere line by line', () => {
    const lines = unit.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.filter((line) => !/^(?:\[(?:Unit|Service|Install)\]|[A-Z]\w*=.*)$/.test(line))).toEqual([]);
    if (!existsSync(analyzer)) return;
    const dir = mkdtempSync(join(tmpdir(), 'unit-'));
    const path = join(dir, 'banzhang.service');
    // It looks for the program too.
    writeFileSync(path, unit.replace('/usr/bin/node', process.execPath));
    try {
      const { status, stderr } = spawnSync(analyzer, ['verify', path], { encoding: 'utf8' });
      // It tells of the machine's other units too.
      const told = stderr.split('\n').filter((line) => line.includes('banzhang'));
      expect({ status, told }).toEqual({ status: 0, told: [] });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
