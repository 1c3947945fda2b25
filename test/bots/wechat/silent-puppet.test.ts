import { expect, test } from 'vitest';
import { createBotNames } from '../../../src/bots/wechat/bot-names.ts';
import { createRooms } from '../../../src/bots/wechat/rooms.ts';
import type { WechatBot } from '../../../src/bots/wechat/wechat-bot.ts';

/** Over a gateway a question may stay without an answer. */
const unanswered = (): Promise<never> => new Promise(() => undefined);
const never = (): never => {
  throw new Error('not asked here');
};

test('a puppet that does not tell the bot’s name keeps no message waiting', async () => {
  const puppet = { isLoggedIn: true, currentUserId: 'me' };
  const bot = { puppet, Contact: { find: unanswered } } as unknown as WechatBot;
  const ownNames = createBotNames(bot, () => 0, 10);
  expect(await ownNames(null)).toEqual([]);
});

test('a puppet that does not list its groups keeps no message waiting, and is asked again later', async () => {
  let [askedCount, nowMs, warnedCount] = [0, 0, 0];
  const rooms = createRooms({
    bot: {
      Room: {
        find: never,
        findAll: () => {
          askedCount += 1;
          return unanswered();
        },
      },
    },
    identities: { ofGroup: never },
    log: { info: never, warn: () => (warnedCount += 1), error: never },
    patienceMs: 10,
    clock: () => nowMs,
  });
  await rooms.meetAll();
  nowMs += 60_000;
  await rooms.meetAll();
  expect([askedCount, warnedCount]).toEqual([2, 2]);
});
