import { InlineKeyboard } from 'grammy';
import { describe, expect, test } from 'vitest';
import type { BotApi } from '../../support/bot-api/server.ts';
import { clientOf, refusal, runningApi } from './running-api.ts';

const kinds = (api: BotApi): string[] => api.updates().map((one) => Object.keys(one)[1] ?? '');
const toldTexts = (api: BotApi): string[] =>
  api.updates().flatMap((one) => one.message?.text ?? one.edited_message?.text ?? []);

async function world(options: Parameters<typeof runningApi>[0] = {}) {
  const api = await runningApi(options);
  const lan = api.addUser({ firstName: '兰', username: 'lan_w' });
  const min = api.addUser({ firstName: '敏' });
  return { api, client: clientOf(api), lan, min };
}

describe('privacy mode', () => {
  test('lets through commands, mentions, replies and service messages only', async () => {
    const { api, client, lan, min } = await world();
    const group = api.addGroup({ title: 'g', members: [lan, min] });
    const own = await client.sendMessage(group.id, 'hello');
    api.say(group, lan, '打卡');
    api.say(group, lan, '/checkin');
    api.say(group, lan, '/checkin@banzhang_test_bot 30');
    api.say(group, lan, '/checkin@other_bot');
    api.say(group, lan, 'hi @banzhang_test_bot');
    api.say(group, lan, 'hi @lan_w');
    api.say(group, lan, '好', { replyTo: own });
    const said = api.say(group, min, 'hm');
    api.say(group, lan, 'not to you', { replyTo: said });
    api.editMessage(group, min, said.message_id, '/quiz');
    expect(toldTexts(api)).toEqual([
      '/checkin',
      '/checkin@banzhang_test_bot 30',
      'hi @banzhang_test_bot',
      '好',
      '/quiz',
    ]);
    api.leave(group, min);
    expect(api.updates().at(-1)?.message?.left_chat_member?.id).toBe(min.id);
  });

  test('gives general commands to the bot that spoke last', async () => {
    const { api, client, lan } = await world();
    const other = api.addUser({ firstName: 'Other', username: 'other_bot', isBot: true });
    const group = api.addGroup({ title: 'g', members: [lan, other] });
    api.say(group, other, 'I am here');
    api.say(group, lan, '/start');
    await client.sendMessage(group.id, 'so am I');
    api.say(group, lan, '/help');
    expect(toldTexts(api)).toEqual(['/help']);
  });

  test('ends for an administrator, and for a group the bot joins after the switch', async () => {
    const { api, client, lan } = await world();
    const group = api.addGroup({ title: 'g', owner: lan });
    api.say(group, lan, 'one');
    api.setReadsAllMessages(true);
    expect(await client.getMe()).toMatchObject({ can_read_all_group_messages: true });
    api.say(group, lan, 'two');
    api.removeBot(group, lan);
    api.addBot(group, lan);
    api.say(group, lan, 'three');
    api.setReadsAllMessages(false);
    api.removeBot(group, lan);
    api.addBot(group, lan);
    api.say(group, lan, 'four');
    api.promote(group, api.bot, lan);
    api.say(group, lan, 'five');
    expect(toldTexts(api)).toEqual(['three', 'five']);
  });
});

