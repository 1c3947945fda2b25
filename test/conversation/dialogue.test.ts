import { beforeAll, describe, type ExpectStatic, test } from 'vitest';
import { type TestRedis, startTestRedis } from '../support/redis.ts';
import { words } from './dialogue-words.ts';
import { onStage, type Stage, type StageSettings } from './stage.ts';

// Whole dialogues in three languages, written down as people see them. The minutes in test/fixtures/conversation are
// read by people: a change there must read well, in all three.

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let redis: TestRedis;

beforeAll(async () => {
  redis = await startTestRedis();
  return () => redis.stop();
});

describe.concurrent.each(['zh-Hans', 'zh-Hant', 'en'] as const)(
  'in %s',
  (locale) => {
    const w = words[locale];
    const { lin, li, fang } = w.names;
    const play = (
      { expect }: { readonly expect: ExpectStatic },
      scene: string,
      settings: Partial<StageSettings>,
      act: (stage: Stage) => Promise<void>,
    ) =>
      onStage(
        {
          redis,
          locale,
          timeZone: locale === 'en' ? 'Europe/London' : 'Asia/Shanghai',
          people: [lin, li, fang],
          ...settings,
        },
        async (stage) => {
          await act(stage);
          await expect(stage.minutes.text()).toMatchFileSnapshot(`../fixtures/conversation/${locale}/${scene}.txt`);
        },
      );

    test('the bot comes into a group, says what it does, and is set up by buttons', (context) =>
      play(context, 'arrival', { bot: 'absent' }, async ({ api, group, person, happens, say, sayInPrivate, tap }) => {
        await happens('the bot is added', () => {
          api.addBot(group, person(lin));
        });
        await tap(lin, w.noNudge);
        await tap(li, w.noNudge);
        await say(li, `/help@${api.bot.username}`);
        await say(lin, `/settings@${api.bot.username} ${w.settingZone}`);
        await sayInPrivate(li, '/start');
        await sayInPrivate(li, w.help);
      }));

    test('a day of checking in', (context) =>
      play(context, 'check-in', {}, async ({ say, sayInPrivate, sendPhoto, tap, skip }) => {
        await sayInPrivate(lin, '/start');
        await say(li, w.checkIn);
        await sendPhoto(fang, w.checkInAmount);
        await tap(lin, w.checkInButton);
        await tap(lin, w.checkInButton);
        await say(li, w.undo);
        await say(fang, w.me);
        await say(lin, w.missing);
        await say(lin, w.report);
        await skip(dayMs);
        await say(li, w.makeUpYesterday);
        await say(fang, w.leaveTomorrow);
        await say(li, w.rank);
      }));

    test('a quiz from a file to the board', (context) =>
      play(context, 'quiz', {}, async ({ say, sendFile, tap, happens, skip }) => {
        await sendFile(lin, w.bankName, w.bank);
        await say(li, w.quiz);
        await say(fang, w.quiz);
        await happens('five seconds later', () => skip(5_000));
        await tap(li, w.rightOption);
        // Typed answers carry whole seconds: the order of the quickest must not depend on where a second begins.
        await skip(2_000);
        await say(fang, 'A');
        await happens('time is up', () => skip(60_000));
        await happens('the next question', () => skip(9_000));
        await tap(fang, w.multipleOptions[0]);
        await tap(fang, w.multipleOptions[1]);
        await skip(2_000);
        await say(li, 'AB');
        await say(lin, w.quizSkip);
        await happens('the next question', () => skip(9_000));
        await say(li, w.fillIn);
        await say(lin, w.quizSkip);
        await happens('the board', () => skip(9_000));
      }));

    test('a plan, reminders and somebody who comes later', (context) =>
      play(context, 'plan', {}, async ({ api, group, stranger, say, sendFile, happens, skip }) => {
        await sendFile(lin, w.planName, w.plan);
        await say(li, w.today);
        await say(li, w.plan_);
        await say(lin, w.remind);
        await say(lin, w.remindBad);
        await say(li, w.remind);
        await say(lin, w.remindList);
        await happens('the next morning', () => skip(w.hoursToMorning * hourMs));
        const late = stranger(w.names.late);
        await happens('somebody joins', () => {
          api.join(group, late);
        });
        await say(lin, w.remindDelete);
      }));

    test('what belongs to a member alone', (context) =>
      play(context, 'own-data', {}, async ({ say, sayInPrivate, sendFile, tap }) => {
        await sendFile(lin, w.bankName, w.bank);
        await say(li, w.checkIn);
        await say(li, w.optOut);
        await sayInPrivate(li, w.bind);
        await sayInPrivate(li, w.bindWrong);
        await say(li, w.ask);
        await say(li, w.forget);
        await tap(fang, w.forgetButton);
        await tap(li, w.forgetButton);
        await say(li, w.me);
      }));
  },
  60_000,
);
