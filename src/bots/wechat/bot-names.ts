import type { WechatBot, WechatRoom } from './wechat-bot.ts';
import { selfIdOf } from './wechat-bot.ts';
import { askTimeoutMs, nameIn } from './seen.ts';
import { within } from './wait.ts';

/** How long a name is taken as unchanged. */
const freshMs = 60_000;

/** Rooms whose name of the bot is kept. */
const roomsMax = 1_000;

/** What the bot is called: by its own name, and by that which it has in the room; nothing where the puppet does not answer. */
export function createBotNames(bot: WechatBot, clock: () => number, patienceMs = askTimeoutMs) {
  const kept = new Map<string, { readonly names: readonly string[]; readonly atMs: number }>();
  const ask = async (room: WechatRoom | null): Promise<readonly string[]> => {
    const selfId = selfIdOf(bot);
    const found = selfId === null ? undefined : within(patienceMs, bot.Contact.find({ id: selfId }));
    const self = await found?.catch(() => undefined);
    return self === undefined ? [] : [self.name(), await nameIn(room, self)].filter((name) => name !== '');
  };
  return async (room: WechatRoom | null): Promise<readonly string[]> => {
    const key = room?.id ?? '';
    const last = kept.get(key);
    if (last !== undefined && clock() - last.atMs < freshMs) return last.names;
    const names = await ask(room);
    if (kept.size >= roomsMax) kept.clear();
    if (names.length > 0) kept.set(key, { names, atMs: clock() });
    return names;
  };
}
