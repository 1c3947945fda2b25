import { distance } from 'fastest-levenshtein';
import type { Redis } from 'ioredis';
import { beforeEach, expect, test } from 'vitest';
import { createHelpCommand } from '../../../src/commands/help/help.ts';
import { createCommandTable, type CommandTable } from '../../../src/commands/core/table.ts';
import type { BatchAcknowledger } from '../../../src/commands/check-in/batch-acknowledger.ts';
import { createCheckInCommand } from '../../../src/commands/check-in/check-in.ts';
import { createBankCommand } from '../../../src/commands/bank/bank.ts';
import { createBankShelf } from '../../../src/commands/bank/bank-shelf.ts';
import { openStores } from '../../../src/stores.ts';
import { openRoom } from '../../support/chat-room.ts';
import { testRedis } from '../../support/redis.ts';
import { keys, noonMs } from '../../support/study-group.ts';

let redis: Redis;
beforeEach(async () => {
  redis = (await testRedis()).connect();
});

const acknowledger: BatchAcknowledger = {
  acknowledgeSoon: () => undefined,
  remarkSoon: () => undefined,
  leaveOut: () => undefined,
  tellAll: () => Promise.resolve(),
};

function openGroup() {
  const stores = openStores(redis, keys);
  const { banks } = stores;
  const shelf = createBankShelf(banks, 'shared', { read: () => Promise.resolve(null) });
  const table: CommandTable = createCommandTable(
    [
      createHelpCommand(() => table),
      createCheckInCommand({ ...stores, acknowledger }),
      createBankCommand({ banks, shelf }),
    ],
    distance,
  );
  const room = openRoom({ redis, keys, commands: table.all, nowMs: noonMs, organisers: ['班长'] });
  return { room, chats: stores.chats };
}

test.each([
  ['zh-Hans', ['帮助', '打卡', '题库']],
  ['zh-Hant', ['幫助', '打卡', '題庫']],
  ['en', ['help', 'checkin', 'bank']],
])('in %s every command is listed by a word of that script', async (locale, expected) => {
  const { room, chats } = openGroup();
  await room.say('班长', '大家好');
  await chats.setLocale(await room.id(), locale);
  const [words = ''] = (await room.say('班长', '/help')).words;
  expect([...words.matchAll(/^· (\S+)/gm)].map(([, word]) => word)).toEqual(expected);
});

test('members are not offered what only organisers may do', async () => {
  const { room } = openGroup();
  const [words = ''] = (await room.say('小李', '帮助')).words;
  expect(words).not.toContain('题库');
});
