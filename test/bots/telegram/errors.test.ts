import { GrammyError, HttpError } from 'grammy';
import { expect, test } from 'vitest';
import { deliveryErrorOf, editTargetGone, isSettled, isThreadGone } from '../../../src/bots/telegram/errors.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { wordsOf } from './recorded-log.ts';

const token = '7123456789:AAE-test-token_of_nobody_0123456789a';

const refused = (code: number, description: string, parameters = {}): GrammyError =>
  new GrammyError(
    "Call to 'sendMessage' failed!",
    { ok: false, error_code: code, description, parameters },
    'sendMessage',
    { text: 'private words' },
  );

test.each([
  [429, 'Too Many Requests: retry after 7', 'rate-limited'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'gone'],
  [403, 'Forbidden: bot was blocked by the user', 'gone'],
  [403, 'Forbidden: user is deactivated', 'gone'],
  [403, 'Forbidden: bot is not a member of the supergroup chat', 'gone'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'gone'],
  [403, 'Forbidden: the group chat was deleted', 'gone'],
  [400, 'Bad Request: chat not found', 'gone'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'forbidden'],
  [400, 'Bad Request: have no rights to send a message', 'forbidden'],
  [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'forbidden'],
  [400, 'Bad Request: not enough rights to send photos to the chat', 'bad-request'],
  [403, 'Forbidden: something new', 'forbidden'],
  [401, 'Unauthorized', 'unauthorised'],
  [404, 'Not Found', 'unauthorised'],
  [500, 'Internal Server Error', 'unknown-outcome'],
  [400, 'Bad Request: message is too long', 'bad-request'],
] as const)('%i %s is %s', (code, description, expected) => {
  expect(deliveryErrorOf(refused(code, description), 'sendMessage').code).toBe(expected);
});

test('a limit tells how long to wait, with a guess where the server does not say', () => {
  expect(deliveryErrorOf(refused(429, 'x', { retry_after: 7 }), 'm').retryAfterMs).toBe(7000);
  expect(deliveryErrorOf(refused(429, 'x'), 'm').retryAfterMs).toBe(5000);
});

test('a chat that became a supergroup tells its new id', () => {
  const error = refused(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -1009,
  });
  expect(deliveryErrorOf(error, 'sendMessage')).toMatchObject({ code: 'moved', movedTo: '-1009' });
});

test.each(['message to edit not found', "message can't be edited", 'MESSAGE_ID_INVALID'])(
  '"%s" says recognisably that the message is not there to change',
  (words) => {
    const error = deliveryErrorOf(refused(400, `Bad Request: ${words}`), 'editMessageText');
    expect(error).toMatchObject({ code: 'bad-request', message: expect.stringContaining(editTargetGone) as string });
  },
);

const fetchError = (message: string, fields: object): HttpError =>
  new HttpError(
    "Network request for 'sendMessage' failed!",
    Object.assign(new Error(`request to https://api.telegram.org/bot${token}/sendMessage failed, ${message}`), fields),
  );

test.each([
  ['ECONNREFUSED', 'reason: connect ECONNREFUSED', 'unreachable'],
  ['ENOTFOUND', 'reason: getaddrinfo ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'reason: getaddrinfo EAI_AGAIN', 'unreachable'],
  ['ETIMEDOUT', 'reason: connect ETIMEDOUT 1.2.3.4:443', 'unreachable'],
  ['CERT_HAS_EXPIRED', 'reason: certificate has expired', 'unreachable'],
  ['ETIMEDOUT', 'reason: read ETIMEDOUT', 'unknown-outcome'],
  ['ECONNRESET', 'reason: socket hang up', 'unknown-outcome'],
] as const)('%s (%s) is %s', (code, message, expected) => {
  expect(deliveryErrorOf(fetchError(message, { code, type: 'system' }), 'sendMessage').code).toBe(expected);
});

test('an answer that is no JSON, a timeout and anything else leave the outcome open', () => {
  expect(deliveryErrorOf(fetchError('invalid json', { type: 'invalid-json' }), 'm').code).toBe('unknown-outcome');
  expect(deliveryErrorOf(new HttpError('x', new Error("Request to 'm' timed out after 60 seconds")), 'm').code).toBe(
    'unknown-outcome',
  );
  expect(deliveryErrorOf('odd', 'm').code).toBe('unknown-outcome');
});

test('neither the token nor what was sent is anywhere in the error', () => {
  const errors = [
    fetchError('reason: socket hang up', { code: 'ECONNRESET' }),
    fetchError('reason: connect ECONNREFUSED', { code: 'ECONNREFUSED' }),
    new HttpError(`failed https://x/bot${token}/m`, new Error(`bot${token}`)),
    refused(400, `Bad Request: wrong url https://x/bot${token}/m`),
  ];
  const words = errors.map((error) => wordsOf(deliveryErrorOf(error, 'sendMessage'))).join('\n');
  expect(wordsOf(errors[0])).toContain(token);
  expect(words).not.toContain(token);
  expect(words).not.toContain('private words');
});

test('a DeliveryError stays as it is', () => {
  const error = new DeliveryError('gone', 'x');
  expect(deliveryErrorOf(error, 'm')).toBe(error);
});

test('what is so already and what is too late are told apart from failures', () => {
  const said = (description: string) => ({ status: 400, description, retryAfterSeconds: null, movedTo: null });
  expect(isSettled(said('Bad Request: message is not modified: specified new message content'))).toBe(true);
  expect(isSettled(said('Bad Request: query is too old and response timeout expired or query ID is invalid'))).toBe(
    true,
  );
  expect(isSettled(said('Bad Request: message to edit not found'))).toBe(false);
  expect(isThreadGone(said('Bad Request: message thread not found'))).toBe(true);
});
