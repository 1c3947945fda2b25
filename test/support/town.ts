import type { PersonalEvent } from '../../src/commands/core/event.ts';
import { type Banzhang, createBanzhang } from '../../src/index.ts';
import type { RedisTarget } from '../../src/store/client.ts';
import { stubAdapter } from './stub-adapter.ts';
import { createStubPlatform, type StubPlatform } from './stub-platform.ts';

/** A bot in many groups, on a stub platform and a real store. */
export interface Town {
  readonly core: Banzhang;
  readonly platform: StubPlatform;
  /** Somebody says something in a group; resolves when it is recorded. */
  say(group: number, person: string, text: string): Promise<unknown>;
  /** Lets time pass, doing what comes due in it. */
  skip(ms: number): Promise<void>;
  stop(): Promise<void>;
}

const stepMs = 5_000;

/** Starts it; `aheadMs` moves its clock on from the real one. */
export async function openTown(redis: RedisTarget, aheadMs = 0): Promise<Town> {
  let [movedMs, order] = [aheadMs, 0];
  const clock = (): number => Date.now() + movedMs;
  const platform = createStubPlatform({
    clock,
    can: {
      pace: {
        accountPerSecond: 1e3,
        chatPerSecond: 1e3,
        groupPerMinute: null,
        accountPerMinute: null,
        chatSwitchMs: null,
      },
    },
  });
  const core = createBanzhang({ redis, clock });
  await core.attach(stubAdapter(platform));
  await core.start();
  const started = clock();
  return {
    core,
    platform,
    say(group, person, text) {
      order += 1;
      return core.handle({
        id: `tg:${started}:${order}`,
        order,
        atMs: clock(),
        from: { platform: 'telegram', account: '1', chat: `-${group}` },
        isGroup: true,
        title: `班${group}`,
        sender: { id: person, name: person, languageTag: null },
        isAnonymous: false,
        messageId: String(order),
        kind: 'text',
        text,
        isAddressed: false,
        isEdited: false,
      } satisfies PersonalEvent);
    },
    async skip(ms) {
      for (let passed = 0; passed < ms; passed += stepMs) {
        movedMs += Math.min(stepMs, ms - passed);
        await core.runDue();
      }
    },
    async stop() {
      await core.stop();
    },
  };
}
