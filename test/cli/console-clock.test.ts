import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConsoleClock } from '../../src/cli/console-clock.ts';
import type { TimeZone } from '../../src/domain/local-date.ts';

const zone = 'Asia/Shanghai' as TimeZone;
/** 09:00 in Shanghai. */
const nine = Date.UTC(2026, 10, 30, 1);
const hourMs = 3_600_000;

describe('the clock of the terminal chat', () => {
  let dir: string;
  let wall: number;
  const open = () =>
    createConsoleClock({ path: join(dir, 'sub', 'terminal.json'), zone: () => zone, wallMs: () => wall });
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'clock-'));
    wall = nine;
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  test('follows the wall clock, ahead of it by what was skipped', () => {
    const clock = open();
    clock.moveTo(nine + hourMs);
    wall += 5_000;
    expect([clock.now() - nine, clock.aheadMs()]).toEqual([hourMs + 5_000, hourMs]);
  });

  test('never goes back', () => {
    const clock = open();
    clock.moveTo(nine + hourMs);
    clock.moveTo(nine);
    expect(clock.aheadMs()).toBe(hourMs);
  });

  test('is as far ahead after a restart as was kept', () => {
    open().keep(nine + hourMs);
    wall += 60_000;
    expect(open().aheadMs()).toBe(hourMs);
  });

  test.each(['{', '{"aheadMs":-5}', '{"aheadMs":"later"}', ''])(
    'begins at wall time when what was kept is %j',
    (content) => {
      open().keep(nine + hourMs);
      writeFileSync(join(dir, 'sub', 'terminal.json'), content);
      expect(open().aheadMs()).toBe(0);
    },
  );

  test.each([
    [10 * 60, 1],
    [9 * 60, 24],
    [8 * 60, 23],
  ])('finds minute %i of the day %i hours on', (minute, hours) => {
    expect(open().nextAtMs(minute)).toBe(nine + hours * hourMs);
  });
});
