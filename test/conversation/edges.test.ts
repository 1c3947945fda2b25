import { beforeAll, describe, expect, test } from 'vitest';
import { type TestRedis, startTestRedis } from '../support/redis.ts';
import { words } from './dialogue-words.ts';
import { asked, textsIn } from './quiz-on-stage.ts';
import { onStage, type Stage, type StageSettings } from './stage.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const w = words['zh-Hans'];
const { lin, li, fang } = w.names;
let redis: TestRedis;

beforeAll(async () => {
  redis = await startTestRedis();
  return () => redis.stop();
});

const play = (settings: Partial<StageSettings>, act: (stage: Stage) => Promise<void>): Promise<void> =>
  onStage({ redis, people: [lin, li, fang], ...settings }, act);

describe.concurrent(
  'what is unusual',
  () => {
    test('privacy mode is explained once, and not to a group where the bot sees everything', () =>
      play({ bot: 'absent' }, async (stage) => {
        const { api, group, person, happens } = stage;
        const explanations = () => textsIn(stage, group).filter((text) => text.includes('Group Privacy')).length;
        await happens('added', () => {
          api.addBot(group, person(lin));
        });
        expect(explanations()).toBe(1);
        await happens('removed and added again', () => {
          api.removeBot(group, person(lin));
          api.addBot(group, person(lin));
        });
        expect(explanations()).toBe(1);
        const other = api.addGroup({ title: '二群', owner: person(lin), bot: 'absent' });
        await happens('added elsewhere as an administrator', () => {
          api.addBot(other, person(lin), 'administrator');
        });
        expect(textsIn(stage, other)).toHaveLength(1);
      }));

    test('in a forum everything is answered in its topic, also the quiz to its end', () =>
      play({ isForum: true }, async (stage) => {
        const { api, group, person, settle, skip } = stage;
        const topic = api.addTopic(group, '打卡专区', person(lin));
        api.say(group, person(li), '打卡', { threadId: topic });
        await settle();
        expect(api.botMessages(group).map(({ threadId }) => threadId)).toEqual([topic]);
        api.sendDocument(group, person(lin), { name: w.bankName, bytes: Buffer.from(w.bank) }, { threadId: topic });
        api.say(group, person(lin), '答题 山河 1', { threadId: topic });
        await settle();
        await skip(5_000);
        api.say(group, person(li), 'A', { threadId: topic });
        await skip(60_000);
        await skip(5_000);
        const last = api.botMessages(group).at(-1);
        expect(last?.text).toContain('1. 小李 10 分');
        expect(new Set(api.botMessages(group).map(({ threadId }) => threadId))).toEqual(new Set([topic]));
      }));

    test('an anonymous administrator may organise and is never credited', () =>
      play({}, async (stage) => {
        const { api, group, settle, lastSaid } = stage;
        const sayAnonymously = async (text: string): Promise<void> => {
          api.sayAnonymously(group, text);
          await settle();
        };
        await sayAnonymously('打卡');
        expect(lastSaid()).toContain('匿名身份');
        await sayAnonymously('/settings 晚上 20:00');
        expect(lastSaid()).toContain('20:00');
        await asked(stage);
        await sayAnonymously('A');
        await sayAnonymously('答题 跳过');
        expect(lastSaid()).toContain('没有人作答');
      }));

    test('who cannot be written to in private is told how to change that, in the group', () =>
      play({}, async ({ say, lastSaid, api, person }) => {
        await say(li, '打卡');
        await say(lin, '未打卡');
        expect(lastSaid()).toContain('给我发一条私聊');
        expect(api.botMessages(person(lin))).toEqual([]);
      }));

    test('a message of 5,000 characters does no harm, also behind a word of ours', () =>
      play({}, async (stage) => {
        const { group, say, lastSaid } = stage;
        await say(li, '读'.repeat(5_000));
        expect(textsIn(stage, group)).toEqual([]);
        await say(li, `打卡 30分钟 ${'读'.repeat(5_000)}`);
        expect(lastSaid()).toContain('小李 30 分钟');
        await say(lin, `/ask ${'长江 '.repeat(1_200)}`);
        await say(lin, `/remind 每天8点 ${'读'.repeat(3_000)}`);
        expect(lastSaid().length).toBeLessThan(300);
      }));

    test('files: a bad line is named, what is no bank is left alone, and members’ files are not looked into', () =>
      play({}, async (stage) => {
        const { api, group, person, sendFile, settle, lastSaid } = stage;
        await sendFile(lin, '题库.csv', '题目,选项A,选项B,答案\n一加一？,2,3,A\n一加二？,3,4,E\n');
        expect(lastSaid()).toContain('「题库.csv」没有导入，有 1 处要改');
        expect(lastSaid()).toContain('第 3 行');
        const before = textsIn(stage, group).length;
        await sendFile(lin, '照片.docx', 'PK');
        await sendFile(li, w.bankName, w.bank);
        expect(textsIn(stage, group)).toHaveLength(before);
        api.sendDocument(group, person(lin), { name: '大.csv', bytes: Buffer.from('x'), size: 6 * 1024 * 1024 });
        await settle();
        expect(lastSaid()).toContain('太大了');
      }));

    test('a button of last week’s quiz says that it is over, and touches nothing of today’s', () =>
      play({}, async (stage) => {
        const { api, group, person, skip, say, settle } = stage;
        await asked(stage);
        const old = api.botMessages(group).findLast(({ buttons }) => buttons.some(({ text }) => text.includes('6300')));
        await skip(60_000);
        await skip(5_000);
        await skip(7 * dayMs);
        await say(lin, '答题 山河 1');
        await skip(5_000);
        const data = old?.buttons[0]?.data ?? '';
        const tap = api.tapData(group, person(li), old?.id ?? 0, data);
        expect((await tap.answered()).text).toMatch(/已经结束|过期/);
        await settle();
        await say(lin, '答题 跳过');
        expect(textsIn(stage, group).at(-1)).toContain('没有人作答');
      }));

    test('who has left the group cannot answer any more', () =>
      play({}, async (stage) => {
        const { api, group, person, say, happens } = stage;
        await asked(stage);
        await say(li, 'B');
        await happens('leaves', () => {
          api.leave(group, person(li));
        });
        const question = api.botMessages(group).at(-1);
        const tap = api.tapData(group, person(li), question?.id ?? 0, question?.buttons[0]?.data ?? '');
        expect((await tap.answered()).text).toContain('不在这个群里');
        await say(lin, '答题 跳过');
        expect(textsIn(stage, group).at(-1)).toContain('1 人作答，0 人答对');
      }));

    test('an edited message changes nothing that was counted', () =>
      play({}, async (stage) => {
        const { api, group, person, say, settle, lastSaid } = stage;
        const first = api.say(group, person(li), '打卡 30分钟');
        await settle();
        api.editMessage(group, person(li), first.message_id, '打卡 300分钟');
        await settle();
        expect(lastSaid()).toContain('小李 30 分钟');
        await asked(stage);
        const answer = api.say(group, person(li), 'B');
        await settle();
        api.editMessage(group, person(li), answer.message_id, 'A');
        await say(lin, '答题 跳过');
        expect(lastSaid()).toContain('1 人作答，0 人答对');
      }));

    test('one who floods is told so once, is not heard for a while, and takes nothing away from the others', () =>
      play({}, async (stage) => {
        const { api, group, person, settle } = stage;
        await asked(stage);
        const question = api.botMessages(group).at(-1);
        const data = question?.buttons.map((button) => button.data ?? '') ?? [];
        const flood = Array.from({ length: 160 }, (_, index) =>
          api.tapData(group, person(li), question?.id ?? 0, data[index % 2] ?? ''),
        );
        const other = api.tapData(group, person(fang), question?.id ?? 0, data[0] ?? '');
        expect((await other.answered()).text).toContain('记下了');
        await settle();
        const answers = flood.flatMap((tap) => tap.answer()?.text ?? []);
        expect(answers.filter((words) => words.startsWith('慢一点'))).toHaveLength(1);
        expect(answers.length).toBeGreaterThanOrEqual(60);
        expect(answers.length).toBeLessThan(120);
      }));

    test('a restart in between is not noticed: the quiz goes on, and what came due is said late and once', () =>
      play({}, async (stage) => {
        const { api, group, person, say, skip, settle, restart } = stage;
        await say(lin, '提醒 每天早上8点 一起读书');
        await asked(stage);
        await say(li, 'A');
        await restart(() => {
          api.say(group, person(fang), 'A');
        });
        await say(lin, '答题 跳过');
        expect(textsIn(stage, group).at(-1)).toContain('2 人作答，2 人答对');
        await skip(5_000);
        expect(textsIn(stage, group).at(-1)).toContain('答完了，2 人参加');
        await skip(14.9 * hourMs);
        await restart(() => undefined);
        await skip(0.5 * hourMs);
        await settle();
        const late = textsIn(stage, group).filter((text) => text.includes('⏰'));
        expect(late).toEqual([expect.stringContaining('抱歉，这条来晚了，本来是 11月24日周二 08:00 的。')]);
      }));
  },
  60_000,
);
