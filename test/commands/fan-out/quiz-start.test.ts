import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import { createQuizStart } from '../../../src/commands/fan-out/quiz-start.ts';
import type { Announcer } from '../../../src/commands/core/announcement.ts';
import type { Bank } from '../../../src/domain/question.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { createRunStore, type RunStore } from '../../../src/store/runs.ts';
import { keysOf } from '../../support/chat-room.ts';
import { openFanOutOffice } from '../../support/fan-out-office.ts';
import { testRedis } from '../../support/redis.ts';

const noonMs = Date.UTC(2026, 11, 1, 4);
const bank: Bank = {
  name: '常识',
  questions: ['一', '二', '三'].map((name) => ({
    id: name,
    kind: 'single',
    text: `${name}？`,
    options: ['对的', '错的'],
    correct: [0],
    canShuffle: false,
    explanation: '',
    source: '',
    topic: '',
    picture: null,
  })),
};
const occurrence = { chat: 'a', ref: `1.${String(noonMs)}.0`, dueAtMs: noonMs };

let redis: Redis;
let runs: RunStore;
let armed: string[];
let serial = 0;

beforeEach(async () => {
  redis = (await testRedis()).connect();
  runs = createRunStore(redis, createKeys('t'));
  armed = [];
});

/** A quiz of two questions addressed to the group `a`. */
async function quizForOne() {
  const quizStart = createQuizStart({
    runs,
    shelf: { list: () => Promise.resolve([]), open: () => Promise.resolve(bank) },
    conductor: { arm: (chat) => Promise.resolve(void armed.push(chat.id)) },
    random: () => 0.5,
    freshId: () => `quiz${String((serial += 1))}`,
  });
  const office = openFanOutOffice(redis, { nowMs: noonMs }, { quizStart });
  await office.group('a');
  await office.room.say('owner', '群发 全部 答题 常识 2');
  await office.room.say('owner', '群发 开始 1');
  return { office, announcer: office.feature.announcer };
}

async function announced(announcer: Announcer, office: Awaited<ReturnType<typeof quizForOne>>['office']) {
  const chat = await office.chats.read('a');
  if (chat === null) throw new Error('no chat');
  return announcer.announce(chat, { ...occurrence, lateMs: 0 }, noonMs);
}

describe('a quiz of a fan-out', () => {
  it.each(['skipped-cancelled', 'muted', 'failed', 'skipped-late'] as const)(
    'does not begin in a group that was not told of it: %s',
    async (outcome) => {
      const { office, announcer } = await quizForOne();
      const said = await announced(announcer, office);
      expect(said?.replies.flatMap(keysOf)).toContain('quiz-started');
      expect(await runs.current('a')).toBeNull();
      await announcer.settled?.(occurrence, { outcome, atMs: noonMs, code: null });
      expect(await runs.current('a')).toBeNull();
      expect(armed).toEqual([]);
    },
  );

  it('begins when the group was told, some seconds after it and once', async () => {
    const { office, announcer } = await quizForOne();
    await announced(announcer, office);
    office.room.nowMs += 600_000;
    const ending = { outcome: 'sent', atMs: office.room.nowMs, code: null } as const;
    await announcer.settled?.(occurrence, ending);
    const run = await runs.current('a');
    expect(run).toMatchObject({ roundCount: 2, round: 0, dueAtMs: noonMs + 605_000 });
    expect(armed).toEqual(['a']);
    await announcer.settled?.(occurrence, ending);
    expect((await runs.current('a'))?.id).toBe(run?.id);
    await runs.finish('a', run?.id ?? '', { week: '2026-W49', month: '2026-12', counts: false });
    await announcer.settled?.(occurrence, ending);
    expect(await runs.current('a')).toBeNull();
  });

  it('is not announced where one runs', async () => {
    const { office, announcer } = await quizForOne();
    await announcer.settled?.(occurrence, { outcome: 'sent', atMs: noonMs, code: null });
    expect(await announced(announcer, office)).toBeNull();
  });
});
