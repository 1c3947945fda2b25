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
  'a group that changes under the bot',
  () => {
    test('a group that becomes a supergroup takes its streaks, settings, reminders and its running quiz along', () =>
      play({ groupType: 'group' }, async (stage) => {
        const { api, group, person, say, skip, settle } = stage;
        await say(li, '打卡');
        await skip(dayMs);
        await say(li, '打卡');
        await say(lin, '设置 题数 1');
        await say(lin, '提醒 每天早上8点 一起读书');
        await asked(stage);
        const moved = { id: api.migrate(group) };
        api.say(moved, person(li), 'A');
        await settle();
        await skip(60_000);
        await skip(5_000);
        expect(textsIn(stage, moved).join('\n')).toContain('1. 小李 10 分');
        api.say(moved, person(li), '我的');
        await settle();
        expect(textsIn(stage, moved).at(-1)).toContain('连续 2 天');
        api.say(moved, person(lin), '答题');
        await settle();
        expect(textsIn(stage, moved).at(-1)).toContain('」1 题，');
        api.say(moved, person(lin), '答题 停止');
        await skip(15 * hourMs);
        expect(textsIn(stage, moved).at(-1)).toContain('一起读书');
      }));

    test('a move that nobody told of is found out by the next thing said', () =>
      play({ groupType: 'group' }, async (stage) => {
        const { api, group, person, say, skip, settle } = stage;
        await say(li, '打卡');
        await say(lin, '提醒 每天早上8点 一起读书');
        const moved = { id: api.migrate(group, { isSilent: true }) };
        await skip(15 * hourMs);
        expect(textsIn(stage, moved)).toEqual([expect.stringContaining('一起读书')]);
        api.say(moved, person(li), '我的');
        await settle();
        expect(textsIn(stage, moved).at(-1)).toContain('一共打卡 1 天');
      }));

    test('what was said in the new room before the move was found out makes no second chat of it', () =>
      play({ groupType: 'group' }, async (stage) => {
        const { api, group, person, say, skip, settle } = stage;
        await say(li, '打卡');
        await say(lin, '提醒 每天早上8点 一起读书');
        const moved = { id: api.migrate(group, { isSilent: true }) };
        api.say(moved, person(lin), '提醒 每天早上8点 一起读书');
        await settle();
        await skip(15 * hourMs);
        await skip(dayMs);
        const reminders = () => textsIn(stage, moved).filter((text) => text.startsWith('⏰')).length;
        const before = reminders();
        await skip(dayMs);
        expect(reminders()).toBe(before + 1);
        api.say(moved, person(li), '我的');
        await settle();
        expect(textsIn(stage, moved).at(-1)).toContain('一共打卡 1 天');
      }));

    test('a bot that was removed says nothing, and goes on where it stopped when it is back', () =>
      play({}, async (stage) => {
        const { api, group, person, say, skip, happens } = stage;
        await say(li, '打卡');
        await say(lin, '提醒 每天早上8点 一起读书');
        await happens('removed', () => {
          api.removeBot(group, person(lin));
        });
        const callCount = api.calls({ method: 'sendMessage' }).length;
        await skip(15 * hourMs);
        expect(api.calls({ method: 'sendMessage' })).toHaveLength(callCount);
        await happens('added again', () => {
          api.addBot(group, person(lin), 'administrator');
        });
        await skip(dayMs);
        expect(textsIn(stage, group).at(-1)).toContain('一起读书');
      }));

    test('a bot that was muted says nothing, and what was due then is not said later', () =>
      play({}, async (stage) => {
        const { api, group, person, say, skip, happens } = stage;
        await say(lin, '提醒 每天早上8点 一起读书');
        await happens('muted', () => {
          api.mute(group, api.bot, person(lin));
        });
        await skip(15 * hourMs);
        await happens('may speak again', () => {
          api.unmute(group, api.bot, person(lin));
        });
        expect(textsIn(stage, group).filter((text) => text.startsWith('⏰'))).toEqual([]);
        await skip(dayMs);
        expect(textsIn(stage, group).filter((text) => text.startsWith('⏰'))).toHaveLength(1);
      }));
  },
  60_000,
);
