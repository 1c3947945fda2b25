import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { settingNames } from '../../src/config-settings.ts';
import { codeSpans, readDoc, tableRows } from './read-doc.ts';

const names = [...settingNames].sort();
/** Handed from the start script to the program, or meant for tools; nobody sets them. */
const foreign = new Set(['BANZHANG_REDIS_SERVER']);

const mentioned = (text: string): readonly string[] =>
  [...new Set(text.match(/\b(?:TELEGRAM|WECHATY|REDIS|BANZHANG|LOG)_[A-Z_]+\b/g) ?? [])].filter(
    (name) => !foreign.has(name),
  );

describe.each([
  ['README.md', 'Settings'],
  ['README.zh-Hans.md', '设置项'],
])('%s', (path, heading) => {
  const text = readDoc(path);

  it('has a row for every setting, and for no other', () => {
    const listed = tableRows(text, heading).flatMap(([cell = '']) => codeSpans(cell));
    expect([...listed].sort()).toEqual(names);
  });

  it('mentions no name that is not a setting', () => {
    expect(mentioned(text).filter((name) => !(names as readonly string[]).includes(name))).toEqual([]);
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readDoc('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const named = [...text.matchAll(/npm (?:run )?([a-z]+)(?![\w-])/g)].map(([, name = '']) => name);
    const builtIn = ['install', 'ci', 'pack'];
    expect(named).toEqual(expect.arrayContaining(['start', 'test']));
    expect(named.filter((name) => !Object.hasOwn(scripts, name) && !builtIn.includes(name))).toEqual([]);
  });
});

describe('.env.example', () => {
  const text = readDoc('.env.example');
  const examples = parseEnv(text.replace(/^#(?=[A-Z_]+=)/gm, ''));

  it('has every setting, and no other', () => {
    expect(Object.keys(examples).sort()).toEqual(names);
    expect(mentioned(text).filter((name) => !(names as readonly string[]).includes(name))).toEqual([]);
  });

  it('sets nothing as it stands', () => {
    expect(parseEnv(text)).toEqual({});
  });

  it('shows values that are accepted, apart from the shortened token', () => {
    const token = `123456789:${'A'.repeat(35)}`;
    expect(() => readConfig({ ...examples, TELEGRAM_BOT_TOKEN: token }, { cwd: '/' })).not.toThrow();
  });
});
