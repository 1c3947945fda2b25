import { type Features, nameKey, type Verdict } from './features.ts';

/** A group as far as it can be told from others. */
export interface GroupFeatures {
  readonly title: string;
  readonly people: readonly Pick<Features, 'name' | 'remark'>[];
}

export interface KnownGroup extends GroupFeatures {
  readonly id: string;
}

/** With the same title, this share of the people makes it plain. */
const clearShare = 0.5;
/** Under another title nearly everybody must be there, and not too few. */
const renamedShare = 0.8;
const renamedLeast = 3;
/** A match is about as good as another when their shares are no further apart. */
const closeShare = 0.2;

interface Likeness {
  readonly isSameTitle: boolean;
  /** People in both, out of the larger of the two. */
  readonly share: number;
  readonly sharedCount: number;
}

/**
 * Which of `known` (those not found yet in this login) the group seen is. `rivals` are other groups seen now that are
 * not found yet either. Plain only when title or nearly all people agree and nothing else is about as good; the same
 * title alone is unclear. Linear in all people.
 */
export function matchGroup(
  seen: GroupFeatures,
  known: readonly KnownGroup[],
  rivals: readonly GroupFeatures[],
): Verdict {
  const likenessOf = likenessTo(seen);
  const all = known.map((group) => ({ group, ...likenessOf(group) }));
  const namesakes = all.filter(({ isSameTitle }) => isSameTitle);
  if (namesakes.length > 0) return among(namesakes, all, rivals);
  const likely = all.filter(isPossible).filter(({ group, share }) => !isBetterOff(group, share, rivals));
  return among(likely, likely, rivals);
}

interface Candidate extends Likeness {
  readonly group: KnownGroup;
}

function among(likely: readonly Candidate[], all: readonly Candidate[], rivals: readonly GroupFeatures[]): Verdict {
  const [best, ...others] = [...likely].sort((a, b) => b.share - a.share);
  if (best === undefined) return { kind: 'new' };
  const close = others.filter(({ share }) => share >= best.share - closeShare);
  // Under another title there is a group that is far more like it: the title may have wandered.
  const better = all.filter(
    ({ share, isSameTitle }) => !isSameTitle && best.isSameTitle && share >= best.share + closeShare,
  );
  const isPlain = isClear(best) && close.length === 0 && better.length === 0 && !hasRival(best, rivals);
  if (isPlain) return { kind: 'bound', id: best.group.id };
  return { kind: 'unclear', mayBe: [...new Set([...likely, ...better].map(({ group }) => group.id))].sort() };
}

const isClear = ({ isSameTitle, share, sharedCount }: Likeness): boolean =>
  isSameTitle ? share >= clearShare && sharedCount > 0 : share >= renamedShare && sharedCount >= renamedLeast;

/** Worth asking about under another title: nearly everybody, or all of a very small group. */
const isPossible = (likeness: Likeness): boolean => isClear(likeness) || likeness.share === 1;

/** Whether another group seen now may just as well be the candidate. */
function hasRival({ group, isSameTitle, share }: Candidate, rivals: readonly GroupFeatures[]): boolean {
  const likenessOf = likenessTo(group);
  return rivals.map(likenessOf).some((rival) => {
    if (isSameTitle && !rival.isSameTitle) return rival.share >= share + closeShare;
    return rival.share >= share - closeShare && rival.sharedCount > 0;
  });
}

/** Whether a group seen now bears the candidate's title and has its people: then a new title tells of another group. */
const isBetterOff = (group: KnownGroup, share: number, rivals: readonly GroupFeatures[]): boolean =>
  rivals
    .map(likenessTo(group))
    .some((rival) => rival.isSameTitle && isClear(rival) && rival.share >= share - closeShare);

/** Compares many groups with one whose names are counted once. */
function likenessTo(one: GroupFeatures): (other: GroupFeatures) => Likeness {
  const title = nameKey(one.title);
  const counts = new Map<string, number>();
  for (const person of one.people) counts.set(labelOf(person), (counts.get(labelOf(person)) ?? 0) + 1);
  return (other) => {
    const left = new Map(counts);
    let sharedCount = 0;
    for (const person of other.people) {
      const label = labelOf(person);
      const count = left.get(label) ?? 0;
      if (label === '' || count === 0) continue;
      left.set(label, count - 1);
      sharedCount += 1;
    }
    const larger = Math.max(one.people.length, other.people.length);
    return {
      isSameTitle: title !== '' && title === nameKey(other.title),
      share: larger === 0 ? 0 : sharedCount / larger,
      sharedCount,
    };
  };
}

/** A remark outlives a new name. */
function labelOf({ name, remark }: Pick<Features, 'name' | 'remark'>): string {
  if (nameKey(remark) !== '') return `r:${nameKey(remark)}`;
  return nameKey(name) === '' ? '' : `n:${nameKey(name)}`;
}