describe('coming and going', () => {
  test('the bot hears of itself, and of others only as an administrator that asked for it', async () => {
    const { api, client, lan, min } = await world();
    await client.getUpdates({ allowed_updates: ['message', 'my_chat_member', 'chat_member'] });
    const group = api.addGroup({ title: 'g', owner: lan, bot: 'absent' });
    api.addBot(group, lan);
    api.join(group, min);
    api.promote(group, api.bot, lan);
    api.promote(group, min, lan);
    api.kick(group, min, lan);
    expect(kinds(api)).toEqual([
      'my_chat_member',
      'message',
      'message',
      'my_chat_member',
      'chat_member',
      'chat_member',
      'message',
    ]);
    expect(api.updates()[0]?.my_chat_member).toMatchObject({
      from: lan,
      old_chat_member: { status: 'left' },
      new_chat_member: { status: 'member', user: { id: api.bot.id } },
    });
    expect(api.updates()[1]?.message?.new_chat_members).toEqual([api.bot]);
  });

  test('a bot that was removed is told so and can send no more', async () => {
    const { api, client, lan } = await world();
    const group = api.addGroup({ title: 'g', owner: lan });
    const basic = api.addGroup({ title: 'b', owner: lan, type: 'group' });
    api.removeBot(group, lan);
    api.removeBot(basic, lan);
    expect(api.updates().map((one) => one.my_chat_member?.new_chat_member.status)).toEqual([
      'kicked',
      undefined,
      'kicked',
      undefined,
    ]);
    expect(await refusal(client.sendMessage(group.id, 'x'))).toBe(
      '403 Forbidden: bot was kicked from the supergroup chat',
    );
    expect(await refusal(client.sendMessage(basic.id, 'x'))).toBe('403 Forbidden: bot was kicked from the group chat');
    expect(() => api.say(group, api.addUser({ firstName: 'x' }), 'y')).toThrow('is not in g');
    const away = api.addGroup({ title: 'a', owner: lan, bot: 'absent' });
    expect(await refusal(client.sendMessage(away.id, 'x'))).toBe(
      '403 Forbidden: bot is not a member of the supergroup chat',
    );
    api.deleteGroup(basic);
    expect(await refusal(client.sendMessage(basic.id, 'x'))).toBe('403 Forbidden: the group chat was deleted');
    expect(await refusal(client.sendMessage(-5, 'x'))).toBe('400 Bad Request: chat not found');
  });

  test('a muted bot cannot write until it is heard again', async () => {
    const { api, client, lan } = await world();
    const group = api.addGroup({ title: 'g', owner: lan });
    api.mute(group, api.bot, lan);
    const text = '400 Bad Request: not enough rights to send text messages to the chat';
    expect(await refusal(client.sendMessage(group.id, 'x'))).toBe(text);
    expect(api.updates().at(-1)?.my_chat_member?.new_chat_member).toMatchObject({
      status: 'restricted',
      can_send_messages: false,
    });
    api.unmute(group, api.bot, lan);
    api.setMembersCanSend(group, false);
    expect(await refusal(client.sendMessage(group.id, 'x'))).toBe(text);
    api.promote(group, api.bot, lan);
    await client.sendMessage(group.id, 'x');
  });

  test('leaving by itself ends it for the bot', async () => {
    const { api, client, lan } = await world();
    const group = api.addGroup({ title: 'g', owner: lan });
    await client.leaveChat(group.id);
    expect(kinds(api)).toEqual(['my_chat_member', 'message']);
    expect(await refusal(client.sendMessage(group.id, 'x'))).toContain('bot is not a member');
  });
});

describe('private chats', () => {
  test('begin with the user, end with a block, and begin again', async () => {
    const { api, client, lan } = await world();
    expect(await refusal(client.sendMessage(lan.id, 'x'))).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    );
    api.say(lan, lan, '/start');
    await client.sendMessage(lan.id, 'x');
    api.block(lan);
    expect(await refusal(client.sendMessage(lan.id, 'x'))).toBe('403 Forbidden: bot was blocked by the user');
    expect(() => api.say(lan, lan, 'y')).toThrow('has blocked the bot');
    api.unblock(lan);
    await client.sendMessage(lan.id, 'x');
    expect(kinds(api)).toEqual(['message', 'my_chat_member', 'my_chat_member']);
    api.deactivate(lan);
    expect(await refusal(client.sendMessage(lan.id, 'x'))).toBe('403 Forbidden: user is deactivated');
  });

  test('share one counter of messages with basic groups, supergroups have their own', async () => {
    const { api, client, lan } = await world();
    api.say(lan, lan, 'a');
    const basic = api.addGroup({ title: 'b', type: 'group', owner: lan });
    const group = api.addGroup({ title: 'g', owner: lan });
    const ids = [
      (await client.sendMessage(basic.id, 'x')).message_id,
      (await client.sendMessage(lan.id, 'x')).message_id,
      (await client.sendMessage(group.id, 'x')).message_id,
    ];
    expect(ids).toEqual([2, 3, 1]);
  });

  test('receive a long text in several messages, as clients send it', async () => {
    const { api, lan } = await world();
    const last = api.say(lan, lan, '字'.repeat(5000));
    expect(toldTexts(api).map((text) => text.length)).toEqual([4096, 904]);
    expect(last.text?.length).toBe(904);
  });
});

