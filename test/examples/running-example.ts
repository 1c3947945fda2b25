import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { root } from '../docs/read-doc.ts';

export interface RunningExample {
  /** What it has printed so far, both streams. */
  readonly output: () => string;
  readonly isRunning: () => boolean;
  /** Asks it to end; resolves to its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Packages that an example imports, as `npm install` would put them beside it. */
const packages = {
  banzhang: '.',
  'file-box': 'node_modules/file-box',
  grammy: 'node_modules/grammy',
  wechaty: 'node_modules/wechaty',
  zod: 'node_modules/zod',
} as const;

/** An example as its reader runs it: in a project of its own, against the built package. */
export function runExample(name: string, env: Readonly<Record<string, string>>): RunningExample {
  if (!existsSync(join(root, 'dist', 'index.js'))) throw new Error('run npm run build first');
  const project = mkdtempSync(join(tmpdir(), 'example-'));
  mkdirSync(join(project, 'node_modules'));
  for (const [target, path] of Object.entries(packages)) {
    symlinkSync(join(root, path), join(project, 'node_modules', target));
  }
  const source = readFileSync(join(root, 'examples', name, 'bot.ts'), 'utf8');
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 };
  writeFileSync(join(project, 'bot.mjs'), transpileModule(source, { compilerOptions }).outputText);
  const child = spawn(process.execPath, ['bot.mjs'], {
    cwd: project,
    env: { PATH: process.env['PATH'], HOME: project, ...env },
  });
  return { ...watched(child), stop: () => stopped(child, project) };
}

function watched(child: ChildProcess): Pick<RunningExample, 'output' | 'isRunning'> {
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return { output: () => output, isRunning: () => child.exitCode === null && child.signalCode === null };
}

async function stopped(child: ChildProcess, project: string): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(project, { recursive: true, force: true });
  return child.exitCode;
}
