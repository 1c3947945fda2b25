import { expect, test, vi } from 'vitest';
import { secret } from '../src/config-secret.ts';
import { createLog, describeError, type Log, type LogLevel } from '../src/log.ts';

const token = `123456789:${'AbC-_'.repeat(7)}`;

function recording(level: LogLevel = 'info', secrets: readonly string[] = []): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const log = createLog({ level, secrets: secrets.map(secret), destination: (line) => lines.push(line) });
  return { log, lines };
}

const parse = (line: string | undefined): Record<string, unknown> => JSON.parse(line ?? '') as Record<string, unknown>;

test('a line is JSON with level, time, process, fields and message', () => {
  const { log, lines } = recording();
  log.child({ chat: 'c1' }).warn({ count: 3 }, 'slow');
  expect(parse(lines[0])).toMatchObject({ level: 'warn', pid: process.pid, chat: 'c1', count: 3, msg: 'slow' });
  expect(parse(lines[0])['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(lines[0]?.endsWith('}\n')).toBe(true);
});

test('what lies below the level is not written', () => {
  const { log, lines } = recording('warn');
  log.debug({}, 'a');
  log.info({}, 'b');
  log.warn({}, 'c');
  log.error({}, 'd');
  expect(lines.map((line) => parse(line)['msg'])).toEqual(['c', 'd']);
});

test.each([
  ['a token in a Bot API address', `https://api.telegram.org/bot${token}/getMe`],
  ['a token in an escaped address', `https://x/?u=bot${token.replace(':', '%3A')}`],
  ['a token alone', token],
  ['a password in a Redis address', 'redis://user:AbC-_AbC@host:6379/0'],
  ['a password without a user', 'rediss://:AbC-_AbC@host'],
  ['the webhook secret', 'header AbC-_AbC"quoted'],
])('%s is struck out of messages, fields, errors and bindings', (_what, text) => {
  const { log, lines } = recording('info', ['AbC-_AbC"quoted']);
  log
    .child({ bound: text })
    .error({ field: text, list: [text], error: new Error(text, { cause: new Error(text) }) }, text);
  expect(lines[0]).not.toMatch(/AbC/);
  expect(lines[0]?.match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(6);
  expect(() => parse(lines[0])).not.toThrow();
});

test('ordinary numbers, times and addresses are left alone', () => {
  const { log, lines } = recording('info', ['abc']);
  const text = 'chat 1234567890:topic 12:30 https://host/path?a=b abc';
  log.info({}, text);
  expect(parse(lines[0])['msg']).toBe(text);
});

test('an error is written by name, code, message, stack and causes, without what else hangs on it', () => {
  const error = Object.assign(new TypeError('no', { cause: 'why' }), {
    code: 'E1',
    payload: { text: 'private words' },
  });
  const described = describeError(error);
  expect(described).toMatchObject({ name: 'TypeError', code: 'E1', message: 'no', cause: { message: 'why' } });
  expect(Object.keys(described)).toEqual(['name', 'code', 'message', 'stack', 'cause']);
  const { log, lines } = recording();
  log.error({ anyName: error }, 'failed');
  expect(lines[0]).not.toContain('private words');
  expect(parse(lines[0])['anyName']).toMatchObject({ code: 'E1' });
});

test('a circle of causes ends', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).match(/round/g)?.length).toBeLessThan(20);
});

test('lines go to standard error, nothing to standard output', () => {
  const written: string[] = [];
  const onError = vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
  const onOutput = vi.spyOn(process.stdout, 'write');
  createLog({ level: 'info' }).info({ count: 1 }, 'hello');
  expect(written.map((line) => parse(line)['msg'])).toEqual(['hello']);
  expect(onOutput).not.toHaveBeenCalled();
  onError.mockRestore();
  onOutput.mockRestore();
});
