import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Person } from '../../commands/core/event.ts';
import type { Identities, Roll } from './identities.ts';
import type { WechatRoom } from './wechat-bot.ts';

/** Tells now and then who is in the rooms: WeChat does not say who leaves, and those who only read are to be known. */
export interface RollCalls {
  /** Something was heard in the room, which is plain: beside it, its member list is read if that is long ago. */
  heard(room: WechatRoom): void;
  /** Somebody came or went: a list that is being read may be of before. */
  changed(roomId: string): void;
  /** Begins a login, or goes on with the one of the same `self`. */
  begin(self: string): void;
}

/** Everybody in a room but the bot. */
export interface Present {
  readonly people: readonly Person[];
  readonly isWhole: boolean;
}

export interface RollCallParts {
  readonly account: string;
  readonly identities: Pick<Identities, 'rollOf'>;
  readonly log: CoreLog;
  clock(): number;
  tell(room: WechatRoom, present: Present): void;
}

const everyMs = 12 * 3_600_000;
/** After a list that could not be read, was empty or changed meanwhile. */
const againMs = 60_000;
/** Rooms remembered; after that all are forgotten, which costs one reading each. */
const rememberedMax = 50_000;

export function createRollCalls({ account, identities, log, clock, tell }: RollCallParts): RollCalls {
  const calledAtMs = new Map<string, number>();
  /** One list at a time: a login may have hundreds. */
  let queue = Promise.resolve();
  let self = '';
  let reading: { readonly id: string; isVoid: boolean } | null = null;
  const call = async (room: WechatRoom, login: string): Promise<void> => {
    if (login !== self) return;
    const turn = { id: room.id, isVoid: false };
    reading = turn;
    const roll = await identities.rollOf(room).catch((error: unknown) => {
      log.warn({ error, account }, 'wechat: the members of a group could not be read');
      return null;
    });
    reading = null;
    if (login !== self) return;
    if (roll === null || roll.seen.people.length === 0 || turn.isVoid) {
      calledAtMs.set(room.id, clock() - everyMs + againMs);
    } else tell(room, presentOf(roll));
  };
  return {
    heard(room) {
      const lastMs = calledAtMs.get(room.id);
      if (lastMs !== undefined && clock() - lastMs < everyMs) return;
      if (calledAtMs.size >= rememberedMax) calledAtMs.clear();
      calledAtMs.set(room.id, clock());
      const login = self;
      queue = queue.then(() => call(room, login));
    },
    changed(roomId) {
      if (reading?.id === roomId) reading.isVoid = true;
    },
    begin(login) {
      if (login !== self) calledAtMs.clear();
      self = login;
    },
  };
}

/** Whoever has not been met in this login cannot be told apart from those who are missing: the list is not whole then. */
function presentOf({ seen, known }: Roll): Present {
  const people = seen.people.flatMap(({ id, name, nameInGroup }) => {
    const recognised = known.get(id);
    if (recognised === undefined) return [];
    const person: Person = { id: recognised.id, name: (nameInGroup || name).trim(), languageTag: null };
    return [recognised.kind === 'unclear' ? { ...person, mayBe: recognised.mayBe } : person];
  });
  return { people, isWhole: seen.hasSelf && people.length === seen.people.length };
}
