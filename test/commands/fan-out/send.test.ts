import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FanOutFeatureParts } from '../../../src/commands/fan-out/fan-out-feature.ts';
import type { FanOutJob } from '../../../src/commands/fan-out/feeder.ts';
import { createBankStore, sharedBanks } from '../../../src/store/banks.ts';
import type { ChatStore } from '../../../src/store/chats.ts';
import type { FanOutStore } from '../../../src/store/fan-outs.ts';
import { createKeys } from '../../../src/store/keys.ts';
import type { OccurrenceStore } from '../../../src/store/occurrences.ts';
import { keysOf, openRoom, type RoomSettings } from '../../support/chat-room.ts';
import { type FanOutOffice, type GroupSettings, openFanOutOffice } from '../../support/fan-out-office.ts';
import { testRedis } from '../../support/redis.ts';

/** Tuesday noon in Shanghai. */
const noonMs = Date.UTC(2026, 11, 1, 4);
const hourMs = 3_600_000;
const keys = createKeys('t');

let redis: Redis;
let office: FanOutOffice;
let chats: ChatStore;
let fanOuts: FanOutStore;
let occurrences: OccurrenceStore;
let jobs: readonly FanOutJob[];
let logged: readonly Readonly<Record<string, unknown>>[];

beforeEach(async () => {
  redis = (await testRedis()).connect();
  open();
});

function open(settings: Partial<RoomSettings> = {}, more: Partial<FanOutFeatureParts> = {}): FanOutOffice {
  office = openFanOutOffice(redis, { nowMs: noonMs, ...settings }, more);
  ({ chats, fanOuts, occurrences, jobs, logged } = office);
  return office;
}

const group = (id: string, more: GroupSettings = {}): Promise<void> => office.group(id, more);

