import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdapterHarness } from './adapter-harness.ts';
import { speakingContracts } from './speaking-contracts.ts';
import { workingContracts } from './working-contracts.ts';

const contracts = [...speakingContracts, ...workingContracts];

export type ContractTitle = string;

/**
 * Runs the contract against one adapter. `gaps` are the tests that cannot hold there, by title, with the reason;
 * a gap that names no test fails.
 */
export function describeAdapter(
  name: string,
  open: () => Promise<AdapterHarness>,
  gaps: Readonly<Record<ContractTitle, string>> = {},
): void {
  describe(`${name} keeps the adapter contract`, () => {
    let harness: AdapterHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(async () => {
      await harness.adapter.stop();
      await harness.close();
    });

    for (const { title, check } of contracts.filter((contract) => gaps[contract.title] === undefined)) {
      test(title, () => check(harness));
    }

    test(`gaps are listed: ${
      Object.keys(gaps).length === 0
        ? 'none'
        : Object.entries(gaps)
            .map(([title, reason]) => `${title} (${reason})`)
            .join('; ')
    }`, () => {
      const titles = contracts.map(({ title }) => title);
      expect(Object.keys(gaps).filter((title) => !titles.includes(title))).toEqual([]);
      expect(Object.values(gaps).filter((reason) => reason.trim() === '')).toEqual([]);
    });
  });
}
