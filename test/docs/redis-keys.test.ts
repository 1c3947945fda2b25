import { describe, expect, it } from 'vitest';
import { createKeys, keyTable } from '../../src/store/keys.ts';
import { codeSpans, readDoc, tableRows } from './read-doc.ts';

const written = tableRows(readDoc('docs/redis-keys.md'), 'Keys').map(([pattern = '', ...rest]) => [
  codeSpans(pattern)[0] ?? pattern,
  ...rest,
]);

describe('docs/redis-keys.md', () => {
  it('has the rows of the key table, all of them and no other, in its order', () => {
    const real = Object.values(keyTable).map(({ pattern, type, expires, owner, holds }) => [
      pattern,
      type,
      expires,
      `\`${owner}\``,
      holds,
    ]);
    expect(written).toEqual(real);
  });

  it('names the prefix that keys get when none is chosen', () => {
    const [prefix = ''] = createKeys().schema().split(':');
    expect(readDoc('docs/redis-keys.md')).toContain(`\`${prefix}:\``);
  });
});
