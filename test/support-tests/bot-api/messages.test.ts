import { InlineKeyboard, InputFile } from 'grammy';
import { describe, expect, test } from 'vitest';
import { TINY_PNG } from '../../support/bot-api/driver/tiny-png.ts';
import { clientOf, rawCall, refusal, runningApi, standingClock } from './running-api.ts';

async function groupWithBot(bot: 'member' | 'administrator' = 'member') {
  const api = await runningApi();
  const lan = api.addUser({ firstName: 'Lan', languageCode: 'zh-hans' });
  const group = api.addGroup({ title: '读书会', owner: lan, bot });
  return { api, client: clientOf(api), lan, group };
}

describe('sending', () => {
  test('a text appears in the chat with entities, buttons and the reply', async () => {
    const { api, client, lan, group } = await groupWithBot();
    const asked = api.say(group, lan, '/start');
    const sent = await client.sendMessage(group.id, ' <b>打卡</b> /checkin ', {
      parse_mode: 'HTML',
      reply_parameters: { message_id: asked.message_id },
      reply_markup: new InlineKeyboard().text('A', 'q1:a').text('B', 'q1:b').row().url('书', 'https://example.com'),
    });
    expect(sent.text).toBe('打卡 /checkin');
    expect(sent.entities?.map((one) => one.type)).toEqual(['bold', 'bot_command']);
    expect(api.botMessages(group)).toMatchObject([
      {
        id: sent.message_id,
        text: '打卡 /checkin',
        replyToId: asked.message_id,
        rows: [
          [
            { text: 'A', data: 'q1:a' },
            { text: 'B', data: 'q1:b' },
          ],
          [{ text: '书', data: null, url: 'https://example.com' }],
        ],
      },
    ]);
    expect(api.calls('sendMessage')).toMatchObject([{ outcome: 'ok', params: { chat_id: group.id } }]);
    expect(api.violations()).toEqual([]);
  });

  test('a breach of the rules is refused and remembered, and has no effect', async () => {
    const { api, client, group } = await groupWithBot();
    const long = client.sendMessage(group.id, 'x'.repeat(4097));
    expect(await refusal(long)).toBe('400 Bad Request: message is too long');
    const markup = { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] };
    const data = client.sendMessage(group.id, 'x', { reply_markup: markup });
    expect(await refusal(data)).toBe('400 Bad Request: BUTTON_DATA_INVALID');
    const typo = await rawCall(api, 'sendMessage', { chat_id: group.id, text: 'x', parsemode: 'HTML' });
    expect(typo).toMatchObject({ status: 400, body: { ok: false, error_code: 400 } });
    expect(api.messages(group)).toEqual([]);
    expect(api.takeViolations().map((one) => one.problem.path)).toEqual([
      'text',
      'reply_markup.inline_keyboard[0][0].callback_data',
      'parsemode',
    ]);
    expect(api.violations()).toEqual([]);
  });

  test('pictures and files arrive with their bytes and captions', async () => {
    const { api, client, group } = await groupWithBot();
    const photo = await client.sendPhoto(group.id, new InputFile(TINY_PNG, 'board.png'), { caption: '排行榜' });
    expect(photo.photo.at(-1)).toMatchObject({ width: 32, height: 24, file_size: TINY_PNG.length });
    const csv = Buffer.from('成员,天数\r\n兰,7\r\n\r\n--x\r\n');
    const sent = await client.sendDocument(group.id, new InputFile(csv, '记录.csv'), {
      caption: '<i>本周</i>',
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text('好', 'ok'),
    });
    expect(sent.document).toMatchObject({ file_name: '记录.csv', mime_type: 'text/csv', file_size: csv.length });
    expect(api.fileBytes(sent.document.file_id)).toEqual(csv);
    expect(api.botMessages(group)).toMatchObject([
      { kind: 'photo', text: '排行榜' },
      { kind: 'document', text: '本周', fileName: '记录.csv', buttons: [{ data: 'ok' }] },
    ]);
    const again = await client.sendDocument(group.id, sent.document.file_id);
    expect(again.document.file_id).toBe(sent.document.file_id);
    expect(await refusal(client.sendPhoto(group.id, new InputFile(csv, 'a.png')))).toContain('IMAGE_PROCESS_FAILED');
    expect(await refusal(client.sendDocument(group.id, 'nothing'))).toContain('wrong file identifier');
    expect(api.violations()).toEqual([]);
  });

  test('urlencoded calls are understood too', async () => {
    const { api, group } = await groupWithBot();
    const body = new URLSearchParams({
      chat_id: String(group.id),
      text: 'x',
      disable_notification: 'true',
      reply_markup: JSON.stringify({ inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] }),
    });
    const response = await fetch(`${api.root}/bot${api.token}/sendMessage`, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(api.botMessages(group)).toMatchObject([{ text: 'x', buttons: [{ data: 'a' }] }]);
    const query = await fetch(`${api.root}/bot${api.token}/getChat?chat_id=${String(group.id)}`);
    expect(query.status).toBe(200);
    expect(api.violations()).toEqual([]);
  });
});

