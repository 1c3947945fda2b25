/** A source of numbers in [0, 1); tests pass a seeded one. */
export type Random = () => number;

/** A new list in random order (Fisher–Yates), every order equally likely. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(random() * (last + 1));
    [result[last], result[pick]] = [result[pick] as T, result[last] as T];
  }
  return result;
}
