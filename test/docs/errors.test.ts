import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { settingNames } from '../../src/config-settings.ts';
import { ConfigError, deliveryErrorCodes, storeErrorCodes, type ConfigProblem } from '../../src/errors.ts';
import { codeSpans, readDoc, root, tableRows } from './read-doc.ts';

const doc = readDoc('docs/errors.md');
const firstCodes = (heading: string): readonly string[] =>
  tableRows(doc, heading).map(([cell = '']) => codeSpans(cell)[0] ?? cell);

/** Literals of the modules that speak to operators, with `…` for what is filled in. */
const spoken: readonly string[] = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .filter((path) =>
    /^(?:config[\w-]*|http|cli\/(?:start|telegram-account)|bots\/wechat\/own-packages|store\/(?:embedded-[\w-]+|check-server))\.ts$/.test(
      path,
    ),
  )
  .flatMap((path) => literalsOf(readFileSync(`${root}src/${path}`, 'utf8')));

function literalsOf(source: string): readonly string[] {
  const literals = source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g);
  return [...literals].map(([, plain, template]) => plain ?? (template ?? '').replace(/\$\{[^}]*\}/g, '…'));
}

/** Whether something said is what the document quotes: `…` stands for anything. */
function isQuoted(quote: string, said: string): boolean {
  const pattern = quote.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(pattern.join('.*')).test(said);
}

/** Everything wrong in a configuration, as it is told. */
function problemsOf(env: Readonly<Record<string, string>>): readonly ConfigProblem[] {
  try {
    readConfig(env, { cwd: '/' });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const wrong: readonly Readonly<Record<string, string>>[] = [
  Object.fromEntries(settingNames.map((name) => [name, '?!'])),
  { TELEGRAM_BOT_TOKEN: `1:${'a'.repeat(30)}`, TELEGRAM_WEBHOOK_URL: 'https://example.org:3000/hook' },
  { REDIS_CLUSTER: 'true', REDIS_URL: '/run/redis.sock' },
  { REDIS_URL: 'redis://a,redis://b' },
  { BANZHANG_LOCAL: 'en' },
  { WECHATY_PUPPET: 'wechaty-puppet-service' },
];

describe('docs/errors.md', () => {
  it('lists the codes of store errors, all of them and no other', () => {
    expect(firstCodes('Store errors')).toEqual(storeErrorCodes);
  });

  it('lists the codes of delivery errors, all of them and no other', () => {
    expect(firstCodes('Delivery errors')).toEqual(deliveryErrorCodes);
  });

  it('quotes nothing that the program does not say', () => {
    const headings = ['Configuration problems', 'The embedded Redis', 'Your own Redis'];
    const quotes = headings.flatMap((heading) => tableRows(doc, heading).map(([, said = '']) => codeSpans(said)[0]));
    expect(quotes.length).toBeGreaterThan(40);
    expect(quotes.filter((quote) => !spoken.some((said) => isQuoted(quote ?? '', said)))).toEqual([]);
  });

  it('explains whatever is said of a wrong configuration', () => {
    const rows = tableRows(doc, 'Configuration problems').map(([key = '', said = '']) => ({
      key: codeSpans(key)[0] ?? null,
      said: codeSpans(said)[0] ?? '',
    }));
    const problems = wrong.flatMap(problemsOf);
    expect(problems.length).toBeGreaterThan(14);
    const unexplained = problems.filter(
      (problem) =>
        !rows.some(({ key, said }) => (key ?? problem.key) === problem.key && isQuoted(said, problem.message)),
    );
    expect(unexplained).toEqual([]);
  });
});
