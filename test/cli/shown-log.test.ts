import { describe, expect, test } from 'vitest';
import { createShownLog } from '../../src/cli/shown-log.ts';

describe('the log as it is shown on a terminal', () => {
  test('is one short line for each complaint, which is not repeated within a minute', () => {
    const shown: string[] = [];
    let nowMs = 0;
    const log = createShownLog(
      (line) => void shown.push(line),
      () => nowMs,
    );
    const lost = JSON.stringify({
      level: 'warn',
      msg: 'redis is away',
      error: { message: 'ECONNREFUSED', stack: 'x' },
    });
    log(lost);
    nowMs = 59_999;
    log(lost);
    log(JSON.stringify({ level: 'warn', msg: 'redis is back' }));
    nowMs = 60_000;
    log(lost);
    const said = '! warn: redis is away (ECONNREFUSED)';
    expect(shown).toEqual([said, '! warn: redis is back', said]);
  });

  test('leaves a line that it cannot read as it is', () => {
    const shown: string[] = [];
    createShownLog(
      (line) => void shown.push(line),
      () => 0,
    )('not JSON\n');
    expect(shown).toEqual(['not JSON']);
  });
});
