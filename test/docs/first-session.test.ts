import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readDoc, root } from './read-doc.ts';

const dirs: string[] = [];

afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** The block of a README in which somebody talks to the terminal chat. */
function transcriptOf(path: string): readonly string[] {
  const blocks = [...readDoc(path).matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  return (blocks.find((block) => /^\S+> /.test(block)) ?? '').trimEnd().split('\n');
}

/** What the terminal chat prints for lines on standard input; then ends its private Redis. */
async function talk(lines: readonly string[], locale: string): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'session-'));
  dirs.push(dir);
  const env = { ...process.env, BANZHANG_DATA_DIR: dir, BANZHANG_LOCALE: locale, LOG_LEVEL: 'silent', REDIS_URL: '' };
  const cli = join(root, 'dist', 'cli.js');
  if (!existsSync(cli)) throw new Error('run npm run build first');
  const child = spawn(process.execPath, [cli, 'console'], { cwd: dir, env });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stdin.end(`${lines.join('\n')}\n`);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(0);
  return output;
}

/** One space for every gap, one kind of colon: a README is wrapped and shortened by hand. */
const plain = (text: string): string => text.replace(/：/g, ': ').replace(/\s+/g, ' ');

it.each([
  ['README.md', 'en'],
  ['README.zh-Hans.md', 'zh-Hans'],
])(
  'the first session of %s happens as it is printed there, up to the first question',
  async (path, locale) => {
    const transcript = transcriptOf(path);
    const typed = transcript.flatMap((line) => /^\S+> (.*)$/.exec(line)?.[1] ?? []);
    expect(typed.length).toBeGreaterThan(3);
    const printed = plain(await talk(typed, locale));
    const question = transcript.findIndex((line) => / · .* · \d+ /.test(line));
    const said = transcript.slice(0, question).filter((line) => !/^\S+> /.test(line));
    expect(said.length).toBeGreaterThan(3);
    expect(said.filter((line) => !printed.includes(plain(line.trim())))).toEqual([]);
  },
  60_000,
);
