import { type Acquaintance, type Features, mayBeOne, nameKey, unclearAmong, type Verdict } from './features.ts';

export interface Namesake extends Acquaintance {
  /** True for those who are known in this very group, or in private for those who wrote in private before. */
  readonly isHere: boolean;
}

/**
 * Who somebody is that no group tells of: one who came into a group that was recognised before, or one who writes in
 * private. `namesakes` are all of the account with the same name or remark. A remark that only one has is plain; the name
 * of somebody not found yet is unclear, however rare, except in private when the only one of that name wrote there
 * before. Somebody who is found already by their name alone may still be the stranger where they are known, and in private.
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
  const isSole = named.length === 1 && free.length === 1 && sole?.isHere === true && !sole.isShared;
  const keepsRemark = sole !== undefined && (sole.remark === '' || nameKey(sole.remark) === remark);
  if (place === 'private' && isSole && keepsRemark && mayBeOne(seen, sole)) return { kind: 'bound', id: sole.id };
  if (free.length > 0) return unclearAmong(free);
  return unclearAmong(named.filter((other) => other.isTakenByName && (other.isHere || place === 'private')));
}