describe('editing', () => {
  test('changes what is there, and refuses a change to the same', async () => {
    const { api, client, group } = await groupWithBot();
    const markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] };
    const { message_id } = await client.sendMessage(group.id, 'one', { reply_markup: markup });
    await client.editMessageText(group.id, message_id, 'two', { reply_markup: markup });
    expect(api.botMessages(group)).toMatchObject([{ text: 'two', editCount: 1, buttons: [{ data: 'a' }] }]);
    expect(await refusal(client.editMessageText(group.id, message_id, 'two', { reply_markup: markup }))).toBe(
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
    await client.editMessageText(group.id, message_id, 'two');
    expect(api.botMessages(group)).toMatchObject([{ text: 'two', buttons: [] }]);
    await client.editMessageReplyMarkup(group.id, message_id, { reply_markup: markup });
    await client.editMessageReplyMarkup(group.id, message_id, { reply_markup: { inline_keyboard: [] } });
    expect(await refusal(client.editMessageReplyMarkup(group.id, message_id))).toContain('message is not modified');
    expect(api.violations()).toEqual([]);
  });

  test('fails for messages that are gone, of others, or of another kind', async () => {
    const { api, client, lan, group } = await groupWithBot();
    const said = api.say(group, lan, 'x');
    expect(await refusal(client.editMessageText(group.id, said.message_id, 'y'))).toContain("message can't be edited");
    expect(await refusal(client.editMessageText(group.id, 99, 'y'))).toContain('message to edit not found');
    const photo = await client.sendPhoto(group.id, new InputFile(TINY_PNG));
    const text = client.editMessageText(group.id, photo.message_id, 'y');
    expect(await refusal(text)).toContain('there is no text in the message to edit');
    await client.editMessageCaption(group.id, photo.message_id, { caption: 'y' });
    expect(api.botMessages(group).at(-1)).toMatchObject({ kind: 'photo', text: 'y' });
    api.deleteMessage(group, photo.message_id);
    const caption = client.editMessageCaption(group.id, photo.message_id, { caption: 'z' });
    expect(await refusal(caption)).toContain('message to edit not found');
  });

  test('deleting needs a right for the messages of others', async () => {
    const { api, client, lan, group } = await groupWithBot();
    const own = await client.sendMessage(group.id, 'x');
    const said = api.say(group, lan, 'y');
    await client.deleteMessage(group.id, own.message_id);
    expect(await refusal(client.deleteMessage(group.id, own.message_id))).toContain('message to delete not found');
    expect(await refusal(client.deleteMessage(group.id, said.message_id))).toContain("message can't be deleted");
    api.promote(group, api.bot);
    await client.deleteMessage(group.id, said.message_id);
    expect(api.messages(group)).toEqual([]);
  });
});

