import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepMemoryCard, memoryCardPath, prepareMemoryCard } from '../../../src/bots/wechat/own-memory-card.ts';

let dir = '';
let name = '';
const warnings: string[] = [];
const log = {
  info: () => undefined,
  warn: (_fields: object, message: string) => void warnings.push(message),
  error: () => undefined,
};
const modeOf = (path: string): number => statSync(path).mode & 0o777;
const login = JSON.stringify({ puppet: { cookie: 'webwx' } });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'card-'));
  name = join(dir, 'data', 'wechat-wechat');
  warnings.length = 0;
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('the memory card', () => {
  test('is there for its owner alone before wechaty writes it', async () => {
    await prepareMemoryCard(name, log);
    expect(modeOf(memoryCardPath(name))).toBe(0o600);
    // wechaty writes in place, which leaves the mode as it is.
    writeFileSync(memoryCardPath(name), login);
    expect(modeOf(memoryCardPath(name))).toBe(0o600);
    expect(warnings).toEqual([]);
  });

  test('loses the mode that an older version gave it', async () => {
    await prepareMemoryCard(name, log);
    writeFileSync(join(dir, 'open.memory-card.json'), login, { mode: 0o644 });
    await prepareMemoryCard(join(dir, 'open'), log);
    expect(modeOf(join(dir, 'open.memory-card.json'))).toBe(0o600);
    expect(readFileSync(join(dir, 'open.memory-card.json'), 'utf8')).toBe(login);
  });

  test('comes back from its copy when a crash left half of it', async () => {
    await prepareMemoryCard(name, log);
    writeFileSync(memoryCardPath(name), login);
    await keepMemoryCard(name);
    writeFileSync(memoryCardPath(name), login.slice(0, 9));
    await keepMemoryCard(name);
    await prepareMemoryCard(name, log);
    expect(readFileSync(memoryCardPath(name), 'utf8')).toBe(login);
    expect(modeOf(memoryCardPath(name))).toBe(0o600);
    expect(warnings).toHaveLength(1);
  });

  test('starts empty, and says so, when there is no copy', async () => {
    await prepareMemoryCard(name, log);
    writeFileSync(memoryCardPath(name), '');
    await prepareMemoryCard(name, log);
    expect(readFileSync(memoryCardPath(name), 'utf8')).toBe('{}');
    expect(warnings).toHaveLength(1);
  });

  test('keeps the copy of a login when a logout emptied the card', async () => {
    await prepareMemoryCard(name, log);
    writeFileSync(memoryCardPath(name), login);
    await keepMemoryCard(name);
    writeFileSync(memoryCardPath(name), '{}');
    await keepMemoryCard(name);
    const copy = `${name}.memory-card.last-good.json`;
    expect(readFileSync(copy, 'utf8')).toBe(login);
    expect(modeOf(copy)).toBe(0o600);
  });
});
