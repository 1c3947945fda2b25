import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { declaredScripts } from '../../src/store/script.ts';

const storeDir = new URL('../../src/store/', import.meta.url);
const luaNames = readdirSync(new URL('lua/', storeDir))
  .filter((file) => file.endsWith('.lua'))
  .map((file) => file.slice(0, -'.lua'.length))
  .sort();
const modules = readdirSync(storeDir).filter((file) => file.endsWith('.ts'));

const sourceOf = (name: string): string => readFileSync(new URL(`lua/${name}.lua`, storeDir), 'utf8');

interface Header {
  readonly head: string;
  readonly keys: readonly { readonly name: string; readonly type: string; readonly meaning: string }[];
  readonly args: readonly { readonly name: string; readonly unit: string }[];
  readonly returns: readonly string[];
  /** Header lines in another place or form than the contract says. */
  readonly strange: readonly string[];
}

/** The comment lines that a script begins with: head, then KEYS, then ARGV, then what it returns. */
function headerOf(source: string): Header {
  const all = source.split('\n');
  const end = all.findIndex((line) => !line.startsWith('-- '));
  const [head = '', ...rest] = all.slice(0, end);
  const kinds = rest.map((line) => /^-- (KEYS|ARGV|returns) /.exec(line)?.[1] ?? 'strange');
  const of = (kind: string): string[] => rest.filter((_line, index) => kinds[index] === kind);
  const order = ['KEYS', 'ARGV', 'returns'];
  const misplaced = rest.filter((_line, index) => {
    const before = kinds.slice(0, index).map((kind) => order.indexOf(kind));
    return Math.max(-1, ...before) > order.indexOf(kinds[index] ?? '');
  });
  return {
    head,
    keys: of('KEYS').map((line) => {
      const [, name = '', type = '', meaning = ''] = /^-- KEYS (\w+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return { name, type, meaning };
    }),
    args: of('ARGV').map((line) => {
      const [, name = '', unit = ''] = /^-- ARGV (\w+)\s+(.*)$/.exec(line) ?? [];
      return { name, unit };
    }),
    returns: of('returns'),
    strange: [...of('strange'), ...misplaced],
  };
}

/** The highest n of `KEYS[n]` or `ARGV[n]` in the code. */
const highest = (source: string, table: 'KEYS' | 'ARGV'): number =>
  Math.max(0, ...[...source.matchAll(new RegExp(`${table}\\[(\\d+)\\]`, 'g'))].map(([, n]) => Number(n)));

beforeAll(async () => {
  await Promise.all(modules.map((file) => import(new URL(file, storeDir).href)));
});

describe('Lua scripts', () => {
  it('are each declared by exactly one module, and nothing is declared without a file', () => {
    const declared = modules.flatMap((file) => {
      const code = readFileSync(new URL(file, storeDir), 'utf8');
      return [...code.matchAll(/\bscript\(\{\s*name: '([\w-]+)'/g)].map(([, name]) => name ?? '');
    });
    expect(declared.sort()).toEqual(luaNames);
    expect([...declaredScripts.keys()].sort()).toEqual(luaNames);
  });

  describe.each(luaNames)('%s.lua', (name) => {
    const source = sourceOf(name);
    const header = headerOf(source);

    it('begins with its name, purpose and cost', () => {
      expect(header.head).toMatch(new RegExp(`^-- ${name}: .+\\. O\\(.+\\).*\\.$`));
    });

    it('names its keys with type and meaning as the declaration does, in the same order', () => {
      expect(header.keys.map((key) => key.name)).toEqual(declaredScripts.get(name)?.keys);
      for (const { type, meaning } of header.keys) {
        expect(type).toMatch(/^(?:string|hash|zset|set|list|stream)$/);
        expect(meaning).not.toBe('');
      }
    });

    it('names its arguments with their units as the declaration does, in the same order', () => {
      expect(header.args.map((arg) => arg.name)).toEqual(declaredScripts.get(name)?.args);
      for (const { unit } of header.args) expect(unit).not.toBe('');
    });

    it('says once what it returns and has nothing else in its header', () => {
      expect(header.returns).toHaveLength(1);
      expect(header.strange).toEqual([]);
    });

    it('touches no key that is not handed over', () => {
      expect(highest(source, 'KEYS')).toBeLessThanOrEqual(header.keys.length);
      expect(source).not.toMatch(/redis\.call\('\w+', '/);
    });

    it('is one job of at most 60 lines', () => {
      expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
    });
  });

  const effects = luaNames.filter((name) => headerOf(sourceOf(name)).keys.some((key) => key.name === 'handled'));

  it.each(effects)('%s repeats the outcome of an event that is told again, for 25 hours', (name) => {
    const source = sourceOf(name);
    const at = headerOf(source).keys.findIndex((key) => key.name === 'handled') + 1;
    expect(source).toContain(`local past = redis.call('GET', KEYS[${at}])`);
    expect(source).toMatch(new RegExp(`redis\\.call\\('SET', KEYS\\[${at}\\], \\w+, 'EX', 90000\\)`));
  });
});
