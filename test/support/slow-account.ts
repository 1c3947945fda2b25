import type { Destination } from '../../src/commands/core/outbox.ts';
import { say } from '../../src/commands/core/reply.ts';
import { openCatalogue } from '../../src/i18n/catalogue.ts';
import { literal } from '../../src/i18n/text.ts';
import { createOutbox, type Delivered, type DeliveringOutbox } from '../../src/scheduler/outbox.ts';
import { createChatStore } from '../../src/store/chats.ts';
import type { RedisClient } from '../../src/store/client.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createPaceStore } from '../../src/store/pace.ts';
import { createFakeClock, settleRedis, type FakeClock } from './fake-clock.ts';
import { createStubPlatform, type StubPlatform } from './stub-platform.ts';

/** Safe mode of a WeChat client: https://wcferry.netlify.app/plugins/safe-mode */
const slowPace = {
  accountPerSecond: 1,
  chatPerSecond: 1,
  groupPerMinute: null,
  accountPerMinute: 40,
  chatSwitchMs: { least: 3_000, most: 5_000 },
};

/** An account that has to take its time, on real Redis, with a clock that passes only when everybody sleeps. */
export interface SlowAccount {
  readonly outbox: DeliveringOutbox;
  readonly clock: FakeClock;
  readonly platform: StubPlatform;
  /** The spans between two chats as they were drawn, in milliseconds; the last of them lie ahead. */
  readonly drawnMs: readonly number[];
  isRedisAway: boolean;
  group(chat: string): Promise<Destination>;
  /** A reminder for each of so many groups at the same instant, handed on as the queue does; most at once, and outcomes. */
  remindMany(count: number): Promise<{ readonly inHandMax: number; readonly outcomes: readonly Delivered[] }>;
}

export function openSlowAccount(client: RedisClient, startMs: number): SlowAccount {
  const keys = createKeys('t');
  const store = createPaceStore(client, keys);
  const chats = createChatStore(client, keys);
  const clock = createFakeClock(startMs, () => settleRedis(client, 4));
  const platform = createStubPlatform({ clock: clock.now, can: { pace: slowPace } });
  const drawnMs: number[] = [];
  const unlessAway = <T>(ask: () => Promise<T>): Promise<T> =>
    account.isRedisAway ? Promise.reject(new Error('away')) : ask();
  const outbox = createOutbox({
    catalogue: openCatalogue(),
    pace: {
      book: (booking) => unlessAway(() => store.book(booking)),
      confirm: (...slot) => unlessAway(() => store.confirm(...slot)),
      left: (left) => unlessAway(() => store.left(left)),
      penalise: (hold) => unlessAway(() => store.penalise(hold)),
    },
    chats,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    senderOf: () => platform.sender,
    privateOf: () => null,
    clock: clock.now,
    sleep: clock.sleep,
    // Shares that look random and are the same each time.
    random() {
      const share = ((drawnMs.length + 1) * 0.618_033_988_749_895) % 1;
      const { least, most } = slowPace.chatSwitchMs;
      drawnMs.push(Math.round(least + (most - least) * share));
      return share;
    },
    onMoved: () => undefined,
  });
  const account: SlowAccount = {
    outbox,
    clock,
    platform,
    drawnMs,
    isRedisAway: false,
    async group(chat) {
      const to = { platform: 'wechat', account: 'bot', chat } as const;
      const base = { isGroup: true, title: '', locale: 'zh-Hans', isLocaleChosen: false, zone: 'Asia/Shanghai' };
      await chats.create(`id${chat}`, { ...base, address: to });
      const known = await chats.read(`id${chat}`);
      if (known === null) throw new Error('not created');
      return { chat: known, to, locale: 'zh-Hans', cause: null };
    },
    async remindMany(count) {
      const groups = await Promise.all(Array.from({ length: count }, (_, chat) => account.group(String(chat))));
      let inHand = 0;
      let inHandMax = 0;
      const work = async (to: Destination): Promise<Delivered> => {
        for (let hasWaited = false; ; hasWaited = true) {
          const turn = outbox.turn(to.to, hasWaited);
          if (!turn.isNow) {
            await clock.sleep(turn.waitMs); // The worker is free for others.
            continue;
          }
          inHandMax = Math.max(inHandMax, (inHand += 1));
          const outcome = await outbox.deliver(to, [say(literal('读书'))], 0);
          inHand -= 1;
          turn.leave();
          return outcome;
        }
      };
      const outcomes = await clock.run(Promise.all(groups.map(work)));
      return { inHandMax, outcomes };
    },
  };
  return account;
}
