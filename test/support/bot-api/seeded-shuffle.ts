/** The elements in an order decided by the seed alone. */
export function seededShuffle<T>(elements: readonly T[], seed: number): T[] {
  let state = seed >>> 0;
  const random = (): number => {
    // mulberry32, https://github.com/cprosche/mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return elements
    .map((element) => ({ element, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ element }) => element);
}
