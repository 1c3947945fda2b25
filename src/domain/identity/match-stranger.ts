import { type Acquaintance, type Features, mayBeOne, nameKey, unclearAmong, type Verdict } from './features.ts';

export interface Namesake extends Acquaintance {
  /** True for those who wrote in private before. */
  readonly isPrivate: boolean;
}

/**
 * Who somebody is that no group tells of: one who came into a group that was recognised before, or one who writes in
 * private. `namesakes` are all of the account with the same name or remark. A remark that only one has is plain; the name
 * of somebody not found yet is unclear, however rare, except in private when the only one of that name wrote there
 * before.
 */
export function matchStranger(seen: Features, namesakes: readonly Namesake[], place: 'group' | 'private'): Verdict {
  const remark = nameKey(seen.remark);
  const marked = remark === '' ? [] : namesakes.filter((other) => nameKey(other.remark) === remark);
  const [only] = marked;
  if (marked.length === 1 && only !== undefined && !only.isTaken && mayBeOne(seen, only)) {
    return { kind: 'bound', id: only.id };
  }
  const name = nameKey(seen.name);
  const named = name === '' ? [] : namesakes.filter((other) => nameKey(other.name) === name);
  const free = [...new Set([...marked, ...named])].filter((other) => !other.isTaken);
  const [sole] = free;
  const isSole = named.length === 1 && free.length === 1 && sole?.isPrivate === true && !sole.isShared;
  const keepsRemark = sole !== undefined && (sole.remark === '' || nameKey(sole.remark) === remark);
  if (place === 'private' && isSole && keepsRemark && mayBeOne(seen, sole)) return { kind: 'bound', id: sole.id };
  return unclearAmong(free);
}
