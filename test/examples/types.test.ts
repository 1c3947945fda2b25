import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../docs/read-doc.ts';

const run = (script: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, encoding: 'utf8' });

it('the examples compile against the package as others see it, as strictly as the sources', () => {
  // A moment when it is up to date.
  expect(run('scripts/build.mjs')).toMatchObject({ status: 0 });
  const { status, stdout } = run('node_modules/typescript/bin/tsc', '-p', 'examples', '--noEmit', '--pretty', 'false');
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
}, 120_000);
