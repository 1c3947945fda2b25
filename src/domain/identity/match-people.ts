import {
  type Acquaintance,
  indexBy,
  mayBeOne,
  nameKey,
  type Sighting,
  unclearAmong,
  type Verdict,
} from './features.ts';

const byName = (one: Sighting | Acquaintance): string => nameKey(one.name);
const byRemark = (one: Sighting | Acquaintance): string => nameKey(one.remark);
const byNameInGroup = (one: Sighting | Acquaintance): string => nameKey(one.nameInGroup);

/** Everybody on both sides, by everything they are called. */
interface Register {
  readonly seen: readonly Sighting[];
  readonly known: readonly Acquaintance[];
  readonly seenByName: ReadonlyMap<string, readonly Sighting[]>;
  readonly knownByName: ReadonlyMap<string, readonly Acquaintance[]>;
  readonly seenByNameInGroup: ReadonlyMap<string, readonly Sighting[]>;
  readonly knownByNameInGroup: ReadonlyMap<string, readonly Acquaintance[]>;
}

/**
 * Who of those known in a group everybody seen in it is; those settled already are left out of the answer. A remark that
 * only one has on either side is plain, so is a name that only one has on either side, unless anything else speaks
 * against it: then it is unclear. A name nobody had is somebody new, unless what they are called in the group points to one who is missing.
 * Linear; the order of neither side matters.
 */
export function matchPeople(seen: readonly Sighting[], known: readonly Acquaintance[]): ReadonlyMap<string, Verdict> {
  const areTold = areTraitsTold(seen, known);
  return matchAll(areTold ? seen : seen.map(withoutTraits), areTold ? known : known.map(withoutTraits));
}

const withoutTraits = <T extends Sighting | Acquaintance>(one: T): T => ({ ...one, traits: '' });

/** Traits speak only where they have stayed for most: after some logins everybody is shown with other ones. */
function areTraitsTold(seen: readonly Sighting[], known: readonly Acquaintance[]): boolean {
  const [seenWith, knownWith] = [indexBy(seen, byName), indexBy(known, byName)];
  let [sameCount, otherCount] = [0, 0];
  for (const [name, [one, ...more]] of seenWith) {
    const [other, ...others] = knownWith.get(name) ?? [];
    if (one === undefined || other === undefined || more.length + others.length > 0) continue;
    if (one.traits === '' || other.traits === '') continue;
    if (one.traits === other.traits) sameCount += 1;
    else otherCount += 1;
  }
  return sameCount >= otherCount;
}

function matchAll(seen: readonly Sighting[], known: readonly Acquaintance[]): ReadonlyMap<string, Verdict> {
  const verdicts = byRemarks(seen, known);
  const taken = new Set([...verdicts.values()].flatMap((verdict) => (verdict.kind === 'bound' ? [verdict.id] : [])));
  const people = known.map((one) => (taken.has(one.id) ? { ...one, isTaken: true } : one));
  const open = seen.filter(({ id, isSettled }) => !isSettled && !verdicts.has(id));
  const register: Register = {
    seen: open,
    known: people,
    seenByName: indexBy(seen, byName),
    knownByName: indexBy(people, byName),
    seenByNameInGroup: indexBy(seen, byNameInGroup),
    knownByNameInGroup: indexBy(people, byNameInGroup),
  };
  const swapped = onlyOneSwapped(register);
  for (const one of open) {
    const verdict = byNames(one, register);
    verdicts.set(one.id, verdict.kind === 'new' ? byTrace(one, register, swapped) : verdict);
  }
  const missing = missingOf(register);
  for (const one of missing.length > missingMax ? [] : open) {
    const verdict = verdicts.get(one.id);
    if (verdict?.kind === 'unclear' && isOneTooMany(one, register)) {
      verdicts.set(one.id, { kind: 'unclear', mayBe: [...new Set([...verdict.mayBe, ...missing])].sort() });
    }
  }
  return verdicts;
}

/** More are not offered to somebody who may have taken another's name. */
const missingMax = 5;

/** Whether more bear the name now than did before: one of them may have been called otherwise. */
function isOneTooMany(one: Sighting, { seenByName, knownByName }: Register): boolean {
  const before = knownByName.get(byName(one))?.length ?? 0;
  return before > 0 && (seenByName.get(byName(one))?.length ?? 0) > before;
}

/** Those whom nobody has been bound to, and whose name nobody bears now. */
const missingOf = ({ known, seenByName }: Register): readonly string[] =>
  known.filter((other) => !other.isTaken && !seenByName.has(byName(other))).map(({ id }) => id);

