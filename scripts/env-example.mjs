// Writes .env.example from what src/config-env-example.ts says of each setting, as dist has it: build first.
// `--check` writes nothing and fails when the file on disk is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const built = new URL('../dist/config-env-example.js', import.meta.url);
const target = new URL('../.env.example', import.meta.url);

if (!existsSync(built)) {
  console.error('dist is missing: run npm run build');
  process.exit(1);
}
const { envExample } = await import(built.href);
const current = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (current !== envExample()) {
  if (process.argv.includes('--check')) {
    console.error('.env.example is stale: run node scripts/env-example.mjs');
    process.exit(1);
  }
  writeFileSync(target, envExample());
}
