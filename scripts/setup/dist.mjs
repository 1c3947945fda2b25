import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from './failure.mjs';
import { cacheDir, fromRoot, root } from './paths.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';

export const cliPath = fromRoot('dist', 'cli.js');
const stampPath = join(cacheDir, 'built');
const compilerState = join(cacheDir, 'tsc.json');
const textsScript = fromRoot('scripts', 'texts.mjs');

/** True when dist was made from the sources as they are. */
export function isBuilt() {
  return existsSync(cliPath) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === sourceHash();
}

/** Makes dist from src: typed texts, JavaScript and types, texts and scripts beside them. */
export async function build() {
  const isFirst = !existsSync(cliPath);
  await step(isFirst ? 'Building (first time, a few seconds)' : 'Building what changed', async () => {
    // Written last and removed first, so that a build that was cut short is done again.
    rmSync(stampPath, { force: true });
    if (existsSync(textsScript)) await tool(textsScript, [], 'The texts do not fit together');
    await compile();
    const outputs = new Set([...filesBelow(fromRoot('src'))].flatMap(outputsOf));
    if (![...outputs].filter((path) => path.endsWith('.js')).every((path) => existsSync(fromRoot('dist', path)))) {
      // dist was touched by hand, and the compiler believes that it did its work.
      rmSync(compilerState, { force: true });
      await compile();
    }
    copyAssets();
    for (const path of filesBelow(fromRoot('dist'))) if (!outputs.has(path)) rmSync(fromRoot('dist', path));
    if (existsSync(cliPath)) chmodSync(cliPath, 0o755);
    writeFileSync(stampPath, sourceHash());
  });
}

async function compile() {
  mkdirSync(cacheDir, { recursive: true });
  const args = ['-p', fromRoot('tsconfig.build.json'), '--incremental', '--tsBuildInfoFile', compilerState];
  await tool(fromRoot('node_modules', 'typescript', 'bin', 'tsc'), args, 'The sources do not compile');
}

async function tool(script, args, complaint) {
  const { code, output } = await run(process.execPath, [script, ...args], { cwd: root });
  if (code !== 0) throw new SetupError(`${complaint} (see above).`, output);
}

const isSource = (path) => path.endsWith('.ts');

function outputsOf(path) {
  if (!isSource(path)) return [path];
  const stem = path.slice(0, -'.ts'.length);
  return [`${stem}.js`, `${stem}.js.map`, `${stem}.d.ts`];
}

function copyAssets() {
  for (const path of filesBelow(fromRoot('src'))) {
    if (isSource(path)) continue;
    mkdirSync(dirname(fromRoot('dist', path)), { recursive: true });
    copyFileSync(fromRoot('src', path), fromRoot('dist', path));
  }
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/texts.mjs']) addFile(hash, name);
  for (const path of filesBelow(fromRoot('src'))) addFile(hash, join('src', path));
  return hash.digest('hex');
}

function addFile(hash, path) {
  if (!existsSync(fromRoot(path))) return;
  const bytes = readFileSync(fromRoot(path));
  hash.update(`${path} ${bytes.length}\n`).update(bytes);
}

/** Paths of all files below a folder, relative to it, sorted. */
function filesBelow(dir) {
  if (!existsSync(dir)) return [];
  const entries = readdirSync(dir, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => path.slice(dir.length + 1)).sort();
}
