import { describe, expect, test } from 'vitest';
import { checkRequest } from '../../support/bot-api/schema/check-request.ts';
import { botApiSchema } from '../../support/bot-api/schema/schema.ts';

const send = (extra: Readonly<Record<string, unknown>>) =>
  checkRequest('sendMessage', { chat_id: 1, text: 'x', ...extra });

const found = (problems: ReturnType<typeof checkRequest>): string[] =>
  problems.map((one) => `${one.code} ${one.path}`.trim());

const keyboard = (...rows: unknown[]) => ({ reply_markup: { inline_keyboard: rows } });
const button = (data: string) => ({ text: data, callback_data: data });

describe('the schema read from the installed types', () => {
  test('has every method with its parameters, requirements and limits', () => {
    const schema = botApiSchema();
    expect(schema.methodNames.length).toBeGreaterThanOrEqual(187);
    expect(schema.method('sendMessage')?.params.get('text')).toMatchObject({
      isRequired: true,
      limits: [{ kind: 'characters', min: 1, max: 4096 }],
    });
    expect(schema.method('sendPoll')?.params.get('options')?.limits).toEqual([{ kind: 'elements', min: 1, max: 12 }]);
    expect(schema.method('getUpdates')?.params.get('limit')?.limits).toEqual([{ kind: 'range', min: 1, max: 100 }]);
    expect(schema.method('answerCallbackQuery')?.params.get('text')?.limits).toEqual([
      { kind: 'characters', min: 0, max: 200 },
    ]);
    expect(schema.method('sendMesage')).toBeUndefined();
  });

  test('finds about a hundred limits on parameters', () => {
    const schema = botApiSchema();
    const limits = schema.methodNames.flatMap((name) =>
      [...(schema.method(name)?.params.values() ?? [])].flatMap((field) => field.limits),
    );
    expect(limits.length).toBeGreaterThanOrEqual(95);
  });

  test('is read only once', () => {
    expect(botApiSchema()).toBe(botApiSchema());
  });
});

describe('a request that is fine', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['a text', 'sendMessage', { chat_id: -1001, text: 'x' }],
    ['4096 characters outside the basic plane', 'sendMessage', { chat_id: 1, text: '😀'.repeat(4096) }],
    ['64 bytes of data', 'sendMessage', { chat_id: 1, text: 'x', ...keyboard([button('d'.repeat(64))]) }],
    ['a keyboard taken away', 'editMessageReplyMarkup', { chat_id: 1, message_id: 2, ...keyboard() }],
    ['a link button', 'sendMessage', { chat_id: 1, text: 'x', ...keyboard([{ text: 'a', url: 'https://a.b' }]) }],
    ['a reaction', 'setMessageReaction', { chat_id: 1, message_id: 2, reaction: [{ type: 'emoji', emoji: '👍' }] }],
    ['commands', 'setMyCommands', { commands: [{ command: 'checkin', description: '打卡' }], language_code: 'zh' }],
    ['a scope', 'deleteMyCommands', { scope: { type: 'chat_member', chat_id: 1, user_id: 2 } }],
    [
      'markup that is parsed away',
      'sendMessage',
      { chat_id: 1, text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' },
    ],
    ['no parameters', 'getMe', {}],
  ])('%s', (_name, method, params) => {
    expect(checkRequest(method, params)).toEqual([]);
  });
});

