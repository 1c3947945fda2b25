import type { Progress } from './progress.ts';

/** One thing that a member reported of a day. */
export interface Amount {
  readonly amount: number;
  /** Null for a bare number. */
  readonly unit: Progress['unit'];
  /** The whole of a fraction, else null. */
  readonly of: number | null;
}

/**
 * What the reports of one day come to, oldest first: amounts of one unit add up, a share of a whole (`3/5`, `80%`)
 * replaces the earlier one.
 */
export function dayTotal(reports: readonly (Amount | null)[]): readonly Amount[] {
  const totals = new Map<string, Amount>();
  for (const report of reports) {
    if (report === null) continue;
    const isShare = report.unit === 'percent' || report.unit === 'fraction';
    const kind = isShare ? 'share' : (report.unit ?? 'bare');
    const earlier = isShare ? undefined : totals.get(kind);
    const amount = Math.round((report.amount + (earlier?.amount ?? 0)) * 100) / 100;
    totals.set(kind, { ...report, amount });
  }
  return [...totals.values()];
}
