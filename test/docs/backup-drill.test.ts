import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, installBanzhang } from '../support/banzhang-process.ts';
import { readDoc } from './read-doc.ts';

let banzhang: Installation;
beforeAll(async () => {
  banzhang = await installBanzhang();
});
afterAll(() => banzhang.remove());

const [, block = ''] = /^## The drill\n[\s\S]*?```sh\n([\s\S]*?)```/m.exec(readDoc('docs/backup.md')) ?? [];
const lines = block.trim().split('\n');

/** `NAME=value … banzhang arguments` as the parts of a call. */
function partsOf(line: string) {
  const words = line.split(' ');
  const at = words.indexOf('banzhang');
  const env = Object.fromEntries(words.slice(0, at).map((word) => word.split('=', 2) as [string, string]));
  return { env, args: words.slice(at + 1) };
}

test('the drill of docs/backup.md does as it says, word by word', async () => {
  await banzhang.run([], { lines: ['打卡 30分钟', '我的'] });
  const counts: (readonly string[])[] = [];
  for (const line of lines.filter((one) => one.includes('banzhang'))) {
    const { env, args } = partsOf(line);
    const { code, stdout, stderr } = await banzhang.run(args, { env });
    expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    counts.push(/([\d,]+) keys and (\d+) pending/.exec(stdout)?.slice(1) ?? []);
  }
  const [backedUp, restored, again] = counts;
  expect(Number(backedUp?.[0])).toBeGreaterThan(20);
  expect(restored).toEqual(backedUp);
  expect(again).toEqual(backedUp);
  const [remove = ''] = lines.slice(-1);
  for (const name of remove.replace('rm -r ', '').split(' ')) {
    expect(existsSync(join(banzhang.dir, name))).toBe(true);
    await rm(join(banzhang.dir, name), { recursive: true });
  }
}, 60_000);