describe('a group that becomes a supergroup', () => {
  test('gets a new id, told in both chats and with every refused send', async () => {
    const { api, client, lan, min } = await world();
    const old = api.addGroup({ title: 'g', type: 'group', owner: lan, members: [min] });
    await client.sendMessage(old.id, 'x');
    const newId = api.migrate(old);
    expect(api.updates().map((one) => one.message)).toMatchObject([
      { chat: { id: old.id }, from: { id: lan.id }, migrate_to_chat_id: newId },
      { chat: { id: newId, type: 'supergroup' }, from: { id: 1087968824 }, migrate_from_chat_id: old.id },
    ]);
    await expect(client.sendMessage(old.id, 'x')).rejects.toMatchObject({
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: newId },
    });
    const sent = await client.sendMessage(newId, 'x');
    expect(sent.message_id).toBe(2);
    expect(await client.getChatMemberCount(newId)).toBe(3);
    expect(() => api.say(old, lan, 'y')).toThrow('has moved');
  });

  test('may do so without the bot hearing of it', async () => {
    const { api, lan } = await world();
    const old = api.addGroup({ title: 'g', type: 'group', owner: lan });
    api.migrate(old, { isSilent: true });
    expect(api.updates()).toEqual([]);
  });
});

describe('senders that stand for somebody else', () => {
  test('an anonymous administrator, a channel, and the linked channel', async () => {
    const { api, lan } = await world();
    const group = api.addGroup({ title: 'g', owner: lan, bot: 'administrator' });
    const channel = api.addChannel({ title: 'c' });
    api.sayAnonymously(group, '/settings');
    api.sayAsChannel(group, channel, '打卡');
    api.forwardFromLinkedChannel(group, channel, 'news');
    expect(api.updates().map((one) => one.message)).toMatchObject([
      { from: { id: 1087968824, is_bot: true }, sender_chat: { id: group.id } },
      { from: { id: 136817688, is_bot: true }, sender_chat: { id: channel.id } },
      { from: { id: 777000, is_bot: false }, sender_chat: { id: channel.id }, is_automatic_forward: true },
    ]);
  });

  test('channel posts come as such to a bot that is in the channel', async () => {
    const { api, client } = await world();
    const channel = api.addChannel({ title: 'c', bot: 'administrator' });
    api.postInChannel(channel, 'news');
    expect(kinds(api)).toEqual(['channel_post']);
    await client.sendMessage(channel.id, 'x');
  });
});

describe('topics', () => {
  test('carry their thread id, and General has none', async () => {
    const { api, client, lan } = await world({ readsAllMessages: true });
    const forum = api.addGroup({ title: 'f', owner: lan, isForum: true });
    const topicId = api.addTopic(forum, '打卡', lan);
    api.say(forum, lan, 'in the topic', { threadId: topicId });
    api.say(forum, lan, 'in General');
    const [, inTopic, inGeneral] = api.updates();
    expect(inTopic?.message).toMatchObject({
      message_thread_id: topicId,
      is_topic_message: true,
      reply_to_message: { message_id: topicId, forum_topic_created: { name: '打卡' } },
    });
    expect(inGeneral?.message).not.toHaveProperty('message_thread_id');
    const sent = await client.sendMessage(forum.id, 'x', { message_thread_id: topicId });
    expect(sent.message_thread_id).toBe(topicId);
    const missing = '400 Bad Request: message thread not found';
    expect(await refusal(client.sendMessage(forum.id, 'x', { message_thread_id: 1 }))).toBe(missing);
    api.closeTopic(forum, topicId);
    const closed = client.sendMessage(forum.id, 'x', { message_thread_id: topicId });
    expect(await refusal(closed)).toBe('400 Bad Request: TOPIC_CLOSED');
    api.deleteTopic(forum, topicId);
    expect(await refusal(client.sendMessage(forum.id, 'x', { message_thread_id: topicId }))).toBe(missing);
  });

  test('are not the threads that replies form in other supergroups', async () => {
    const { api, client, lan } = await world({ readsAllMessages: true });
    const group = api.addGroup({ title: 'g', owner: lan });
    const first = api.say(group, lan, 'a');
    api.say(group, lan, 'b', { replyTo: first });
    const reply = api.updates().at(-1)?.message;
    expect(reply).toMatchObject({ message_thread_id: first.message_id });
    expect(reply).not.toHaveProperty('is_topic_message');
    const sent = await client.sendMessage(group.id, 'x', { message_thread_id: first.message_id });
    expect(sent.message_thread_id).toBeUndefined();
  });
});

