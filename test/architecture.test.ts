import { describe, expect, test } from 'vitest';
import ts from 'typescript';
import { parseText, readSourceTree, visit, type SourceImport, type SourceModule } from './support/source-tree.ts';

/** What a layer may import: ours at run time, ours as types only, other people's packages. */
interface LayerRule {
  readonly values: readonly string[];
  readonly types: readonly string[];
  readonly packages: readonly RegExp[];
}

const pure = [
  /^(?:temporal-polyfill|croner|chinese-days|gift-pegjs|csv-parse|yaml|fastest-levenshtein|minisearch|zod)$/,
];
const edge: LayerRule = { values: [''], types: [''], packages: [/./] };

/** The table of the design. A path stands for itself and all below it. */
const rules: Readonly<Record<string, LayerRule>> = {
  errors: { values: [], types: ['i18n'], packages: [] },
  log: { values: [], types: ['config'], packages: [/^pino$/] },
  domain: { values: ['domain', 'errors'], types: [], packages: pure },
  i18n: { values: ['i18n'], types: [], packages: [/^@fluent\/bundle$/, /^node:(?:fs|url|path)$/] },
  store: { values: ['store', 'domain', 'errors'], types: ['log'], packages: [/^(?:ioredis|zod)$/, /^node:/] },
  commands: { values: ['commands', 'domain', 'i18n', 'errors'], types: ['store'], packages: [/^zod$/] },
  scheduler: {
    values: ['scheduler', 'commands/core', 'domain', 'i18n', 'errors'],
    types: ['store'],
    packages: [/^(?:node-cron|bullmq)$/],
  },
  // The contract, and what adapters share because each of them needs it: a lease.
  bots: { values: ['bots/adapter.ts', 'errors'], types: ['commands/core'], packages: [/^node:/] },
  'bots/telegram': {
    values: ['bots/adapter.ts', 'bots/held-lease.ts', 'errors'],
    types: ['commands/core'],
    packages: [/^grammy$/, /^node:/],
  },
  'bots/console': { values: ['bots/adapter.ts', 'errors'], types: ['commands/core'], packages: [/^node:/] },
  // wechaty itself is loaded only where a bot of our own is wanted; everything else works on what it is given.
  'bots/wechat': {
    values: ['bots/adapter.ts', 'bots/held-lease.ts', 'errors'],
    types: ['commands/core'],
    packages: [/^(?:wechaty|uqr)$/, /^node:/],
  },
  config: edge,
  cli: edge,
  index: edge,
};

/** Modules at the root of src that are not layers; a new one is a decision (docs/decisions/0008). */
const edgeModules = [
  'accounts',
  'calm-log',
  'cli',
  'config',
  'errors',
  'http',
  'index',
  'log',
  'metrics',
  'readings',
  'stores',
  'wire',
];

const refusedFolders = ['utils', 'helpers', 'common', 'types', 'services', 'middleware', 'lib', 'shared'];

const modules = readSourceTree('src');

function layerOf(path: string): string {
  const [first = '', second = ''] = path.replace(/^src\//, '').split('/');
  const root = first.replace(/\.ts$/, '').replace(/^config-.*/, 'config');
  if (root === 'bots' && second !== '' && !second.endsWith('.ts')) return `bots/${second}`;
  return edgeModules.includes(root) && rules[root] === undefined ? 'index' : root;
}

const isBelow = (path: string, parts: readonly string[]): boolean => {
  const inside = path.replace(/^src\//, '');
  return parts.some(
    (part) => part === '' || inside === part || inside === `${part}.ts` || inside.startsWith(`${part}/`),
  );
};

function isAllowed(layer: string, { target, isOurs, isTypeOnly }: SourceImport): boolean {
  const rule = rules[layer];
  if (rule === undefined) return false;
  if (!isOurs) return rule.packages.some((pattern) => pattern.test(target));
  const allowed = [...rule.values, ...(isTypeOnly ? rule.types : []), ...(layer.startsWith('bots/') ? [layer] : [])];
  return isBelow(target.replace(/^src\/config-.*/, 'src/config.ts'), allowed);
}

function forbiddenImports(tree: readonly SourceModule[]): readonly string[] {
  return tree.flatMap(({ path, imports }) =>
    imports
      .filter((one) => !isAllowed(layerOf(path), one))
      .map(({ target, isTypeOnly }) => `${path} -> ${target}${isTypeOnly ? ' (type)' : ''}`),
  );
}

/** Circles of imports, each told once, as the modules on it. */
function findCycles(tree: readonly SourceModule[]): readonly string[] {
  const targets = new Map(
    tree.map(({ path, imports }) => [path, imports.filter(isOursAtRunTime).map(({ target }) => target)]),
  );
  const done = new Set<string>();
  const cycles = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at !== -1) cycles.add([...trail.slice(at), path].join(' -> '));
    if (at !== -1 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) walk(path, []);
  return [...cycles];
}

const isOursAtRunTime = ({ isOurs, isTypeOnly }: SourceImport): boolean => isOurs && !isTypeOnly;

function placesOf(tree: readonly SourceModule[], isFound: (node: ts.Node) => boolean): readonly string[] {
  return tree.flatMap((module) => {
    const places: string[] = [];
    visit(module.tree, (node) => {
      const line = module.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (isFound(node)) places.push(`${module.path}:${String(line)} ${node.getText()}`);
    });
    return places;
  });
}

function readsClockOrDice(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node))
    return ['Date.now', 'Math.random', 'performance.now'].includes(node.getText());
  return (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    node.expression.getText() === 'Date' &&
    !node.arguments?.length
  );
}

