import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLoginSheet, scanStatus } from '../../../src/bots/wechat/own-login-sheet.ts';

const [first, second] = ['https://login.weixin.qq.com/l/AAAA==', 'https://login.weixin.qq.com/l/BBBB=='];
let dir = '';
let svgPath = '';
let drawings: string[] = [];
let lines: string[] = [];
const note = (_fields: object, message: string): void => void lines.push(message);
const open = (isTTY: boolean) =>
  createLoginSheet({
    svgPath,
    account: 'wechat',
    output: { isTTY, write: (text) => drawings.push(text) },
    log: { info: note, warn: note, error: note },
  });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sheet-'));
  svgPath = join(dir, 'data', 'wechat-login.svg');
  drawings = [];
  lines = [];
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('the login sheet', () => {
  test('draws a code once, and a new one again', async () => {
    const sheet = open(true);
    await sheet.show(first, scanStatus.waiting);
    await sheet.show(first, scanStatus.waiting);
    const before = readFileSync(svgPath, 'utf8');
    await sheet.show(second, scanStatus.timeout);
    expect(drawings).toHaveLength(2);
    expect(drawings[0]).toMatch(/[▀▄█]/);
    expect(readFileSync(svgPath, 'utf8')).toMatch(/^<svg/);
    expect(readFileSync(svgPath, 'utf8')).not.toBe(before);
  });

  test('keeps the picture from everybody else on the machine', async () => {
    await open(false).show(first, scanStatus.waiting);
    expect(statSync(svgPath).mode & 0o777).toBe(0o600);
  });

  test('draws nothing where no terminal looks on, but says where the picture is', async () => {
    await open(false).show(first, scanStatus.waiting);
    expect(drawings).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  test('says in a line each that the code was scanned and confirmed', async () => {
    const sheet = open(true);
    await sheet.show('', scanStatus.scanned);
    await sheet.show('', scanStatus.confirmed);
    expect(lines).toHaveLength(2);
    expect(drawings).toEqual([]);
  });

  test('takes the picture away when nobody has to log in any more', async () => {
    const sheet = open(false);
    void sheet.show(first, scanStatus.waiting);
    await sheet.clear();
    expect(existsSync(svgPath)).toBe(false);
  });
});
