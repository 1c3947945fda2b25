import type { Verdict } from './features.ts';

/** The verdicts with nobody bound twice: two who would both be the same one are unclear, both. */
export function onlyOnce(verdicts: ReadonlyMap<string, Verdict>): ReadonlyMap<string, Verdict> {
  const counts = new Map<string, number>();
  for (const verdict of verdicts.values()) {
    if (verdict.kind === 'bound') counts.set(verdict.id, (counts.get(verdict.id) ?? 0) + 1);
  }
  const settle = (verdict: Verdict): Verdict =>
    verdict.kind === 'bound' && counts.get(verdict.id) !== 1 ? { kind: 'unclear', mayBe: [verdict.id] } : verdict;
  return new Map([...verdicts].map(([id, verdict]) => [id, settle(verdict)]));
}
