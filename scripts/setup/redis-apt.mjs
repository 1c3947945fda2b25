import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './failure.mjs';
import { onPath } from './on-path.mjs';
import { redisDir, wrapServer } from './redis-cache.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';

/** Only the tools: the server's own package would also start a service. */
const packageName = 'redis-tools';

export const hasApt = () => ['apt-get', 'dpkg-deb'].every((program) => onPath([program]).length > 0);

/** Installs the distribution's package as root; its programs are on PATH then. */
export async function installWithApt() {
  await step(`Installing ${packageName} by apt-get for its Redis server (a few seconds)`, async () => {
    const install = ['install', '--yes', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', packageName];
    const first = await apt([...install, '--download-only']);
    if (first.code !== 0) {
      await apt(['update']);
      demand(await apt([...install, '--download-only']));
    }
    demand(await apt(install, { isShielded: true }));
  });
}

/**
 * Unpacks the distribution's package and what it needs into our cache and returns the path of a script that starts the
 * server in it. Needs no rights and leaves the system's package lists alone.
 */
export async function unpackWithApt() {
  return step(
    `Unpacking the distribution's ${packageName} into .cache for its Redis server (a few seconds)`,
    async () => {
      mkdirSync(redisDir, { recursive: true });
      const work = mkdtempSync(join(redisDir, 'apt-'));
      try {
        const options = privateState(work);
        const updated = await apt([...options, 'update']);
        const names = await missingPackages(options, updated.output);
        mkdirSync(join(work, 'packages'));
        demand(await apt([...options, 'download', ...names], { cwd: join(work, 'packages') }));
        return await unpack(work);
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    },
  );
}

function privateState(work) {
  for (const dir of ['state/lists/partial', 'cache/archives/partial']) mkdirSync(join(work, dir), { recursive: true });
  const settings = {
    'Dir::State': join(work, 'state'),
    'Dir::State::lists': join(work, 'state', 'lists'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(work, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** The package and those of its dependencies that this machine lacks. */
async function missingPackages(options, updateOutput) {
  const plan = await apt([...options, 'install', '--simulate', '--no-install-recommends', packageName]);
  if (plan.code !== 0) throw unavailable(`${updateOutput}\n${plan.output}`);
  const names = [...plan.output.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  return [...new Set([packageName, ...names])];
}

async function unpack(work) {
  const fresh = join(work, 'root');
  for (const name of readdirSync(join(work, 'packages'))) {
    demand(await run('dpkg-deb', ['--extract', join(work, 'packages', name), fresh], { env: plainEnv }));
  }
  const libraryDirs = ['usr/lib', 'lib'].flatMap((dir) => [
    dir,
    ...subfolders(join(fresh, dir)).map((name) => join(dir, name)),
  ]);
  const server = join('usr', 'bin', 'redis-server');
  if (!existsSync(join(fresh, server))) symlinkSync('redis-check-rdb', join(fresh, server));
  rmSync(join(redisDir, 'root'), { recursive: true, force: true });
  renameSync(fresh, join(redisDir, 'root'));
  return wrapServer(server, libraryDirs);
}

function subfolders(dir) {
  if (!existsSync(dir)) return [];
  const entries = readdirSync(dir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && entry.name.includes('-linux-')).map(({ name }) => name);
}

/** In English, because some of it is read; without questions, because nobody is there to answer. */
const plainEnv = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' };

function apt(args, options = {}) {
  return run('apt-get', ['--quiet', ...args], { env: plainEnv, ...options });
}

function demand({ code, output }) {
  if (code !== 0) throw unavailable(output);
}

const unavailable = (output) => new SetupError(`The distribution's ${packageName} could not be got that way.`, output);
