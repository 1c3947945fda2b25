import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDoc, root } from '../docs/read-doc.ts';

/** What package.json says that matters here. */
interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readDoc('package.json')) as Manifest;
let project = '';
let files: readonly string[] = [];

/** A project of somebody's with the packed package in it, as an install from the registry would leave it. */
beforeAll(() => {
  if (!existsSync(join(root, 'dist', 'cli.js'))) throw new Error('run npm run build first');
  project = mkdtempSync(join(tmpdir(), 'a project with spaces-'));
  const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', project], {
    cwd: root,
    encoding: 'utf8',
  });
  execFileSync('tar', ['-xzf', packed.trim()], { cwd: project });
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  cpSync(join(project, 'package'), join(modules, 'banzhang'), { recursive: true });
  rmSync(join(project, 'package'), { recursive: true });
  symlinkSync('../banzhang/dist/cli.js', join(modules, '.bin', 'banzhang'));
  linkDependencies(modules);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  files = readdirSync(join(modules, 'banzhang'), { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(modules, 'banzhang').length + 1));
}, 120_000);

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** The registry is out of reach in tests: what the package declares, and nothing else, is taken from the checkout. */
function linkDependencies(modules: string): void {
  for (const name of [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]) {
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

const run = (args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8', env: { PATH: process.env['PATH'] } });

/** Prints what a module in the project evaluates to. */
const evaluate = (code: string): string => run(['--input-type=module', '--eval', code]).trim();

describe('the packed package', () => {
  it('holds every script and text beside the built code, and the samples', () => {
    const assets = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(?:lua|ftl)$/.test(path),
    );
    const samples = readdirSync(join(root, 'samples'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.\w+$/.test(path),
    );
    const wanted = [...assets.map((path) => join('dist', path)), ...samples.map((path) => join('samples', path))];
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((path) => !files.includes(path))).toEqual([]);
  });

  it('holds what a reader needs and nothing that only developers do', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'README.zh-Hans.md', 'LICENSE', 'CHANGELOG.md']));
    const foreign = files.filter((path) =>
      /^(?:src|test|scripts|bench|examples|data|\.(?!env\.example$))|\.test\.|tsbuildinfo/.test(path),
    );
    expect(foreign).toEqual([]);
  });

  it('gives createBanzhang and what commands of one’s own need', () => {
    const names = evaluate(`import * as all from 'banzhang'; console.log(Object.keys(all).sort().join())`).split(',');
    expect(names).toEqual(expect.arrayContaining(['command', 'createBanzhang', 'literal', 'say', 'text']));
  });

  it('gives the grammY plugin and the adapter from banzhang/telegram', () => {
    const code = `import { banzhang, createTelegramAdapter } from 'banzhang/telegram';
      console.log(typeof banzhang, typeof createTelegramAdapter)`;
    expect(evaluate(code)).toBe('function function');
  });

  it('does without grammY as long as nobody asks for Telegram', () => {
    rmSync(join(project, 'node_modules', 'grammy'));
    expect(evaluate(`import { createBanzhang } from 'banzhang'; console.log(typeof createBanzhang)`)).toBe('function');
  });

  it('has a banzhang command that knows its version', () => {
    expect(run([join('node_modules', '.bin', 'banzhang'), '--version']).trim()).toBe(manifest.version);
  });
});
