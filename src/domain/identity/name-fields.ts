import { type Features, nameKey } from './features.ts';

/** Under what a person can be looked up: `n:` and the name, `r:` and the remark, each only where there is one. */
export function nameFields(person: Pick<Features, 'name' | 'remark'>): readonly string[] {
  const [name, remark] = [nameKey(person.name), nameKey(person.remark)];
  return [...(name === '' ? [] : [`n:${name}`]), ...(remark === '' ? [] : [`r:${remark}`])];
}
