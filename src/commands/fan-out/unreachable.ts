import type { Group } from '../../store/groups.ts';
import type { AccountView } from './survey.ts';

/** Why nothing can be said in a group; `away`: its account is not connected, and it is told when that is back. */
export const unreachableReasons = ['removed', 'muted', 'away'] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];

export interface Unreachable {
  readonly group: Group;
  readonly reason: UnreachableReason;
}

/** Why a group cannot be reached now; null when it can. */
export function unreachableReason(
  group: Group,
  { isConnected }: Pick<AccountView, 'isConnected'>,
): UnreachableReason | null {
  if (group.standing !== 'active') return group.standing;
  return isConnected(group) ? null : 'away';
}

/** Those of `groups` that cannot be reached now, in their order. */
export const unreachableOf = (
  groups: readonly Group[],
  view: Pick<AccountView, 'isConnected'>,
): readonly Unreachable[] =>
  groups.flatMap((group) => {
    const reason = unreachableReason(group, view);
    return reason === null ? [] : [{ group, reason }];
  });
