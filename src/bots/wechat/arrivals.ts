import { waitMs } from './wait.ts';
import type { WechatMessage, WechatPuppet } from './wechat-bot.ts';

/**
 * The order in which messages came. wechaty looks everything up before it tells of a message, a whole group at the first
 * one from it, so that over a gateway a later message may overtake; the puppet announces them in order.
 */
export interface Arrivals {
  /** Hears what the puppet announces, until the returned function is called. */
  follow(puppet: WechatPuppet): () => void;
  /** Takes the message once all that was said before in the same place has been taken; often that is at once. */
  arrive(message: WechatMessage, take: () => void): void;
  /** When the first message was announced that has not arrived; null when there is none. */
  oldestAtMs(): number | null;
  /** Resolves when all that was announced so far has arrived or is given up. */
  settled(): Promise<void>;
}

interface Announced {
  readonly atMs: number;
  /** The group, or whoever writes in private; null when that cannot be told. */
  readonly place: Promise<string | null>;
  readonly arrived: Promise<void>;
  resolve(): void;
}

/** wechaty may fail to look a message up; nothing waits longer for it. */
const lookUpMaxMs = 5_000;

/** More than that at a time are not kept in order. */
const announcedMax = 1_000;

export function createArrivals(clock: () => number): Arrivals {
  const announced = new Map<string, Announced>();
  const settle = (id: string): void => {
    announced.get(id)?.resolve();
    announced.delete(id);
  };
  const announce = (id: string, puppet: WechatPuppet): void => {
    if (announced.has(id) || announced.size >= announcedMax) return;
    let resolve = (): void => undefined;
    const arrived = new Promise<void>((done) => (resolve = done));
    announced.set(id, { atMs: clock(), place: placeOf(id, puppet), arrived, resolve });
    void waitMs(lookUpMaxMs).then(() => {
      settle(id);
    });
  };
  return {
    follow(puppet) {
      const listener = ({ messageId }: { readonly messageId: string }): void => {
        announce(messageId, puppet);
      };
      puppet.on?.('message', listener);
      return () => {
        puppet.off?.('message', listener);
        for (const id of [...announced.keys()]) settle(id);
      };
    },
    arrive(message, take) {
      const earlier = before(message.id, announced);
      const taken = (): void => {
        try {
          take();
        } finally {
          settle(message.id);
        }
      };
      if (earlier.length === 0) taken();
      else void afterThose(earlier, message.room()?.id ?? message.talker().id).then(taken);
    },
    oldestAtMs() {
      const [oldest] = announced.values();
      return oldest?.atMs ?? null;
    },
    async settled() {
      await Promise.all([...announced.values()].map(({ arrived }) => arrived));
    },
  };
}

function before(id: string, announced: ReadonlyMap<string, Announced>): readonly Announced[] {
  const ids = [...announced.keys()];
  const at = ids.indexOf(id);
  return at <= 0 ? [] : [...announced.values()].slice(0, at);
}

async function afterThose(earlier: readonly Announced[], place: string): Promise<void> {
  for (const one of earlier) {
    if ((await Promise.race([one.place, one.arrived])) === place) await one.arrived;
  }
}

async function placeOf(id: string, puppet: WechatPuppet): Promise<string | null> {
  try {
    const payload = await puppet.messagePayload?.(id);
    if (payload === undefined) return null;
    return [payload.roomId, payload.talkerId, payload.fromId].find((one) => one !== undefined && one !== '') ?? null;
  } catch {
    return null;
  }
}
