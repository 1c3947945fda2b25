// npm test [-- vitest's arguments]: sets up what is missing, runs the tests and closes with a line to count by.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './setup/require-node.mjs';

const { setUp } = await import('./setup/set-up.mjs');
const { fromRoot, root } = await import('./setup/paths.mjs');
const { runInForeground } = await import('./setup/run.mjs');

await setUp({ redis: 'always' });

/** Tests bring their own servers and settings; the person's must not leak in. */
const personal = /^(?:REDIS|TELEGRAM|WECHATY|BANZHANG)_|^LOG_LEVEL$/;
const kept = Object.entries(process.env).filter(([name]) => name === 'BANZHANG_REDIS_SERVER' || !personal.test(name));

const scratch = mkdtempSync(join(tmpdir(), 'counts-'));
const countsPath = join(scratch, 'counts.json');
const given = process.argv.slice(2);
const reporters = [fromRoot('scripts', 'setup', 'count-reporter.mjs')];
if (!given.some((argument) => argument.startsWith('--reporter'))) reporters.unshift('default');

const code = await runInForeground(
  process.execPath,
  [fromRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters.map((name) => `--reporter=${name}`), ...given],
  { cwd: root, env: { ...Object.fromEntries(kept), TEST_COUNTS_PATH: countsPath } },
);
console.log(closingLine(readCounts(), code));
rmSync(scratch, { recursive: true, force: true });
process.exit(code);

/** A runner that ended before it could count has failed at least once. */
function readCounts() {
  try {
    return JSON.parse(readFileSync(countsPath, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** A run can fail with every test passed (an error outside of them): that is one failure. */
function closingLine({ passed, failed: failedTests, skipped }, exitCode) {
  const failed = exitCode === 0 ? failedTests : Math.max(failedTests, 1);
  return `Tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
