import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testRunDirVariable } from './redis-server.ts';

/** Gives the run a folder for its servers and, at the end, kills what a crashed worker left behind there. */
export function setup(): () => void {
  const dir = mkdtempSync(join(tmpdir(), 'bz-'));
  process.env[testRunDirVariable] = dir;
  return () => {
    for (const name of readdirSync(dir)) killLeftOver(join(dir, name, 'pid'));
    rmSync(dir, { recursive: true, force: true });
  };
}

function killLeftOver(pidFile: string): void {
  if (!existsSync(pidFile)) return;
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
  } catch {
    // Already gone, as it should be.
  }
}
