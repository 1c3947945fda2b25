import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { ConfigProblem } from './errors.ts';

/**
 * What is wrong with the `.env` file of a folder, line by line; nothing if there is none. Its values are put into
 * `env` where `env` has no such name yet.
 */
export function loadDotEnv(dir: string, env: Record<string, string | undefined>): readonly ConfigProblem[] {
  const text = readText(join(dir, '.env'));
  if (typeof text !== 'string') return text;
  for (const [name, value] of Object.entries(parseEnv(text))) env[name] ??= value;
  return malformedLines(text);
}

function readText(path: string): string | readonly ConfigProblem[] {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return [];
    return [{ key: '.env', message: `cannot be read (${code}); make it a text file that this user may read` }];
  }
}

const assignment = /^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*=\s*(.*)$/;
const blankOrComment = /^\s*(?:#|$)/;

/** `parseEnv` skips what it cannot read; here such lines are named, never printed: they may hold a secret. */
function malformedLines(text: string): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  let open: { readonly quote: string; readonly line: number } | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (open !== null) {
      if (line.includes(open.quote)) open = null;
      continue;
    }
    const value = assignment.exec(line)?.[1];
    if (value === undefined && !blankOrComment.test(line)) {
      problems.push({ key: `.env line ${String(index + 1)}`, message: 'is not NAME=value' });
    }
    const quote = /^["'`]/.exec(value ?? '')?.[0];
    if (quote !== undefined && !value?.slice(1).includes(quote)) open = { quote, line: index + 1 };
  }
  if (open === null) return problems;
  return [
    ...problems,
    { key: `.env line ${String(open.line)}`, message: `opens a ${open.quote} that is never closed` },
  ];
}