describe('a message to many groups is shown before it is sent', () => {
  it('with what, to whom, when, how long and who is out of reach', async () => {
    const { room } = open();
    for (let index = 0; index < 61; index += 1) await group(`t${String(index)}`);
    for (let index = 0; index < 16; index += 1) await group(`w${String(index)}`, { platform: 'wechat' });
    await group('gone');
    await chats.setStanding('gone', 'removed', noonMs);
    await group('still');
    await chats.setStanding('still', 'muted', noonMs);
    await group('far', { account: 'away', zone: 'Europe/Berlin' });

    const { words, keys: said } = await room.say('owner', '群发 全部 明天8点 记得学习第三章');
    expect(said).toContain('send-preview');
    expect(words[0]).toBe(
      [
        '群发 1（还没有开始，先看一遍）',
        '发什么：记得学习第三章',
        '发给：全部，共 80 个群',
        '时间：12月2日周三 08:00，按各群自己的时间（2 个时区，你这边是北京时间）',
        '· Telegram telegram：61 个群，发完不到 1 分钟',
        '· 微信：16 个群，发完约 1 分钟',
        '· Telegram away：1 个群，发完不到 1 分钟',
        '全部发完约 1 分钟',
        '暂时发不到：1 个群把我移出了（gone）、1 个群不让我发言（still）、1 个群的账号没连上，连上了会补发（far）',
        '没问题就发「群发 开始 1」；不发了就发「群发 取消 1」。',
      ].join('\n'),
    );
    expect((await fanOuts.read(1))?.state).toBe('draft');
    expect(await occurrences.nextAtMs()).toBeNull();
  });

  it.each([
    ['群发 全部 你好', { kind: 'text', words: '你好' }, null],
    ['send all now 8am is the talk', { kind: 'text', words: '8am is the talk' }, null],
    ['群發 全部 每天 7:30 計畫', { kind: 'plan' }, 'daily'],
    ['send all plan', { kind: 'plan' }, null],
    ['群发 全部 答题 常识 5', { kind: 'quiz', bank: '常识', count: 5 }, null],
    ['send all quiz', { kind: 'quiz', bank: null, count: null }, null],
    ['群发 全部 半小时后 日报', { kind: 'report' }, 'once'],
    ['send all every weekday 8pm report day', { kind: 'report' }, 'weekly'],
  ])('“%s”', async (typed, content, schedule) => {
    const { room } = open();
    await group('a');
    expect((await room.say('owner', typed)).keys).toContain('send-preview');
    const spec = (await fanOuts.read(1))?.spec;
    expect(spec?.content).toEqual(content);
    expect(spec?.schedule?.kind ?? null).toBe(schedule);
  });

  it('to those who bear one of the tags, in any script and width', async () => {
    const { room } = open();
    await group('a', { tags: ['晨讀'] });
    await group('b', { tags: ['城东', '夜读'] });
    await group('c', { tags: ['夜读'] });
    await room.say('owner', '群发 ＃晨读 #城东 你好');
    expect((await fanOuts.read(1))?.spec.audience).toEqual({ kind: 'tags', tags: ['晨读', '城东'] });
    const { words } = await room.say('owner', '群发 #晨读 #城东 你好');
    expect(words[0]).toContain('共 2 个群');
  });

  it('to groups by their numbers, which stay while new groups come', async () => {
    const { room } = open();
    await group('b', { title: '乙' });
    await group('a', { title: '甲' });
    expect((await room.say('owner', '群发 群')).words[0]).toContain('1. 乙\n2. 甲');
    await group('0', { title: '一' });
    expect((await room.say('owner', '群发 群')).words[0]).toContain('1. 乙\n2. 甲\n3. 一');
    await room.say('owner', '群发 1-2，3 你好');
    await room.say('owner', 'send 2 hello');
    expect((await fanOuts.read(1))?.spec.audience).toEqual({ kind: 'list', chats: ['b', 'a', '0'] });
    expect((await fanOuts.read(2))?.spec.audience).toEqual({ kind: 'list', chats: ['a'] });
    expect((await room.say('owner', '群发 9 你好')).keys).toContain('send-number-unknown');
  });

  it('with the groups that do not have the bank of a quiz', async () => {
    const { room } = open();
    for (const id of ['a', 'b', 'c']) await group(id);
    await chats.setLocale('c', 'en');
    const bank = { name: '党史', questions: [] };
    const banks = createBankStore(redis, keys);
    const told = async (words: string) => {
      const { keys: said, words: shown } = await room.say('owner', words);
      return [said.filter((key) => key.startsWith('send-bank')), /有 (\d+) 个群没有/.exec(shown[0] ?? '')?.[1]];
    };
    expect(await told('群发 全部 答题 党史 5')).toEqual([['send-bank-nowhere'], undefined]);
    await banks.put('a', 'e', bank, { nowMs: noonMs, most: 5 });
    expect(await told('群发 全部 答题 党史 5')).toEqual([['send-bank-lacking'], '2']);
    // Comes with the program, in Chinese.
    expect(await told('群发 全部 答题 常识')).toEqual([['send-bank-lacking'], '1']);
    expect(await told('群发 全部 答题')).toEqual([[], undefined]);
    await banks.put(sharedBanks, 'e', bank, { nowMs: noonMs, most: 5 });
    expect(await told('群发 全部 明天8点 答题 党史')).toEqual([[], undefined]);
  });

  it('by an instant or by the clock of each group', async () => {
    const { room } = open();
    await group('a');
    await room.say('owner', '群发 全部 半小时后 开会');
    await room.say('owner', '群发 全部 明天8点 开会');
    expect((await fanOuts.read(1))?.spec.isWallTime).toBe(false);
    expect((await fanOuts.read(2))?.spec.isWallTime).toBe(true);
  });

  it('once, however often it is told', async () => {
    const { room } = open();
    await group('a');
    const heard = await room.say('owner', '群发 全部 你好');
    expect((await room.retell(heard)).words).toEqual(heard.words);
    expect(await fanOuts.read(2)).toBeNull();
  });
});

