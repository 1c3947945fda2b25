import { isScalar, type YAMLMap } from 'yaml';
import { normalise } from '../normalise.ts';

/** The value of a map under one of these names; null when there is none. */
export function valueUnder(map: YAMLMap, words: string): unknown {
  const accepted = words.split(' ');
  const found = map.items.find(({ key }) => accepted.includes(normalise(scalarText(key) ?? '')));
  return found?.value ?? null;
}

/** The text of a scalar, an empty one for nothing; null for lists, maps and aliases. */
export function scalarText(node: unknown): string | null {
  if (node === null || node === undefined) return '';
  if (!isScalar(node)) return null;
  return typeof node.value === 'string' ? node.value : '';
}