describe('taps and reactions', () => {
  test('a tap is answered once in time, and too late is too late', async () => {
    const clock = standingClock();
    const api = await runningApi({ nowMs: clock.nowMs });
    const client = clientOf(api);
    const lan = api.addUser({ firstName: 'Lan' });
    const group = api.addGroup({ title: 'g', owner: lan });
    const markup = new InlineKeyboard().text('A', 'a').url('B', 'https://a.b');
    const { message_id } = await client.sendMessage(group.id, 'q', { reply_markup: markup });
    const tap = api.tap(group, lan, message_id, 'A');
    await client.answerCallbackQuery(tap.queryId, { text: '记下了', show_alert: true });
    expect(await tap.answered()).toMatchObject({ text: '记下了', isAlert: true });
    expect(api.updates().at(-1)?.callback_query).toMatchObject({ from: lan, data: 'a', message: { message_id } });
    const late = api.tap(group, lan, message_id, 'a');
    clock.skipMs(15_001);
    expect(await refusal(client.answerCallbackQuery(late.queryId))).toBe(
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
    expect(late.answer()).toBeNull();
    expect(await refusal(client.answerCallbackQuery('1'))).toContain('query is too old');
    expect(() => api.tap(group, lan, message_id, 'C')).toThrow('0 buttons "C" under message');
    expect(() => api.tap(group, lan, message_id, 'B')).toThrow('does not call back');
  });

  test('a tap on a message that is gone shows an inaccessible message', async () => {
    const { api, client, lan, group } = await groupWithBot();
    const markup = new InlineKeyboard().text('A', 'a');
    const { message_id } = await client.sendMessage(group.id, 'q', { reply_markup: markup });
    api.leave(group, lan);
    expect(() => api.tap(group, lan, message_id, 'A')).toThrow('is not in the chat');
    await client.deleteMessage(group.id, message_id);
    api.tapData(group, lan, message_id, 'a');
    expect(api.updates().at(-1)?.callback_query?.message).toEqual({ chat: group, message_id, date: 0 });
  });

  test('reactions of the bot show on the message', async () => {
    const { api, client, lan, group } = await groupWithBot();
    const said = api.say(group, lan, '打卡');
    await client.setMessageReaction(group.id, said.message_id, [{ type: 'emoji', emoji: '👍' }]);
    expect(api.messages(group)[0]?.reactions).toEqual([{ userId: api.bot.id, emoji: '👍' }]);
    await client.setMessageReaction(group.id, said.message_id, []);
    expect(api.messages(group)[0]?.reactions).toEqual([]);
    expect(await refusal(client.setMessageReaction(group.id, 77, []))).toContain('message to react not found');
    expect(api.violations()).toEqual([]);
  });
});

describe('tokens and methods', () => {
  test('a wrong token is 401, no token 404, an unknown method 404', async () => {
    const api = await runningApi();
    const wrong = await fetch(`${api.root}/bot1:abc/getMe`);
    expect([wrong.status, await wrong.json()]).toEqual([
      401,
      { ok: false, error_code: 401, description: 'Unauthorized' },
    ]);
    expect((await fetch(`${api.root}/botnothing/getMe`)).status).toBe(404);
    const unknown = await rawCall(api, 'getMee');
    expect(unknown).toMatchObject({ status: 404, body: { description: 'Not Found: method not found' } });
    const unsimulated = await rawCall(api, 'getMyStarBalance');
    expect(unsimulated.status).toBe(404);
    expect(api.takeViolations().map((one) => one.problem.code)).toEqual(['unknown-method', 'unknown-method']);
  });

  test('commands and descriptions are kept by scope and language', async () => {
    const { api, client, group } = await groupWithBot();
    const commands = [{ command: 'checkin', description: '打卡' }];
    await client.setMyCommands(commands);
    await client.setMyCommands([{ command: 'plan', description: '计划' }], {
      scope: { type: 'chat_administrators', chat_id: group.id },
      language_code: 'zh',
    });
    expect(await client.getMyCommands()).toEqual(commands);
    expect(await client.getMyCommands({ scope: { type: 'all_group_chats' } })).toEqual([]);
    expect([...api.commands().keys()]).toEqual(['default', `chat_administrators ${String(group.id)} zh`]);
    await client.deleteMyCommands();
    expect(await client.getMyCommands()).toEqual([]);
    await client.setMyDescription('班长在此', { language_code: 'zh' });
    expect(await client.getMyDescription({ language_code: 'zh' })).toEqual({ description: '班长在此' });
    expect(await client.getMyDescription()).toEqual({ description: '' });
    const missing = client.setMyCommands([], { scope: { type: 'chat', chat_id: -5 } });
    expect(await refusal(missing)).toBe('400 Bad Request: chat not found');
    expect(api.violations()).toEqual([]);
  });
});
