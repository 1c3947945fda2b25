import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CoreLog } from '../../commands/core/core-log.ts';

/** Sessions of WeChat: whoever reads them is logged in. */
const ownerOnly = 0o600;

/** wechaty adds the ending to the name itself. https://www.npmjs.com/package/memory-card */
export const memoryCardPath = (name: string): string => `${name}.memory-card.json`;
const copyPath = (name: string): string => `${name}.memory-card.last-good.json`;

/**
 * Resolves when wechaty can be given the card: it is there, only its owner can read it, and it can be read. wechaty
 * writes it in place, so that a crash can leave half of it; then the last good copy stands in, or an empty card.
 */
export async function prepareMemoryCard(name: string, log: CoreLog): Promise<void> {
  const path = memoryCardPath(name);
  await mkdir(dirname(path), { recursive: true });
  const text = await textOf(path);
  if (text === null) {
    // Made now, since wechaty would make it readable for everybody.
    await writeOwn(path, '{}');
    return;
  }
  await chmod(path, ownerOnly);
  if (fillOf(text) !== 'broken') return;
  const copy = await textOf(copyPath(name));
  const isCopyGood = copy !== null && fillOf(copy) !== 'broken';
  await rename(path, `${path}.broken`);
  await writeOwn(path, isCopyGood ? copy : '{}');
  log.warn(
    { path },
    isCopyGood ? 'wechat: login file broken, taking its copy' : 'wechat: login file broken, starting without',
  );
}

/** Keeps a copy of the card if it holds a login. */
export async function keepMemoryCard(name: string): Promise<void> {
  const path = memoryCardPath(name);
  const text = await textOf(path);
  if (text === null || fillOf(text) !== 'full') return;
  const copy = copyPath(name);
  await writeOwn(`${copy}.new`, text);
  await rename(`${copy}.new`, copy);
}

async function writeOwn(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: ownerOnly });
  await chmod(path, ownerOnly);
}

const textOf = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });

function fillOf(text: string): 'full' | 'empty' | 'broken' {
  try {
    const card: unknown = JSON.parse(text);
    if (typeof card !== 'object' || card === null) return 'broken';
    return Object.keys(card).length > 0 ? 'full' : 'empty';
  } catch {
    return 'broken';
  }
}
