import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A checkout of our scripts around a tiny program, with stand-ins for everything that the machine brings. */
export interface Checkout {
  readonly dir: string;
  readonly path: (...parts: string[]) => string;
  readonly write: (path: string, content: string) => void;
  /** Puts an executable shell script on the checkout's PATH. */
  readonly addProgram: (name: string, script: string) => void;
  readonly start: (script: string, args?: readonly string[], env?: Readonly<Record<string, string>>) => ChildProcess;
  readonly run: (script: string, args?: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Finished>;
  /** How often packages were installed. */
  readonly installCount: () => number;
  readonly remove: () => void;
}

const program = `
console.log(JSON.stringify({ args: process.argv.slice(2), redis: process.env['BANZHANG_REDIS_SERVER'] ?? null }));
process.exitCode = Number(process.argv[2] ?? 0);
`;

/** Stands in for npm's own script: puts in the runner and a compiler, and does what the test's variables ask for. */
const npmScript = `
import { appendFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_SLOW_MS) await setTimeout(Number(process.env.NPM_SLOW_MS));
const words = process.argv[2] === 'ci' ? process.env.NPM_CI_FAILS_WITH : undefined;
if (words) { console.error(words); process.exit(1); }
rmSync('node_modules', { recursive: true, force: true });
mkdirSync('node_modules/.bin', { recursive: true });
for (const name of ['vitest', '@types']) symlinkSync(process.env.REAL_MODULES + '/' + name, 'node_modules/' + name);
if (process.env.REAL_COMPILER) symlinkSync(process.env.REAL_MODULES + '/typescript', 'node_modules/typescript');
else cpSync('compiler', 'node_modules/typescript', { recursive: true });
writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/typescript': {} } }));
`;

/** Stands in for the compiler, which takes seconds: like it, it writes nothing that its state says it has written. */
const compilerScript = `
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
const statePath = process.argv.at(-1);
const state = existsSync(statePath) ? JSON.parse(readFileSync(statePath, 'utf8')) : {};
mkdirSync('dist', { recursive: true });
for (const name of readdirSync('src').filter((name) => name.endsWith('.ts'))) {
  const text = readFileSync('src/' + name, 'utf8');
  if (text.includes('wrong: number')) { console.log('src/' + name + ': error TS2322'); process.exit(2); }
  if (state[name] === text) continue;
  for (const ending of ['.js', '.js.map', '.d.ts']) writeFileSync('dist/' + name.slice(0, -3) + ending, text);
  state[name] = text;
}
writeFileSync(statePath, JSON.stringify(state));
`;

const compilerOptions = {
  module: 'NodeNext',
  target: 'ES2023',
  types: ['node'],
  skipLibCheck: true,
  rootDir: 'src',
  outDir: 'dist',
  declaration: true,
  sourceMap: true,
};

/** Made in a folder whose name has a space and Chinese in it. */
export function makeCheckout(): Checkout {
  const base = mkdtempSync(join(tmpdir(), 'checkout-'));
  const dir = join(base, '学习 小组');
  const bin = join(base, 'bin');
  const path = (...parts: string[]): string => join(dir, ...parts);
  const write = (name: string, content: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
  };
  const addProgram = (name: string, script: string): void => {
    mkdirSync(bin, { recursive: true });
    rmSync(join(bin, name), { force: true });
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  fill(write, path);
  mkdirSync(bin, { recursive: true });
  for (const name of ['sh', 'mkdir', 'cat', 'chmod', 'dirname', 'sleep', 'cp']) linkTool(bin, name);
  const environment = {
    PATH: bin,
    HOME: base,
    npm_execpath: path('npm', 'npm-cli.js'),
    REAL_MODULES: resolve('node_modules'),
  };
  const start: Checkout['start'] = (script, args = [], env = {}) =>
    spawn(process.execPath, [path('scripts', script), ...args], { cwd: dir, env: { ...environment, ...env } });
  return {
    dir,
    path,
    write,
    addProgram,
    start,
    run: (script, args, env) => finished(start(script, args, env)),
    installCount: () =>
      existsSync(path('npm.log')) ? readFileSync(path('npm.log'), 'utf8').split('\n').length - 1 : 0,
    remove: () => {
      rmSync(base, { recursive: true, force: true });
    },
  };
}

function fill(write: Checkout['write'], path: Checkout['path']): void {
  write('package.json', JSON.stringify({ type: 'module' }));
  write('package-lock.json', JSON.stringify({ packages: {} }));
  write('tsconfig.json', JSON.stringify({ compilerOptions }));
  write('tsconfig.build.json', JSON.stringify({ extends: './tsconfig.json', include: ['src'] }));
  write('src/cli.ts', program);
  write('src/i18n/en.ftl', 'hello = Hello\n');
  write('npm/npm-cli.js', npmScript);
  write('compiler/package.json', JSON.stringify({ type: 'module' }));
  write('compiler/bin/tsc', compilerScript);
  cpSync(resolve('scripts'), path('scripts'), { recursive: true });
  rmSync(path('scripts', 'texts.mjs'), { force: true });
}

/** Only these tools of the machine are seen: neither its apt nor its Redis. */
function linkTool(bin: string, name: string): void {
  const found = ['/bin', '/usr/bin']
    .map((directory) => join(directory, name))
    .find((candidate) => existsSync(candidate));
  if (found !== undefined) symlinkSync(found, join(bin, name));
}

/** The whole output and the exit code of a process. */
export async function finished(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, stderr };
}
