import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../docs/read-doc.ts';

it('the examples compile against the sources, as strictly as these', () => {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', join(root, 'examples'), '--noEmit', '--pretty', 'false'],
    {
      encoding: 'utf8',
    },
  );
  // What is wrong in the sources is told by their own check.
  expect(stdout.split('\n').filter((line) => line.includes('examples'))).toEqual([]);
}, 120_000);
