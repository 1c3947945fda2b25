import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Identities } from './identities.ts';
import { within } from './wait.ts';
import type { WechatBot, WechatContact, WechatRoom } from './wechat-bot.ts';

/** The groups of the login. */
export interface Rooms {
  /** The room was heard of: the bot is in it. */
  note(room: WechatRoom): void;
  has(id: string): boolean;
  /** The bot was taken out of it. */
  leave(id: string): void;
  isLeft(id: string): boolean;
  noteInviter(id: string, inviter: WechatContact): void;
  /** Who brought the bot into it, as far as this process was told. */
  inviterOf(id: string): WechatContact | null;
  /** Recognises all groups of the account, one after the other; at most once in a while, and never rejects. */
  meetAll(): Promise<void>;
  clear(): void;
}

/** Groups that are not met by then are not met by asking again at once. */
const meetEveryMs = 60_000;

/** A list of thousands takes its time over a gateway; one that never comes is given up. */
const listTimeoutMs = 30_000;

export interface RoomsParts {
  readonly bot: Pick<WechatBot, 'Room'>;
  readonly identities: Pick<Identities, 'ofGroup'>;
  readonly log: CoreLog;
  readonly patienceMs?: number;
  clock(): number;
}

export function createRooms({ bot, identities, log, clock, patienceMs = listTimeoutMs }: RoomsParts): Rooms {
  const met = new Set<string>();
  const left = new Set<string>();
  const inviters = new Map<string, WechatContact>();
  let meeting: Promise<void> | null = null;
  let metAtMs = -Infinity;
  const meet = async (): Promise<void> => {
    for (const room of await within(patienceMs, bot.Room.findAll())) {
      met.add(room.id);
      await identities.ofGroup(room).catch((error: unknown) => {
        log.warn({ error }, 'wechat: a group could not be looked at');
      });
    }
    metAtMs = clock();
  };
  return {
    note(room) {
      met.add(room.id);
      left.delete(room.id);
    },
    has: (id) => met.has(id),
    leave: (id) => void left.add(id),
    isLeft: (id) => left.has(id),
    noteInviter: (id, inviter) => void inviters.set(id, inviter),
    inviterOf: (id) => inviters.get(id) ?? null,
    meetAll() {
      if (clock() - metAtMs < meetEveryMs) return Promise.resolve();
      meeting ??= meet()
        .catch((error: unknown) => {
          log.warn({ error }, 'wechat: the groups could not be read');
        })
        .finally(() => {
          meeting = null;
        });
      return meeting;
    },
    clear() {
      metAtMs = -Infinity;
      for (const one of [met, left, inviters]) one.clear();
    },
  };
}
