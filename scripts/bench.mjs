// npm run bench [-- names]: compiles bench/ with the sources beside it and runs it.
import { cpSync } from 'node:fs';
import './setup/require-node.mjs';

const { setUp } = await import('./setup/set-up.mjs');
const { fromRoot, root } = await import('./setup/paths.mjs');
const { runInForeground } = await import('./setup/run.mjs');

await setUp({ redis: 'always' });

const compiled = fromRoot('.cache', 'bench');
const compiler = fromRoot('node_modules', 'typescript', 'bin', 'tsc');
const code = await runInForeground(process.execPath, [compiler, '-p', fromRoot('tsconfig.bench.json')], { cwd: root });
if (code !== 0) process.exit(code);
const isAsset = (path) => !/\.(ts|mts)$/.test(path);
cpSync(fromRoot('src'), `${compiled}/src`, { recursive: true, filter: isAsset });
cpSync(fromRoot('samples'), `${compiled}/samples`, { recursive: true });
process.exit(
  await runInForeground(process.execPath, [`${compiled}/bench/main.js`, ...process.argv.slice(2)], { cwd: root }),
);
