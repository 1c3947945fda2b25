import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolders } from '../../src/store/make-folders.ts';

describe('making folders', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'folders-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  test('makes those above it too, closed to others, and takes one that is there', async () => {
    await Promise.all([makeFolders(join(dir, 'a', 'b', 'c')), makeFolders(join(dir, 'a', 'b', 'c'))]);
    await makeFolders(join(dir, 'a', 'b', 'c'));
    expect((await stat(join(dir, 'a', 'b'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(dir, 'a', 'b', 'c'))).isDirectory()).toBe(true);
  });

  test.each([
    ['x', 'EEXIST'],
    ['x/y/z', 'ENOTDIR'],
  ])('does not take a file for a folder: %s', async (path, code) => {
    await writeFile(join(dir, 'x'), '');
    await expect(makeFolders(join(dir, path))).rejects.toMatchObject({ code });
  });

  test('comes to an end where no folder can be made', async () => {
    await expect(makeFolders('/proc/nowhere/redis')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
