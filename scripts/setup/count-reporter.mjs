import { writeFileSync } from 'node:fs';

/** Writes how many tests passed, failed and were skipped to the file named by TEST_COUNTS_PATH. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') failedHere += 1;
        else counts.skipped += 1;
      }
      // A file that could not even be loaded has no tests to fail.
      counts.failed += module.state() === 'failed' ? Math.max(failedHere, 1) : failedHere;
    }
    if (counts.failed === 0) counts.failed = unhandledErrors.length;
    writeFileSync(process.env.TEST_COUNTS_PATH, JSON.stringify(counts));
  }
}