describe('the whole dialogue', () => {
  it.each([
    [
      'zh-Hant',
      ['群發 全部 21:30 日報', '群發 開始 1', '群發 暫停 1', '群發 取消 1', '群發 1'],
      [
        '群發 1（還沒有開始，先看一遍）\n發什麼：各群當天的小結\n發給：全部，共 1 個群\n時間：每天 21:30（北京時間）\n' +
          '· Telegram：1 個群，發完不到 1 分鐘\n沒問題就傳「群發 開始 1」；不發了就傳「群發 取消 1」。',
        '好，群發 1 到點就發（每天 21:30（北京時間））。傳「群發 1」看進度，「群發 取消 1」就不發了。',
        '群發 1 停住了，還沒發的都先不發。傳「群發 繼續 1」接著來。',
        '群發 1 取消了，還沒發的不會再發。已經發出去的收不回來。',
        '群發 1：已取消',
      ],
    ],
    [
      'en',
      ['send all every day 9:30pm report', 'send start 1', 'send pause 1', 'send resume 1', 'send 1'],
      [
        'Sending 1 (not started yet; please check it)\nWhat: each group’s report of the day\n' +
          'To: everybody, 1 group\nWhen: every day at 21:30 (Beijing time)\n· Telegram: 1 group, less than a minute\n' +
          'If all is well, type “send start 1”; if not, “send cancel 1”.',
        'Sending 1 goes out when it is due (every day at 21:30 (Beijing time)). “send 1” shows how far it is, “send cancel 1” calls it off.',
        'Sending 1 is paused; nothing more goes out. “send resume 1” goes on.',
        'Sending 1 goes on.',
        'Sending 1: waiting for its time',
      ],
    ],
  ])('is held in %s', async (locale, typed, answers) => {
    const { room } = open();
    await group('a');
    await room.say('owner', '群发');
    await chats.setLocale(await room.id(), locale);
    const words: (string | undefined)[] = [];
    for (const one of typed) words.push((await room.say('owner', one)).words[0]);
    expect(words).toEqual(answers);
  });
});

describe('what cannot be sent', () => {
  it.each([
    ['群发 你好', 'send-unclear'],
    ['群发 全部', 'send-of-what'],
    ['群发 全部 明天8点', 'send-of-what'],
    ['群发 #没有 你好', 'send-nobody'],
    ['群发 全部 2020-01-01 09:00 你好', 'send-past'],
    [`群发 全部 ${'长'.repeat(801)}`, 'send-long'],
    ['群发 7', 'send-unknown'],
    ['群发 开始 7', 'send-unknown'],
    ['群发 全部 每天25点 你好', 'send-when-unclear'],
    ['send all 2026-13-01 08:00 hi', 'send-when-unclear'],
    ['send all 14:75 x', 'send-when-unclear'],
    ['send 1 tomorow 8:00 hi', 'send-when-unclear'],
    ['群发 全部 今晚8点75分 直播', 'send-when-unclear'],
    ['群发 全部 每两天 8点 浇水', 'send-when-unclear'],
    ['群发 群 99', 'send-no-page'],
    ['群发 群 0', 'send-no-page'],
    ['群发 群况 0天', 'send-health-days'],
    ['群发 群况 1000天', 'send-health-days'],
    ['群发 群况 最近', 'send-health-days'],
  ])('“%s” is answered with what to type instead', async (typed, key) => {
    const { room } = open();
    await group('a');
    expect((await room.say('owner', typed)).keys).toContain(key);
    expect(await fanOuts.read(1)).toBeNull();
  });

  it('is anything by somebody who does not own the programme', async () => {
    const { room } = open();
    await group('a');
    expect((await room.say('其他人', '群发 全部 你好')).keys).toEqual(['only-owners']);
  });

  it('is anything in a group', async () => {
    const { room } = open({ isGroup: true, chat: 'group' });
    expect((await room.say('owner', '/send 全部 你好')).keys).toEqual(['only-in-private']);
    expect((await room.say('owner', '群发 全部 你好')).isTaken).toBe(false);
  });
});

