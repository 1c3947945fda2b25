import { z } from 'zod';
import type { RedisClient } from './client.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';

const claimStage = script({
  name: 'claim-stage',
  keys: ['run'],
  args: ['runId', 'stage', 'owner', 'nowMs', 'untilMs'],
  reply: z.number(),
});

const noteTold = script({ name: 'note-told', keys: ['run'], args: ['runId', 'stage'], reply: z.number() });

/** Somebody's wish to tell a message of a quiz. */
export interface StageClaim {
  readonly run: string;
  /** The number of the message within the quiz. */
  readonly stage: number;
  readonly owner: string;
  readonly nowMs: number;
  readonly untilMs: number;
}

export type TellingStore = ReturnType<typeof createTellingStore>;

/** Which messages of a quiz are out, and who is at the next. All reject with StoreError; one round trip each. */
export function createTellingStore(redis: RedisClient, keys: Keys) {
  return {
    /**
     * Whether `owner` is to tell the message: `mine` until `untilMs`, `told` when it is out or another quiz has begun,
     * `busy` while somebody else's claim holds.
     */
    async claim(chat: ChatId, { run: runId, stage, owner, nowMs, untilMs }: StageClaim) {
      const code = await claimStage(redis, { run: keys.run(chat) }, { runId, stage, owner, nowMs, untilMs });
      return code === 1 ? 'mine' : code === 0 ? 'told' : 'busy';
    },

    /** Notes that the message is out, and all before it. Idempotent. */
    async note(chat: ChatId, run: string, stage: number): Promise<void> {
      await noteTold(redis, { run: keys.run(chat) }, { runId: run, stage });
    },
  };
}
