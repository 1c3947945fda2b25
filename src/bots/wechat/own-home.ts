import { access, constants, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CoreLog } from '../../commands/core/core-log.ts';

/** Sees to it that wechaty can keep its caches, which it puts into the home folder: containers often have none to write to. */
export async function useWritableHome(dataDir: string, log: CoreLog): Promise<void> {
  try {
    await access(homedir(), constants.W_OK | constants.X_OK);
  } catch {
    const home = join(dataDir, 'wechat-home');
    await mkdir(home, { recursive: true, mode: 0o700 });
    process.env['HOME'] = home;
    log.info({ home }, 'wechat: the home folder cannot be written; caches go here');
  }
}