describe('a fan-out', () => {
  it('is started, paused, resumed and called off by words and buttons, each noted with who did it', async () => {
    const { room } = open();
    await group('a');
    const preview = await room.say('owner', '群发 全部 明天8点 你好');
    const [part] = preview.replies[0]?.parts ?? [];
    const tokens = part?.kind === 'choices' ? part.choices.map(({ token }) => token) : [];
    expect(tokens).toEqual(['send start 1', 'send cancel 1']);
    expect((await room.tap('owner', 'send start 1')).keys).toContain('send-scheduled');
    expect(await occurrences.nextAtMs()).toBe(noonMs);
    expect((await room.say('owner', '群发 暂停 1')).keys).toContain('send-paused');
    expect(await occurrences.nextAtMs()).toBeNull();
    expect((await room.say('owner', '群發 繼續1')).keys).toContain('send-resumed');
    expect(await occurrences.nextAtMs()).toBe(noonMs);
    expect((await room.say('owner', 'send cancel 1')).keys).toContain('send-cancelled');
    expect(await occurrences.nextAtMs()).toBeNull();
    expect((await room.say('owner', '群发 继续 1')).keys).toEqual(['send-not-now', 'send-state-cancelled']);
    const acts = (await fanOuts.read(1))?.acts.map((line) => line.split(' ').slice(1).join(' '));
    expect(acts).toEqual(['running', 'paused', 'running', 'cancelled'].map((to) => `console:owner ${to}`));
    expect(logged.map(({ act }) => act)).toEqual(['start', 'pause', 'resume', 'cancel']);
  });

  it('is started once when the word is told again', async () => {
    const { room } = open();
    await group('a');
    await room.say('owner', '群发 全部 你好');
    const started = await room.say('owner', '群发 开始 1');
    expect((await room.retell(started)).keys).toEqual(started.keys);
    expect((await fanOuts.read(1))?.acts).toHaveLength(1);
  });

  it('is not started when its time is over', async () => {
    const { room } = open();
    await group('a');
    await room.say('owner', '群发 全部 半小时后 你好');
    room.nowMs += hourMs;
    expect((await room.say('owner', '群发 开始 1')).keys).toContain('send-past');
    expect((await fanOuts.read(1))?.state).toBe('draft');
  });

  it('shows how it goes, and gives a file with what became of each group', async () => {
    const { room, feature: made } = open();
    await group('a', { title: '=一组' });
    await group('b');
    await room.say('owner', '群发 全部 你好');
    expect((await room.say('owner', '群发 结果 1')).keys).toEqual(['send-result-none']);
    await room.say('owner', '群发 开始 1');
    await made.waker.wake({ chat: 'fan-out-1', ref: String(noonMs), dueAtMs: noonMs });
    expect(jobs.map(({ chat }) => chat).toSorted()).toEqual(['a', 'b']);
    const [job] = jobs.filter(({ chat }) => chat === 'a');
    if (job === undefined) throw new Error('no job');
    await made.announcer.settled?.(job, { outcome: 'sent', atMs: noonMs, code: null });
    await made.announcer.settled?.(job, { outcome: 'sent', atMs: noonMs, code: null });
    expect((await room.say('owner', '群发 1')).words[0]).toBe(
      '群发 1：正在发\n已处理 1 / 2 个群\n送到 1\n还要不到 1 分钟',
    );
    expect((await room.say('owner', '群发')).words[0]).toBe('最近的群发：\n1. 正在发：你好（开始后马上发）');
    const result = await room.say('owner', '群发 结果 1');
    const [part] = result.replies[0]?.parts ?? [];
    const file = part?.kind === 'file' ? Buffer.from(part.file.bytes).toString() : '';
    expect(file.split('\r\n').toSorted()).toEqual([
      '',
      "fan-out,1,2026-12-01T04:00:00.000Z,a,telegram,telegram,a,'=一组,2026-12-01T04:00:00.000Z,sent,,2026-12-01T04:00:00.000Z",
      'fan-out,1,2026-12-01T04:00:00.000Z,b,telegram,telegram,b,b,2026-12-01T04:00:00.000Z,waiting,,',
      '\ufeffkind,fanOut,run,chat,platform,account,group,title,due,outcome,code,at',
    ]);
  });

  it('says where files cannot be sent how to get one', async () => {
    const { room, feature: made } = open({ can: { files: null, buttons: null } });
    await group('a');
    const preview = await room.say('owner', '群发 全部 你好');
    expect(preview.words[0]).toContain('群发 开始 1');
    await room.say('owner', '群发 开始 1');
    await made.waker.wake({ chat: 'fan-out-1', ref: String(noonMs), dueAtMs: noonMs });
    expect((await room.say('owner', '群发 结果 1')).words[0]).toContain('banzhang export deliveries --fan-out 1');
  });
});

