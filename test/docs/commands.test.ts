import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnyCommand } from '../../src/commands/core/command.ts';
import { createCommandTable } from '../../src/commands/core/table.ts';
import { defaultSettings } from '../../src/domain/settings.ts';
import { readSetting, settingWords } from '../../src/domain/setting-words.ts';
import { readAnswer } from '../../src/domain/answer-reply.ts';
import { readCheckIn } from '../../src/domain/check-in-reply.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';
import { parseSchedulePhrase } from '../../src/domain/schedule-phrase.ts';
import { readWish } from '../../src/commands/remind/read-wish.ts';
import { codeSpans, readDoc, root, section, tableRows } from './read-doc.ts';

const doc = readDoc('docs/commands.md');
const headings = [...doc.matchAll(/^## (\/\w+)$/gm)].map(([, heading = '']) => heading);

/** Parts that are never used: a command can be looked at without being run. */
const unused: unknown = new Proxy(() => unused, { get: () => unused });

type Factory = (parts: unknown) => AnyCommand;

/** Every command that a module below src/commands makes. */
async function allCommands(): Promise<readonly AnyCommand[]> {
  const files = readdirSync(`${root}src/commands`, { recursive: true, encoding: 'utf8' });
  const modules = await Promise.all(
    files
      .filter((file) => file.endsWith('.ts'))
      .map(async (file) => {
        const module: unknown = await import(new URL(`../../src/commands/${file}`, import.meta.url).href);
        return Object.entries(module as Record<string, unknown>);
      }),
  );
  const factories = modules.flat().filter(([name]) => /^create\w+Command$/.test(name));
  return factories.map(([, factory]) => (factory as Factory)(unused));
}

/** A reminder's time is not looked at when its words are read; its example must be one that is understood. */
function isUnderstood(name: string, rest: string): boolean {
  const wish = name === 'remind' ? readWish(rest) : null;
  if (wish?.kind !== 'new') return true;
  const parsed = parseSchedulePhrase(wish.words, {
    nowMs: Date.UTC(2026, 10, 21, 12),
    zone: 'Asia/Shanghai' as TimeZone,
  });
  return parsed.kind === 'understood' && parsed.rest !== '';
}

const commands = await allCommands();
const table = createCommandTable(commands, () => Number.POSITIVE_INFINITY);

/** The line of a section that begins with a label. */
function line(heading: string, label: string): string {
  const found = section(doc, heading)
    .split('\n')
    .find((candidate) => candidate.startsWith(`- ${label}:`));
  return found ?? '';
}

describe('docs/commands.md', () => {
  it('has a section for every command, and for no other', () => {
    expect([...headings].sort()).toEqual(commands.map(({ name }) => `/${name}`).sort());
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    'tells the words of /%s, who may use it and where',
    (name, { words, who, where }) => {
      expect(codeSpans(line(`/${name}`, 'Words'))).toEqual(words);
      expect(line(`/${name}`, 'Who')).toBe(`- Who: ${who} · Where: ${where}`);
    },
  );

  const typed = headings.flatMap((heading) =>
    tableRows(section(doc, heading)).length === 0 || !section(doc, heading).includes('| typed')
      ? []
      : tableRows(section(doc, heading)).flatMap(([cell = '']) =>
          codeSpans(cell).map((example) => [example, heading] as const),
        ),
  );

  it.each(typed)('“%s” is understood by %s', (example, heading) => {
    const [first = '', ...rest] = example.replace(/^\//, '').split(' ');
    const command = table.byWord(first);
    expect(`/${command?.name ?? ''}`).toBe(heading);
    expect(command?.prepare(rest.join(' '))).not.toBeNull();
    expect(isUnderstood(command?.name ?? '', rest.join(' '))).toBe(true);
  });

  it('lists the settings by the words that are shown, all of them and no other', () => {
    const rows = tableRows(section(doc, '/settings'));
    expect(rows.map(([word = '']) => codeSpans(word)[0])).toEqual(Object.values(settingWords).map(([word]) => word));
    const counts = rows.filter(([, value = '']) => /^\d+$/.test(value)).map(([, value]) => Number(value));
    const { makeupWindowDays, makeupPerMonth, quizRounds } = defaultSettings;
    expect(counts).toEqual([makeupWindowDays, makeupPerMonth, quizRounds]);
  });

  const settingExamples = tableRows(section(doc, '/settings')).flatMap(([word = '', , values = '']) =>
    codeSpans(values).map((value) => [codeSpans(word)[0] ?? '', value] as const),
  );

  it.each(settingExamples)('“settings %s %s” changes something', (word, value) => {
    expect(readSetting(`${word} ${value}`).kind).toBe('change');
  });

  const [checkIns = '', answers = ''] = section(doc, 'Quick replies').trim().split('\n\n');

  it.each(codeSpans(checkIns).filter((reply) => !reply.startsWith('/')))(
    '“%s” after a prompt is a check-in',
    (reply) => {
      expect(readCheckIn(reply, { prompted: true }).kind).toBe('check-in');
    },
  );

  it.each(codeSpans(answers))('“%s” answers a round', (reply) => {
    const kinds = ['single', 'multiple', 'true-false', 'fill-in'] as const;
    const read = kinds.map((kind) => readAnswer(reply, { kind, optionCount: kind === 'true-false' ? 2 : 4 }).kind);
    expect(read).toContain(/^(?:二十三|23)$/.test(reply) ? 'typed' : 'options');
  });
});

describe.each([
  ['README.md', 'What you can send', 0],
  ['README.zh-Hans.md', '能发什么', 1],
] as const)('%s', (path, heading, nameColumn) => {
  const rows = tableRows(readDoc(path), heading);
  const namesOf = (row: readonly string[]): readonly string[] => codeSpans(row[nameColumn] ?? '');

  it('shows every command that has words and is there already, and no other', () => {
    const shown = commands.filter(({ summary, words }) => summary !== null && words.length > 0);
    expect(rows.flatMap(namesOf).sort()).toEqual(shown.map(({ name }) => `/${name}`).sort());
  });

  it('shows words and examples that call the commands beside them', () => {
    const wrong = rows.flatMap((row) => {
      const words = (row[1 - nameColumn] ?? '').split(' ');
      const examples = codeSpans(row[2] ?? '').map((example) => example.split(' '));
      const known = [...words.map((word) => [word]), ...examples.filter(([word = '']) => table.byWord(word) !== null)];
      return known.filter(([word = '', ...rest]) => {
        const command = table.byWord(word);
        if (command === null || !namesOf(row).includes(`/${command.name}`)) return true;
        if (rest.length === 0) return false;
        return command.prepare(rest.join(' ')) === null || !isUnderstood(command.name, rest.join(' '));
      });
    });
    expect(wrong).toEqual([]);
  });
});