function comparesPlatform(node: ts.Node): boolean {
  const namesPlatform = (one: ts.Node): boolean => /(?:^|\.)platform$/.test(one.getText());
  if (ts.isSwitchStatement(node)) return namesPlatform(node.expression);
  if (!ts.isBinaryExpression(node) || !/^[!=]==?$/.test(node.operatorToken.getText())) return false;
  const sides = [node.left, node.right];
  return sides.some(namesPlatform) && sides.some((side) => ts.isStringLiteral(side));
}

const inDomainOrCommands = modules.filter(({ path }) => /^src\/(?:domain|commands)\//.test(path));
const outsideBots = modules.filter(({ path }) => /^src\/(?:domain|commands|i18n|scheduler|store)\//.test(path));

describe('the source', () => {
  test('imports only what the table of layers allows', () => {
    expect(forbiddenImports(modules)).toEqual([]);
  });

  test('has no circle of imports', () => {
    expect(findCycles(modules)).toEqual([]);
  });

  test('has only known modules at its root and no folder for leftovers', () => {
    const rootNames = modules.filter(({ path }) => path.split('/').length === 2).map(({ path }) => path.slice(4, -3));
    expect(rootNames.filter((name) => !name.startsWith('config-') && !edgeModules.includes(name))).toEqual([]);
    expect(
      modules.map(({ path }) => path).filter((path) => path.split('/').some((part) => refusedFolders.includes(part))),
    ).toEqual([]);
  });

  test('reads neither clock nor dice where decisions are made', () => {
    expect(placesOf(inDomainOrCommands, readsClockOrDice)).toEqual([]);
  });

  test('asks outside the adapters what a platform can do, never what it is called', () => {
    expect(placesOf(outsideBots, comparesPlatform)).toEqual([]);
  });

  test('has files of a readable size', () => {
    const written = modules.filter(({ path }) => path !== 'src/i18n/text-args.ts');
    const sizes = written.map(({ path, lineCount }) => ({ path, lineCount })).sort((a, b) => b.lineCount - a.lineCount);
    const large = sizes.filter(({ lineCount }) => lineCount > wantsSplittingLines);
    // The guides are told, not enforced; what is twice the guide is no matter of taste.
    if (large.length > 0) console.info(`Over ${String(wantsSplittingLines)} lines:`, large);
    expect(sizes.filter(({ lineCount }) => lineCount > 2 * wantsSplittingLines)).toEqual([]);
    expect(sizes[Math.floor(sizes.length / 2)]?.lineCount).toBeLessThanOrEqual(medianLines);
  });
});

const wantsSplittingLines = 300;
const medianLines = 100;

describe('these rules find what they forbid', () => {
  const forbidden = (path: string, text: string): readonly string[] => forbiddenImports([parseText(path, text)]);

  test.each([
    ['src/domain/a.ts', "import { b } from '../store/b.ts';"],
    ['src/domain/a.ts', "import type { B } from '../i18n/b.ts';"],
    ['src/domain/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/commands/a/b.ts', "import { c } from '../../store/c.ts';"],
    ['src/commands/a/b.ts', "import { c, type D } from '../../store/c.ts';"],
    ['src/scheduler/a.ts', "import { b } from '../commands/quiz/b.ts';"],
    ['src/bots/telegram/a.ts', "import { b } from '../../commands/core/b.ts';"],
    ['src/bots/telegram/a.ts', "import { b } from '../console/b.ts';"],
    ['src/bots/console/a.ts', "import { Bot } from 'grammy';"],
    ['src/store/a.ts', "export { b } from '../commands/b.ts';"],
    ['src/store/a.ts', "const b = await import('../bots/b.ts');"],
    ['src/store/a.ts', "import { createLog } from '../log.ts';"],
  ])('%s: %s', (path, text) => {
    expect(forbidden(path, text)).toHaveLength(1);
  });

  test.each([
    ['src/commands/a/b.ts', "import type { C } from '../../store/c.ts';"],
    ['src/commands/a/b.ts', "import { type C, type D } from '../../store/c.ts';"],
    ['src/bots/telegram/a.ts', "import { b } from './deep/b.ts';"],
    ['src/store/a.ts', "import type { Log } from '../log.ts';"],
    ['src/cli.ts', "import { b } from './bots/telegram/b.ts';"],
  ])('and let pass %s: %s', (path, text) => {
    expect(forbidden(path, text)).toEqual([]);
  });

  test('a circle over three modules is one circle', () => {
    const circle = ['a', 'b', 'c'].map((name, index, all) =>
      parseText(`src/domain/${name}.ts`, `import { x } from './${all[(index + 1) % 3] ?? ''}.ts';`),
    );
    expect(findCycles(circle)).toEqual(['src/domain/a.ts -> src/domain/b.ts -> src/domain/c.ts -> src/domain/a.ts']);
  });

  test.each(['Date.now()', 'new Date()', 'Date()', 'Math.random()', 'pick(Math.random)'])('%s is seen', (text) => {
    expect(placesOf([parseText('src/domain/a.ts', text)], readsClockOrDice)).toHaveLength(1);
  });

  test.each([
    "if (chat.platform === 'telegram') {}",
    "const x = 'wechat' !== platform;",
    'switch (address.platform) {}',
  ])('%s is seen', (text) => {
    expect(placesOf([parseText('src/domain/a.ts', text)], comparesPlatform)).toHaveLength(1);
  });

  test('an instant turned into a date, and two platforms compared, are fine', () => {
    const module = parseText('src/domain/a.ts', 'new Date(atMs); a.platform === b.platform;');
    expect(placesOf([module], (node) => readsClockOrDice(node) || comparesPlatform(node))).toEqual([]);
  });
});
