import { distance } from 'fastest-levenshtein';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type AnyCommand, command } from '../../../src/commands/core/command.ts';
import type { PersonalEvent } from '../../../src/commands/core/event.ts';
import { route } from '../../../src/commands/core/route.ts';
import { createCommandTable } from '../../../src/commands/core/table.ts';

const named = (name: string, words: string[], isCall?: NonNullable<AnyCommand['isCall']>) =>
  command({
    name,
    words,
    where: 'anywhere',
    who: 'member',
    summary: 'help-summary',
    usage: null,
    args: z.string(),
    ...(isCall === undefined ? {} : { isCall }),
    run: () => Promise.resolve([]),
  });

const table = createCommandTable(
  [
    named('today', ['今日', '今天']),
    named('remind', ['提醒'], (rest) => rest.startsWith('每天')),
    named('rank', ['排行']),
  ],
  distance,
);

const place = createCommandTable(
  [
    named('today', ['今天']),
    named('remind', ['提醒'], (rest, { isGroup }) => !isGroup || rest === ''),
    named('rank', ['排行']),
  ],
  distance,
);

const envelope = {
  id: 'e',
  order: 1,
  atMs: 0,
  from: { platform: 'telegram', account: 'a', chat: 'c' },
  isGroup: true,
  title: null,
  sender: { id: '1', name: 'ann', languageTag: null },
  isAnonymous: false,
  messageId: '1',
} as const;

const said = (text: string, isEdited = false): PersonalEvent => ({
  ...envelope,
  kind: 'text',
  text,
  isAddressed: false,
  isEdited,
});
const routed = (text: string) => {
  const found = route(said(text), table);
  return found.kind === 'command' ? [found.command.name, found.rest] : [found.kind];
};

describe('words and slashes', () => {
  test.each([
    ['/today', ['today', '']],
    ['／今天', ['today', '']],
    ['/TODAY@my_bot', ['today', '']],
    ['今天', ['today', '']],
    ['今天。', ['today', '']],
    ['“今天”', ['today', '']],
    ['今日！', ['today', '']],
    ['提醒 每天8点 读书', ['remind', '每天8点 读书']],
    ['提醒：每天8点 读书', ['remind', '每天8点 读书']],
    ['/remind whatever', ['remind', 'whatever']],
  ])('%s is a command', (text, expected) => {
    expect(routed(text)).toEqual(expected);
  });

  test.each([
    '今天天气不错',
    '今天 天气不错',
    '今天？',
    '提醒 大家一下',
    '排行 怎么看',
    '',
    '好',
    '/ today',
    'x'.repeat(5_000),
  ])('%s is talk', (text) => {
    expect(routed(text)).toEqual(['talk']);
  });

  test.each(['今天 天气不错', '提醒 大家一下', '排行 怎么看'])('%s is a command where nobody else listens', (text) => {
    const found = route({ ...said(text), isGroup: false }, place);
    expect(found.kind).toBe('command');
  });

  test('a list behind a slash may fill a whole message', () => {
    expect(routed(`/remind ${'x'.repeat(4_000)}`)).toEqual(['remind', 'x'.repeat(4_000)]);
  });

  test('a call by a word may be as long, but is only looked at in the beginning', () => {
    const words = `每天8点 ${'长'.repeat(2_200)}`;
    expect(routed(`提醒 ${words}`)).toEqual(['remind', words]);
    expect(routed(`提醒 ${'长'.repeat(2_200)}`)).toEqual(['talk']);
    expect(routed(`今天${' '.repeat(2_200)}天气不错`)).toEqual(['talk']);
  });

  test('a mistyped slash command comes with the nearest name', () => {
    expect(route(said('/tody'), table)).toMatchObject({ kind: 'unknown-command', nearest: { name: 'today' } });
    expect(route(said('/xyzzy'), table)).toMatchObject({ kind: 'unknown-command', nearest: null });
  });

  test('an edited message calls no command by a bare word but does by a slash', () => {
    expect(route(said('今天', true), table).kind).toBe('talk');
    expect(route(said('/today', true), table).kind).toBe('command');
  });

  test('a token goes to the command of that name and to no word', () => {
    const tapped = (token: string) => route({ ...envelope, kind: 'choice', token, tapId: 't' }, table);
    expect(tapped('rank week')).toMatchObject({ kind: 'command', rest: 'week' });
    expect(tapped('排行 week').kind).toBe('talk');
  });
});

test('two commands cannot claim one word', () => {
  expect(() => createCommandTable([named('a', ['词']), named('b', ['詞'])], distance)).toThrow(/claimed/);
});
