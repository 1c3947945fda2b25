import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeSpans, readDoc, root } from './read-doc.ts';

const documents = ['.', 'docs', 'examples']
  .flatMap((dir) =>
    readdirSync(join(root, dir), { recursive: dir !== '.', encoding: 'utf8' }).map((file) => join(dir, file)),
  )
  .filter((path) => path.endsWith('.md') && !path.includes('node_modules'))
  .sort();

/** Text without blocks of code, where brackets and backticks mean something else. */
const prose = (path: string): string => readDoc(path).replace(/^```[\s\S]*?^```/gm, '');

const targetsOf = (path: string): readonly string[] => {
  const text = prose(path).replace(/`[^`\n]*`/g, '');
  const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const embedded = [...text.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, target = '']) => target);
  return [...inline, ...embedded].filter((target) => !/^(?:https?|mailto):/.test(target));
};

/** Anchors as GitHub makes them of headings. */
const anchorsOf = (path: string): readonly string[] =>
  [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );

/** Paths in `code` that claim to be files of this repository; patterns and placeholders are none. */
const namedPaths = (path: string): readonly string[] =>
  codeSpans(prose(path)).filter(
    (code) =>
      /^(?:src|test|docs|samples|scripts|examples|bench|\.ci)\/[\w./-]*$/.test(code) ||
      /^(?:store|commands|domain|i18n|scheduler|bots|cli)\/[\w./-]+\.\w+$/.test(code),
  );

describe.each(documents)('%s', (path) => {
  it('leads nowhere that is not there', () => {
    const broken = targetsOf(path).filter((target) => {
      const [file = '', anchor = ''] = target.split('#');
      const named = file === '' ? path : normalize(join(dirname(path), decodeURIComponent(file)));
      if (!existsSync(join(root, named))) return true;
      return anchor !== '' && !anchorsOf(named).includes(decodeURIComponent(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('names no file that is not there', () => {
    const missing = namedPaths(path).filter(
      (named) => !existsSync(join(root, named)) && !existsSync(join(root, 'src', named)),
    );
    expect(missing).toEqual([]);
  });
});