describe('asking about members', () => {
  test('statuses, administrators and counts are those of the chat', async () => {
    const { api, client, lan, min } = await world();
    const other = api.addUser({ firstName: 'Other', isBot: true });
    const group = api.addGroup({ title: 'g', owner: lan, members: [min], admins: [other], bot: 'administrator' });
    expect((await client.getChatMember(group.id, lan.id)).status).toBe('creator');
    expect((await client.getChatMember(group.id, min.id)).status).toBe('member');
    expect((await client.getChatMember(group.id, api.addUser({ firstName: 'x' }).id)).status).toBe('left');
    expect(await refusal(client.getChatMember(group.id, 5))).toBe('400 Bad Request: user not found');
    const admins = await client.getChatAdministrators(group.id);
    expect(admins.map((one) => one.user.id).sort()).toEqual([lan.id, api.bot.id].sort());
    expect(await client.getChatMemberCount(group.id)).toBe(4);
    expect(await client.getChat(group.id)).toMatchObject({ id: group.id, type: 'supergroup', title: 'g' });
  });

  test('a hidden member list is for administrators', async () => {
    const { api, client, lan, min } = await world();
    const group = api.addGroup({ title: 'g', owner: lan, members: [min], hasHiddenMembers: true });
    expect(await refusal(client.getChatMember(group.id, min.id))).toBe('400 Bad Request: CHAT_ADMIN_REQUIRED');
    expect((await client.getChatMember(group.id, api.bot.id)).status).toBe('member');
    api.promote(group, api.bot, lan);
    expect((await client.getChatMember(group.id, min.id)).status).toBe('member');
  });
});

describe('pinning and private answers', () => {
  test('pinning needs the right, shows in getChat, and comes back as a service message', async () => {
    const { api, client, lan } = await world();
    const group = api.addGroup({ title: 'g', owner: lan });
    const { message_id } = await client.sendMessage(group.id, 'x');
    const refused = '400 Bad Request: not enough rights to manage pinned messages in the chat';
    expect(await refusal(client.pinChatMessage(group.id, message_id))).toBe(refused);
    api.promote(group, api.bot, lan);
    await client.pinChatMessage(group.id, message_id, { disable_notification: true });
    expect(api.botMessages(group)[0]?.isPinned).toBe(true);
    expect((await client.getChat(group.id)).pinned_message?.message_id).toBe(message_id);
    expect(api.updates().at(-1)?.message).toMatchObject({ from: { id: api.bot.id }, pinned_message: { message_id } });
    await client.unpinChatMessage(group.id, message_id);
    expect(api.botMessages(group)[0]?.isPinned).toBe(false);
  });

  test('a message for one person is allowed after their tap or to an administrator', async () => {
    const { api, client, lan, min } = await world();
    const group = api.addGroup({ title: 'g', owner: lan, members: [min] });
    const { message_id } = await client.sendMessage(group.id, 'q', {
      reply_markup: new InlineKeyboard().text('A', 'a'),
    });
    const forMin = { ephemeral_message_parameters: { receiver_user_id: min.id } };
    expect(await refusal(client.sendMessage(group.id, 'x', forMin))).toContain('EPHEMERAL_MESSAGE_NOT_ALLOWED');
    const tap = api.tap(group, min, message_id, 'A');
    const sent = await client.sendMessage(group.id, 'wrong', {
      ephemeral_message_parameters: { receiver_user_id: min.id, callback_query_id: tap.queryId },
    });
    expect(sent.message_id).toBe(0);
    expect(api.botMessages(group).at(-1)).toMatchObject({ text: 'wrong', receiverId: min.id });
    expect(api.violations()).toEqual([]);
  });
});