describe('a request that is refused', () => {
  test.each<[string, string[], ReturnType<typeof checkRequest>]>([
    ['an unknown method', ['unknown-method'], checkRequest('sendMesage', {})],
    ['an unknown field', ['unknown-field disable_web_page_preview'], send({ disable_web_page_preview: true })],
    ['a missing field', ['missing-field text'], checkRequest('sendMessage', { chat_id: 1 })],
    ['a deprecated field', ['deprecated-field reply_to_message_id'], send({ reply_to_message_id: 3 })],
    ['a number as text', ['wrong-type message_thread_id'], send({ message_thread_id: '3' })],
    ['a fraction', ['wrong-type message_thread_id'], send({ message_thread_id: 3.5 })],
    ['null', ['wrong-type message_thread_id'], send({ message_thread_id: null })],
    ['an unknown parse mode', ['wrong-value parse_mode'], send({ parse_mode: 'Html' })],
    ['an empty text', ['too-short text'], send({ text: '' })],
    ['white space only', ['too-short text'], send({ text: ' \n ' })],
    ['4097 characters', ['too-long text'], send({ text: 'x'.repeat(4097) })],
    ['4097 characters outside the basic plane', ['too-long text'], send({ text: '😀'.repeat(4097) })],
    ['half a surrogate pair', ['bad-text text'], send({ text: 'a\ud83d' })],
    ['broken HTML', ['bad-text text'], send({ text: 'a < b', parse_mode: 'HTML' })],
    ['an unescaped dot', ['bad-text text'], send({ text: 'Done.', parse_mode: 'MarkdownV2' })],
    [
      'an entity outside the text',
      ['wrong-value entities[0]'],
      send({ entities: [{ type: 'bold', offset: 0, length: 2 }] }),
    ],
    ['mode and entities', ['conflict text'], send({ parse_mode: 'HTML', entities: [] })],
    [
      '65 bytes of data',
      ['too-long reply_markup.inline_keyboard[0][0].callback_data'],
      send(keyboard([{ text: 'x', callback_data: 'd'.repeat(65) }])),
    ],
    [
      '22 Chinese characters of data',
      ['too-long reply_markup.inline_keyboard[0][0].callback_data'],
      send(keyboard([{ text: 'x', callback_data: '答'.repeat(22) }])),
    ],
    ['no buttons at all', ['bad-keyboard reply_markup.inline_keyboard'], send(keyboard())],
    ['an empty row', ['bad-keyboard reply_markup.inline_keyboard[1]'], send(keyboard([button('a')], []))],
    [
      '13 buttons in a row',
      ['bad-keyboard reply_markup.inline_keyboard[0]'],
      send(keyboard(Array.from({ length: 13 }, (_, i) => button(String(i))))),
    ],
    [
      '101 buttons',
      ['bad-keyboard reply_markup.inline_keyboard'],
      send(keyboard(...Array.from({ length: 101 }, (_, i) => [button(String(i))]))),
    ],
    [
      'a button without a text',
      ['bad-button reply_markup.inline_keyboard[0][0].text'],
      send(keyboard([{ text: ' ', callback_data: 'a' }])),
    ],
    [
      'a link that is none',
      ['bad-button reply_markup.inline_keyboard[0][0].url'],
      send(keyboard([{ text: 'a', url: 'example' }])),
    ],
    [
      'an unknown field in a reply',
      ['unknown-field reply_parameters.message'],
      send({ reply_parameters: { message_id: 3, message: 3 } }),
    ],
    [
      'a reaction bots cannot give',
      ['wrong-value reaction[0].emoji'],
      checkRequest('setMessageReaction', { chat_id: 1, message_id: 2, reaction: [{ type: 'emoji', emoji: '✅' }] }),
    ],
    [
      'two reactions',
      ['too-many reaction'],
      checkRequest('setMessageReaction', {
        chat_id: 1,
        message_id: 2,
        reaction: [
          { type: 'emoji', emoji: '👍' },
          { type: 'emoji', emoji: '🔥' },
        ],
      }),
    ],
    [
      '13 options',
      ['too-many options'],
      checkRequest('sendPoll', {
        chat_id: 1,
        question: 'q',
        options: Array.from({ length: 13 }, () => ({ text: 'o' })),
      }),
    ],
    [
      'a quiz without an answer',
      ['missing-field correct_option_ids'],
      checkRequest('sendPoll', { chat_id: 1, question: 'q', type: 'quiz', options: [{ text: 'a' }, { text: 'b' }] }),
    ],
    [
      'a command with a hyphen',
      ['wrong-value commands[0].command'],
      checkRequest('setMyCommands', { commands: [{ command: 'check-in', description: 'd' }] }),
    ],
    [
      'a command without description',
      ['too-short commands[0].description'],
      checkRequest('setMyCommands', { commands: [{ command: 'a', description: '' }] }),
    ],
    [
      'a command twice',
      ['wrong-value commands'],
      checkRequest('setMyCommands', {
        commands: [
          { command: 'a', description: 'd' },
          { command: 'a', description: 'd' },
        ],
      }),
    ],
    [
      'a long language code',
      ['wrong-value language_code'],
      checkRequest('setMyCommands', { commands: [], language_code: 'zh-hans' }),
    ],
    ['an edit of nothing', ['missing-field message_id'], checkRequest('editMessageText', { chat_id: 1, text: 'x' })],
    ['an edit without text', ['conflict text'], checkRequest('editMessageText', { chat_id: 1, message_id: 2 })],
    [
      'an answer of 201 characters',
      ['too-long text'],
      checkRequest('answerCallbackQuery', { callback_query_id: '1', text: 'x'.repeat(201) }),
    ],
    [
      'an unknown update kind',
      ['wrong-value allowed_updates[0]'],
      checkRequest('getUpdates', { allowed_updates: ['messages'] }),
    ],
    [
      'a secret with a space',
      ['wrong-value secret_token'],
      checkRequest('setWebhook', { url: 'https://a.b', secret_token: 'a b' }),
    ],
    [
      'ids that do not increase',
      ['wrong-value message_ids'],
      checkRequest('forwardMessages', { chat_id: 1, from_chat_id: 2, message_ids: [2, 2] }),
    ],
    [
      '101 ids',
      ['too-many message_ids'],
      checkRequest('deleteMessages', { chat_id: 1, message_ids: Array.from({ length: 101 }, (_, i) => i + 1) }),
    ],
    [
      'a file that was not uploaded',
      ['wrong-value photo'],
      checkRequest('sendPhoto', { chat_id: 1, photo: 'attach://x' }),
    ],
  ])('%s', (_name, wanted, problems) => {
    expect(found(problems)).toEqual(wanted);
  });

  test.each([
    ['no action', { text: 'a' }],
    ['two actions', { text: 'a', callback_data: 'a', url: 'https://a.b' }],
  ])('a button with %s', (_name, wrong) => {
    expect(found(send(keyboard([wrong])))).toContain('bad-button reply_markup.inline_keyboard[0][0]');
  });
});
