// npm run check: everything that can be said about the code without running it. All checks run; each says one line.
import { existsSync } from 'node:fs';
import './setup/require-node.mjs';

const { setUp } = await import('./setup/set-up.mjs');
const { fromRoot, root } = await import('./setup/paths.mjs');
const { run } = await import('./setup/run.mjs');

await setUp({ isBuildWanted: false });

const program = (name) => fromRoot('node_modules', '.bin', name);
const texts = fromRoot('scripts', 'texts.mjs');

const checks = [
  // First, because the examples see the package as others will: through dist.
  ['build', fromRoot('scripts', 'build.mjs'), []],
  ['types', program('tsc'), ['-p', fromRoot('tsconfig.json'), '--noEmit']],
  ...(existsSync(texts) ? [['texts', texts, ['--check']]] : []),
  // After the build, which it reads.
  ['env', fromRoot('scripts', 'env-example.mjs'), ['--check']],
  ['lint', program('eslint'), ['--max-warnings', '0', '.']],
  ['format', program('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['unused', program('knip'), []],
  ['package', program('publint'), ['--strict']],
  ['exports', program('attw'), ['--pack', '.', '--profile', 'esm-only', '--no-color']],
];

let failedCount = 0;
for (const [name, script, args] of checks) {
  const startMs = performance.now();
  const { code, output } = await run(process.execPath, [script, ...args], { cwd: root });
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  console.log(`${name.padEnd(8)} ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (code !== 0) console.log(output.trimEnd());
  if (code !== 0) failedCount += 1;
}
console.log(failedCount === 0 ? 'All checks passed.' : `${failedCount} of ${checks.length} checks failed.`);
process.exitCode = failedCount === 0 ? 0 : 1;
