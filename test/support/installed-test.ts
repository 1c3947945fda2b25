import { test as plainTest } from 'vitest';
import { type Installation, installBanzhang } from './banzhang-process.ts';

/** A test with an installation of its own. */
export const test = plainTest.extend<{ readonly banzhang: Installation }>({
  async banzhang({ onTestFinished }, use) {
    const banzhang = await installBanzhang();
    onTestFinished(() => banzhang.remove());
    await use(banzhang);
  },
});
