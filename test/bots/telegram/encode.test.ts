import { InputFile } from 'grammy';
import { expect, test } from 'vitest';
import { encode, encodeCaptionEdit } from '../../../src/bots/telegram/encode.ts';
import { mentionEntities } from '../../../src/bots/telegram/mention-entities.ts';
import { DeliveryError } from '../../../src/errors.ts';

const to = { platform: 'telegram', account: '7', chat: '-1001234567890' } as const;
const plain = { kind: 'message', text: '第 1 题', buttons: [], mentions: [], quote: null } as const;

test('a message goes into its topic, quotes, and shows no previews', () => {
  const buttons = [[{ label: 'A', token: 'answer 1 a' }], [{ label: 'B', token: 'answer 1 b' }]];
  expect(encode({ ...to, thread: '12' }, { ...plain, buttons, quote: '77' })).toEqual({
    method: 'sendMessage',
    payload: {
      chat_id: -1_001_234_567_890,
      message_thread_id: 12,
      text: '第 1 题',
      link_preview_options: { is_disabled: true },
      reply_parameters: { message_id: 77, allow_sending_without_reply: true },
      reply_markup: {
        inline_keyboard: [[{ text: 'A', callback_data: 'answer 1 a' }], [{ text: 'B', callback_data: 'answer 1 b' }]],
      },
    },
  });
});

test('an edit names its message and leaves no buttons where none are wanted', () => {
  expect(encode(to, { kind: 'edit', messageId: '5', text: '3 人', buttons: [] })).toEqual({
    method: 'editMessageText',
    payload: {
      chat_id: -1_001_234_567_890,
      message_id: 5,
      text: '3 人',
      link_preview_options: { is_disabled: true },
    },
  });
});

test('a picture and a file are uploaded under a name that cannot break the request', () => {
  const bytes = new Uint8Array([1, 2]);
  const image = encode(to, { kind: 'image', name: 'a"b;\r\n.png', bytes, caption: '', buttons: [], otherwise: '' });
  expect(image.method).toBe('sendPhoto');
  const photo = image.method === 'sendPhoto' ? image.payload.photo : null;
  expect(photo).toBeInstanceOf(InputFile);
  expect(photo instanceof InputFile && photo.filename).toBe('a_b_.png');
  const file = encode(to, { kind: 'file', name: '周报.csv', bytes, caption: '周报' });
  expect(file).toMatchObject({
    method: 'sendDocument',
    payload: { caption: '周报', document: { filename: '周报.csv' } },
  });
});

test('a reaction is one of those that bots may use', () => {
  expect(encode(to, { kind: 'reaction', messageId: '9', emoji: '👌' })).toMatchObject({
    method: 'setMessageReaction',
    payload: { message_id: 9, reaction: [{ type: 'emoji', emoji: '👌' }] },
  });
  expect(() => encode(to, { kind: 'reaction', messageId: '9', emoji: '✅' })).toThrow(DeliveryError);
});

test('a tap is answered with words or in silence', () => {
  expect(encode(to, { kind: 'toast', tapId: '48', text: '收到' })).toEqual({
    method: 'answerCallbackQuery',
    payload: { callback_query_id: '48', text: '收到' },
  });
  expect(encode(to, { kind: 'toast', tapId: '48', text: null }).payload).toEqual({ callback_query_id: '48' });
});

test('a caption is cut to what fits without halving a character', () => {
  const text = `${'a'.repeat(9)}😀b`;
  const call = encodeCaptionEdit(to, { kind: 'edit', messageId: '5', text, buttons: [] }, 10);
  expect(call.payload).toMatchObject({ caption: 'a'.repeat(9) });
});

test('names are marked where they stand, in UTF-16 units, each once and longer ones first', () => {
  const words = '👋 小明、小明明 还没打卡';
  const found = mentionEntities(words, [
    { id: '1', name: '小明' },
    { id: '2', name: '小明明' },
    { id: '3', name: '不在' },
    { id: 'not-a-number', name: '还' },
  ]);
  expect(found.map(({ offset, length }) => [offset, words.slice(offset, offset + length)])).toEqual([
    [3, '小明'],
    [6, '小明明'],
  ]);
  expect(found).toMatchObject([{ user: { id: 1 } }, { type: 'text_mention', user: { id: 2, is_bot: false } }]);
});

test('two people of one name are both marked', () => {
  const found = mentionEntities('Li, Li', [
    { id: '1', name: 'Li' },
    { id: '2', name: 'Li' },
  ]);
  expect(found.map(({ offset }) => offset)).toEqual([0, 4]);
});