describe('what a group is told', () => {
  const call = async (typed: string, more: Partial<FanOutFeatureParts> = {}) => {
    const { room } = open();
    await group('a');
    await room.say('owner', typed);
    const chat = await chats.read('a');
    if (chat === null) throw new Error('no chat');
    const occurrence = { chat: 'a', ref: `1.${String(noonMs)}.0`, dueAtMs: noonMs, lateMs: 0 };
    return open({}, more).feature.announcer.announce(chat, occurrence, noonMs);
  };

  it('is the text, after which a sign is a check-in when it asks for one', async () => {
    const plain = await call('群发 全部 明天停课');
    expect(plain?.replies.flatMap(keysOf)).toEqual(['send-says']);
    expect(plain?.asksForCheckIn).toBe(false);
  });

  it('is its own plan, report or quiz, or nothing', async () => {
    const said = { replies: [], asksForCheckIn: true };
    expect(await call('群发 全部 计划', { plan: { announce: () => Promise.resolve(said) } })).toBe(said);
    expect(await call('群发 全部 日报')).toBeNull();
    expect(await call('群发 全部 答题 没有')).toBeNull();
  });
});

describe('groups that need a look', () => {
  it('are listed by what is wrong with them, since when, and as a file', async () => {
    const { room } = open();
    for (const id of ['well', 'removed', 'muted', 'deaf', 'silent', 'unmarked']) await group(id, { title: id });
    await chats.setStanding('removed', 'removed', noonMs - 48 * hourMs);
    await chats.setStanding('muted', 'muted', noonMs);
    await chats.setSeesAll('deaf', false);
    for (const [id, on] of [
      ['well', '2026-11-25'],
      ['deaf', '2026-12-01'],
      ['silent', '2026-11-24'],
    ] as const) {
      await chats.setHeardOn(id, on as Parameters<ChatStore['setHeardOn']>[1]);
    }
    const { words } = await room.say('owner', '群发 群况');
    expect(words[0]).toBe(
      [
        '需要留意的群（共 5 个，第 1 / 1 页）',
        '我被移出了：1 个群',
        '不让我发言：1 个群',
        '我不是管理员，只听得到叫我的话：1 个群',
        '7 天没人说话：2 个群',
        '· removed：我被移出了（11月29日周日）',
        '· muted：不让我发言（12月1日周二）',
        '· deaf：我不是管理员，只听得到叫我的话',
        '· silent：7 天没人说话（11月24日周二）',
        '· unmarked：7 天没人说话',
      ].join('\n'),
    );
    const { replies } = await room.say('owner', '群发 群况 30天 文件');
    const [part] = replies[0]?.parts ?? [];
    const file = part?.kind === 'file' ? Buffer.from(part.file.bytes).toString() : '';
    expect(file).toContain('removed,telegram,telegram,removed,removed,2026-11-29');
    expect(file).not.toContain('silent,telegram,telegram,silent');
  });

  it('are none when all is well', async () => {
    const { room } = open();
    await group('well');
    await chats.setHeardOn('well', '2026-12-01' as Parameters<ChatStore['setHeardOn']>[1]);
    expect((await room.say('owner', '群发 群况')).keys).toEqual(['send-health-none']);
  });

  it('are not those in which somebody spoke today', async () => {
    const talk = openRoom({ redis, keys, commands: [], nowMs: noonMs, chat: 'g' });
    await talk.say('某人', '早');
    await expect.poll(async () => (await chats.read(await talk.id()))?.heardOn).toBe('2026-12-01');
  });
});
