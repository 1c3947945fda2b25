import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examineHolidays } from '../src/cli/doctor-holidays.ts';
import { readSettings } from '../src/cli/doctor-settings.ts';
import { unknownHolidayYear } from '../src/cli/holiday-warning.ts';
import { loadConfig } from '../src/cli/settings.ts';
import { readWorkdaysFile } from '../src/config-workdays.ts';
import type { LocalDate } from '../src/domain/local-date.ts';
import { lastKnownHolidayYear, publishedWorkdays } from '../src/domain/workdays.ts';
import { ConfigError, type ConfigProblem } from '../src/errors.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'workdays-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const env = { BANZHANG_WORKDAYS_FILE: 'days.csv' };
const keep = (text: string): void => {
  writeFileSync(join(cwd, 'days.csv'), text);
};

function problemsOf(all: Record<string, string>): readonly ConfigProblem[] {
  try {
    loadConfig({ cwd, env: all });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the workdays file', () => {
  test('is read beside the settings and changes the days that it names', () => {
    keep('2027-01-01,off,元旦\n');
    const { workdays } = loadConfig({ cwd, env: { ...env } });
    expect(workdays.isWorkday('2027-01-01' as LocalDate)).toBe(false);
    expect(workdays.isKnown('2027-06-01' as LocalDate)).toBe(false);
    keep('2027,complete\n2027-01-01,off,元旦\n');
    expect(loadConfig({ cwd, env: { ...env } }).workdays.isKnown('2027-06-01' as LocalDate)).toBe(true);
  });

  test('with mistakes is refused together with other settings that are wrong, each line by its number', () => {
    keep('2027-13-01,off\n2027-01-02,perhaps\n');
    const problems = problemsOf({ ...env, BANZHANG_TIMEZONE: 'Mars/Olympus' });
    expect(problems.map(({ key }) => key)).toEqual([
      'BANZHANG_WORKDAYS_FILE',
      'BANZHANG_WORKDAYS_FILE',
      'BANZHANG_TIMEZONE',
    ]);
    expect(problems[0]?.message).toContain('days.csv, line 1: "2027-13-01" is no date');
    expect(problems[1]?.message).toContain('days.csv, line 2: "perhaps"');
  });

  test('that is not there, or is a folder, is named', () => {
    expect(problemsOf({ ...env })[0]?.message).toBe('days.csv does not exist');
    expect(problemsOf({ BANZHANG_WORKDAYS_FILE: cwd })[0]?.message).toContain('is a folder');
  });

  test('that is not set leaves the published calendar', () => {
    expect(readWorkdaysFile({}, cwd)).toEqual({ calendar: publishedWorkdays, problems: [] });
  });
});

describe('holidays that are not known', () => {
  const at = (day: string): number => Date.parse(`${String(lastKnownHolidayYear)}-${day}T12:00:00+08:00`);

  test('are told of from November on, and not before', () => {
    expect(unknownHolidayYear(publishedWorkdays, at('10-15'))).toBeNull();
    expect(unknownHolidayYear(publishedWorkdays, at('11-15'))).toBe(lastKnownHolidayYear + 1);
    expect(unknownHolidayYear(publishedWorkdays, at('12-31') + 40 * 86_400_000)).toBe(lastKnownHolidayYear + 1);
  });

  test('make doctor say what to do, until a file knows all of them', () => {
    const next = String(lastKnownHolidayYear + 1);
    const examine = (all: Record<string, string>) => {
      const { config, lines } = readSettings({ cwd, env: all });
      return [...lines, examineHolidays(config.workdays, at('11-15'))].map(({ severity }) => severity);
    };
    expect(examine({})).toEqual(['ok', 'warning']);
    keep(`${next}-01-01,off,元旦\n`);
    expect(examine({ ...env })).toEqual(['ok', 'warning']);
    keep(`${next}-01-01,off,元旦\n${next},complete\n`);
    expect(examine({ ...env })).toEqual(['ok', 'ok']);
  });

  test('and a file that cannot be read is a setting that cannot', () => {
    keep('soon,off\n2027-13-01,off\n');
    const { lines, isUsable } = readSettings({ cwd, env: { ...env, BANZHANG_LOCALE: 'Klingon' } });
    expect(lines.map(({ severity, message }) => [severity, message.split(' ')[0]])).toEqual([
      ['fatal', 'BANZHANG_WORKDAYS_FILE'],
      ['fatal', 'BANZHANG_WORKDAYS_FILE'],
      ['fatal', 'BANZHANG_LOCALE'],
    ]);
    expect(isUsable('BANZHANG_WORKDAYS_FILE')).toBe(false);
  });
});
