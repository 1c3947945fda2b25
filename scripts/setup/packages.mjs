import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SetupError } from './failure.mjs';
import { sleep } from './interrupt.mjs';
import { cacheDir, fromRoot, root } from './paths.mjs';
import { run } from './run.mjs';
import { note, step } from './say.mjs';

const stampPath = fromRoot('node_modules', '.banzhang-installed');
/** npm's own record of what it installed; the last thing it writes. */
const recordPath = fromRoot('node_modules', '.package-lock.json');

/** True when node_modules holds what the lock file asks for, for this machine. */
export function hasPackages() {
  const record = readJson(recordPath);
  if (record === null || !isOnDisk(record)) return false;
  const stamp = readText(stampPath);
  if (stamp === wantedStamp()) return true;
  // Installed by hand, by plain npm: just as good.
  const isAdoptable = !isOfOtherMachine(stamp) && matchesLock(record);
  if (isAdoptable) tryWriteStamp();
  return isAdoptable;
}

/** Installs what the lock file asks for. */
export async function installPackages() {
  const isFirst = !existsSync(fromRoot('node_modules'));
  const sentence = isFirst
    ? 'Installing packages (first time, about 20 s)'
    : 'Bringing packages up to date (about 20 s)';
  await step(sentence, async () => {
    // A set-up that was killed may have left its npm running, and two of them trip over each other until one has ended.
    for (let left = 4; left > 0 && !(await isInstalled(left === 1)); left -= 1) await sleep(5_000);
    writeFileSync(stampPath, wantedStamp());
  });
}

const tripped = /ENOTEMPTY|ENOENT|EEXIST|EBUSY|ENOTDIR/;

/** Installs once; true when everything is in place, false when it is worth another try. */
async function isInstalled(isLastTry) {
  const { code, output } = await install();
  if (code === 0 && isOnDisk(readJson(recordPath) ?? {})) return true;
  if (isLastTry || (code !== 0 && !tripped.test(output))) throw failure(output);
  return false;
}

async function install() {
  const first = await npm(['ci', ...installFlags]);
  if (!/EUSAGE/.test(first.output)) return first;
  note('package-lock.json does not fit package.json; installing without it.');
  return npm(['install', '--no-save', ...installFlags]);
}

/** Nothing we use needs an install script; `--include=dev` because NODE_ENV=production would leave out the compiler. */
const installFlags = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

function npm(args) {
  const script = process.env.npm_execpath ?? '';
  const env = { ...process.env, ...cacheSetting() };
  if (basename(script) === 'npm-cli.js') return run(process.execPath, [script, ...args], { cwd: root, env });
  return run('npm', args, { cwd: root, env });
}

/** A read-only home is no obstacle: the packages' cache then lies in ours. */
function cacheSetting() {
  const usual = process.env.npm_config_cache ?? join(process.env.HOME ?? '/nonexistent', '.npm');
  return isWritable(usual) ? {} : { npm_config_cache: join(cacheDir, 'npm') };
}

function isWritable(dir) {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function failure(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(output)) {
    return new SetupError(
      'Packages could not be fetched: the network or its proxy does not answer. Try again later.',
      output,
    );
  }
  if (/ENOSPC/.test(output)) return new SetupError('Packages could not be installed: the disk is full.', output);
  return new SetupError('Packages could not be installed (npm ci failed, its words are above).', output);
}

function wantedStamp() {
  const { dependencies = {}, devDependencies = {} } = readJson(fromRoot('package.json')) ?? {};
  const lock = readText(fromRoot('package-lock.json')) ?? '';
  const text = `${lock}\n${JSON.stringify([dependencies, devDependencies])}`;
  return `${createHash('sha256').update(text).digest('hex')} ${machine}\n`;
}

const machine = `${process.platform}-${process.arch}`;
const isOfOtherMachine = (stamp) => stamp !== null && !stamp.includes(` ${machine}`);

/** In a read-only checkout the longer look is taken every time. */
function tryWriteStamp() {
  try {
    writeFileSync(stampPath, wantedStamp());
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

function isOnDisk({ packages = null }) {
  return packages !== null && Object.keys(packages).every((path) => existsSync(fromRoot(path, 'package.json')));
}

function matchesLock(record) {
  const lock = readJson(fromRoot('package-lock.json')) ?? { packages: {} };
  return Object.entries(lock.packages)
    .filter(([path, { optional, peer }]) => path !== '' && optional !== true && peer !== true)
    .every(([path, { version }]) => record.packages[path]?.version === version);
}

function readJson(path) {
  const text = readText(path);
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // Cut off in the middle: as good as missing.
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}
