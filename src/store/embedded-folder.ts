import { createHash } from 'node:crypto';
import { chmod, lstat, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../errors.ts';
import { makeFolders } from './make-folders.ts';

/** The one folder of an embedded server; everything about it lives there, so that whoever finds the data finds the server. */
export interface EmbeddedFolder {
  /** Real, absolute. */
  readonly dir: string;
  /** Short enough to connect to. */
  readonly socketPath: string;
  readonly lockPath: string;
  readonly logPath: string;
}

/** 108 bytes with the closing zero on Linux (man 7 unix), 104 on macOS. */
const longestSocketPathBytes = 103;
const socketName = 'redis.sock';
/**
 * The configuration of every server we start. An acknowledged check-in must survive kill -9 of the server, hence `appendfsync always`. Paths are relative to the
 * server's working folder, so that no folder name needs quoting and none is too long.
 */
export const serverConf = `# Written at every start.
port 0
unixsocket ${socketName}
unixsocketperm 700
appendonly yes
appendfsync always
save ""
maxmemory-policy noeviction
`;

/** The folder, made if it is missing, closed to other users; rejects with a ConfigError that says what stands in the way. */
export async function openEmbeddedFolder(dataDir: string): Promise<EmbeddedFolder> {
  try {
    await makeFolders(join(dataDir, 'redis'));
    const dir = await realpath(join(dataDir, 'redis'));
    await chmod(dir, 0o700);
    return {
      dir,
      socketPath: await connectablePath(dir),
      lockPath: join(dir, 'start.lock'),
      logPath: join(dir, 'redis.log'),
    };
  } catch (error) {
    throw folderProblem(dataDir, error);
  }
}

/** What to say about a data folder that cannot be used. */
export function folderProblem(dataDir: string, error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new ConfigError([{ key: 'BANZHANG_DATA_DIR', message: `${dataDir} ${sentenceOf(code, error)}` }]);
}

function sentenceOf(code: string, error: unknown): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'belongs to another user or may not be written; give it to this user or set another folder';
    case 'ENOENT':
      return 'cannot be made there; set another folder';
    case 'EROFS':
      return 'is on a read-only file system; set another folder';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'is on a full disk; free some space';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'has a file where a folder is needed; move it away or set another folder';
    default:
      return `cannot be used (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** The socket lies beside the data. Where that path is too long to connect to, it is reached by a link from a short one. */
async function connectablePath(dir: string): Promise<string> {
  const plain = join(dir, socketName);
  if (Buffer.byteLength(plain) <= longestSocketPathBytes) return plain;
  const shortDir = await privateShortDir();
  const alias = join(shortDir, createHash('sha256').update(dir).digest('hex').slice(0, 16));
  if ((await readlink(alias).catch(() => null)) !== dir) {
    await rm(alias, { recursive: true, force: true });
    await symlink(dir, alias);
  }
  return join(alias, socketName);
}

/** A folder in the temporary one that nobody else can have prepared for us. */
async function privateShortDir(): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const parent = Buffer.byteLength(tmpdir()) <= 40 ? tmpdir() : '/tmp';
  const dir = join(parent, `banzhang-${String(uid)}`);
  await makeFolders(dir);
  const stats = await lstat(dir);
  if (!stats.isDirectory() || stats.uid !== uid || (stats.mode & 0o077) !== 0) {
    throw new ConfigError([
      { key: 'BANZHANG_DATA_DIR', message: `${dir} belongs to someone else; set a data folder with a shorter path` },
    ]);
  }
  return dir;
}