/** Those whose remark tells: the bot's own account gave it, and it stays. */
function byRemarks(seen: readonly Sighting[], known: readonly Acquaintance[]): Map<string, Verdict> {
  const [seenWith, knownWith] = [indexBy(seen, byRemark), indexBy(known, byRemark)];
  const verdicts = new Map<string, Verdict>();
  for (const one of seen) {
    const candidates = knownWith.get(byRemark(one)) ?? [];
    const free = candidates.filter((other) => !other.isTaken);
    const [only] = free;
    if (one.isSettled || only === undefined) continue;
    const isPlain = mayBeOne(one, only) && candidates.length === 1 && seenWith.get(byRemark(one))?.length === 1;
    verdicts.set(one.id, isPlain ? { kind: 'bound', id: only.id } : unclearAmong(free));
  }
  return verdicts;
}

function byNames(one: Sighting, register: Register): Verdict {
  const namesakes = register.knownByName.get(byName(one)) ?? [];
  const free = namesakes.filter((other) => !other.isTaken);
  const [only] = free;
  // Whoever came first is not the right one for that.
  if (only === undefined) return unclearAmong(namesakes.filter((other) => other.isTakenByName));
  const isOnly = !only.isShared && namesakes.length === 1 && register.seenByName.get(byName(one))?.length === 1;
  if (isOnly) {
    const others = contradicting(one, only, register);
    return others === null ? { kind: 'bound', id: only.id } : unclearAmong([only, ...others]);
  }
  const apart = free.filter((other) => isToldApart(one, other, register));
  return apart.length === 1 && apart[0] !== undefined ? { kind: 'bound', id: apart[0].id } : unclearAmong(free);
}

/** Those to whom something else points although the names agree; null when nothing speaks against it. */
function contradicting(one: Sighting, only: Acquaintance, register: Register): readonly Acquaintance[] | null {
  if (!mayBeOne(one, only)) return [];
  // A remark is not lost: who had one and has none, or another, may be a stranger of the same name.
  if (byRemark(only) !== '' && byRemark(only) !== byRemark(one)) return [];
  const pointed = (register.knownByNameInGroup.get(byNameInGroup(one)) ?? []).filter(({ id }) => id !== only.id);
  const isSharedCard = byNameInGroup(one) === byNameInGroup(only);
  const worn = (register.seenByNameInGroup.get(byNameInGroup(only)) ?? []).some(({ id }) => id !== one.id);
  if (isSharedCard || (pointed.length === 0 && !worn)) return null;
  return pointed.filter((other) => !other.isTaken && mayBeOne(one, other));
}

/** Whether what one is called in the group singles out the pair among all of the same name, on both sides. */
function isToldApart(one: Sighting, other: Acquaintance, { seenByNameInGroup, knownByNameInGroup }: Register): boolean {
  const card = byNameInGroup(one);
  if (card === '' || card !== byNameInGroup(other) || !mayBeOne(one, other)) return false;
  if (byRemark(other) !== '' && byRemark(other) !== byRemark(one)) return false;
  return seenByNameInGroup.get(card)?.length === 1 && knownByNameInGroup.get(card)?.length === 1;
}

/**
 * A name nobody had: somebody new, or one who took another name. Only a trace of one who is missing makes it worth
 * asking: the same name in the group, or the same traits when just one is missing and just one appeared. No proof.
 */
function byTrace(one: Sighting, register: Register, swapped: Acquaintance | null): Verdict {
  const { knownByNameInGroup, seenByName } = register;
  const traced = (knownByNameInGroup.get(byNameInGroup(one)) ?? []).filter(
    (other) => !other.isTaken && mayBeOne(one, other) && !seenByName.has(byName(other)),
  );
  if (traced.length > 0) return unclearAmong(traced);
  const isAlike = swapped !== null && swapped.traits !== '' && swapped.traits === one.traits;
  return isAlike && !register.knownByName.has(byName(one)) ? unclearAmong([swapped]) : { kind: 'new' };
}

/** The one who is missing when just one name has gone and just one has come; null otherwise. */
function onlyOneSwapped({ seen, known, seenByName, knownByName }: Register): Acquaintance | null {
  const missing = known.filter((other) => !other.isTaken && byName(other) !== '' && !seenByName.has(byName(other)));
  const come = seen.filter((one) => !knownByName.has(byName(one)));
  return missing.length === 1 && come.length === 1 ? (missing[0] ?? null) : null;
}
