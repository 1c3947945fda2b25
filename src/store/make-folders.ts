import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes the folder and those above it that are missing, closed to other users; rejects with the system's error.
 * Not by mkdir's own `recursive`: with Node 20 it never ends below a folder that takes no new ones (/proc).
 */
export async function makeFolders(dir: string): Promise<void> {
  try {
    await mkdir(dir, { mode: 0o700 });
  } catch (error) {
    if (isCode(error, 'EEXIST') && (await stat(dir)).isDirectory()) return;
    const parent = dirname(dir);
    if (!isCode(error, 'ENOENT') || parent === dir) throw error;
    // Somebody else may have made it since; then the second try tells whether it takes new folders at all.
    if (!(await isThere(parent))) await makeFolders(parent);
    await mkdir(dir, { mode: 0o700 }).catch((again: unknown) => {
      if (!isCode(again, 'EEXIST')) throw again;
    });
  }
}

const isThere = async (dir: string): Promise<boolean> => (await stat(dir).catch(() => null)) !== null;

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
