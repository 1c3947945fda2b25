import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Directory, Recognised, SeenGroup } from '../../commands/core/desk.ts';
import { createIdBook } from './id-book.ts';
import { createLooks } from './looks.ts';
import { isLasting, type IdsOption } from './lasting-ids.ts';
import { askTimeoutMs, type ListedGroup, seenGroup, seenPerson } from './seen.ts';
import { within } from './wait.ts';
import type { WechatBot, WechatContact, WechatRoom } from './wechat-bot.ts';

/** Which ids the core knows groups and people by. All that ask reject with StoreError, or as the puppet does. */
export interface Identities {
  /** Begins a login; to be awaited before anything else is asked. */
  begin(self: string): Promise<void>;
  ofGroup(room: WechatRoom): Promise<Recognised>;
  ofPerson(contact: WechatContact, room: WechatRoom | null): Promise<Recognised>;
  /**
   * Everybody in a room but the bot, by the platform's ids; those not known nor met before are absent. Also tells what
   * they look like now, by which the next login will know them. Null for a room that is not plain itself.
   */
  rollOf(room: WechatRoom): Promise<Roll | null>;
  /** The platform's id in this login, null when whoever it is has not been met in it. */
  platformIdOf(lasting: string): Promise<string | null>;
  /** What those of the platform ids are known as that are known, without asking the platform. One round trip. */
  knownAs(platformIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  claim: Directory['claim'] extends (account: string, ...rest: infer Rest) => infer Outcome
    ? (...rest: Rest) => Outcome
    : never;
}

/** A room's member list. */
export interface Roll {
  readonly seen: ListedGroup;
  readonly known: ReadonlyMap<string, Recognised>;
}

export interface IdentityParts {
  readonly bot: WechatBot;
  readonly account: string;
  readonly ids: IdsOption;
  readonly directory: Directory;
  readonly log: CoreLog;
}

/** People and groups of a few hundred busy groups. */
const bookMax = 50_000;

/** Lasting ids as they are; passing ones through the directory, with what it said kept for the login. */
export function createIdentities({ bot, account, ids, directory, log }: IdentityParts): Identities {
  const book = createIdBook(bookMax);
  const inHand = new Map<string, Promise<Recognised>>();
  let self = '';
  let rolling: Promise<unknown> = Promise.resolve();
  const looks = createLooks({
    account,
    directory,
    log,
    async settled() {
      const login = self;
      await rolling;
      return login === self;
    },
  });
  const holds = (id: string): boolean => isLasting(id, self, ids);
  const rivalsOf = (room: WechatRoom) => async (): Promise<readonly SeenGroup[]> => {
    const others = (await within(askTimeoutMs, bot.Room.findAll())).filter(({ id }) => id !== room.id);
    const seen = await Promise.allSettled(others.map((other) => seenGroup(other, self)));
    return seen.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  };
  /** What is asked while the same is being asked waits for that. */
  const once = (id: string, ask: () => Promise<Recognised>): Promise<Recognised> => {
    const known = book.of(id);
    if (known !== null) return Promise.resolve(known);
    const asked = inHand.get(id) ?? ask().finally(() => inHand.delete(id));
    inHand.set(id, asked);
    return asked;
  };
  /** What was asked in a login that is over tells nothing: its ids are dead. */
  const keeperOf =
    (login: string) =>
    (id: string, recognised: Recognised): void => {
      if (login === self) book.put(id, recognised);
    };
  const lookUp = async (id: string, keep: ReturnType<typeof keeperOf>): Promise<Recognised | null> => {
    const found = (await directory.known(account, [id])).get(id) ?? null;
    if (found !== null) keep(id, found);
    return found;
  };
  const recogniseGroup = async (room: WechatRoom): Promise<Recognised> => {
    const keep = keeperOf(self);
    const found = await lookUp(room.id, keep);
    if (found !== null) return found;
    const recognised = await directory.recogniseGroup(account, await seenGroup(room, self), rivalsOf(room));
    for (const [id, person] of recognised.people) keep(id, person);
    keep(room.id, recognised.group);
    return recognised.group;
  };
  const ofGroup = async (room: WechatRoom): Promise<Recognised> => {
    if (holds(room.id)) return { kind: 'known', id: room.id };
    return once(room.id, () => recogniseGroup(room));
  };
  const knownAs = async (platformIds: readonly string[]): Promise<Map<string, Recognised>> => {
    const known = new Map<string, Recognised>();
    for (const id of platformIds.filter(holds)) known.set(id, { kind: 'known', id });
    const passing = platformIds.filter((id) => !holds(id));
    if (passing.length === 0) return known;
    for (const [id, recognised] of await directory.known(account, passing)) known.set(id, recognised);
    return known;
  };
  const recogniseMembers = async (room: WechatRoom): Promise<Roll | null> => {
    if ((await ofGroup(room)).kind === 'unclear') return null;
    const keep = keeperOf(self);
    const seen = await seenGroup(room, self);
    if (holds(room.id)) return { seen, known: await knownAs(seen.people.map(({ id }) => id)) };
    const { people } = await directory.recogniseGroup(account, seen, noRivals);
    for (const [id, person] of people) keep(id, person);
    return { seen, known: people };
  };
  const recognisePerson = async (contact: WechatContact, room: WechatRoom | null): Promise<Recognised> => {
    const keep = keeperOf(self);
    const group = room === null ? null : await ofGroup(room);
    const found = book.of(contact.id) ?? (await lookUp(contact.id, keep));
    if (found !== null) return found;
    const recognised = await directory.recognisePerson(account, await seenPerson(contact, room), group?.id ?? null);
    keep(contact.id, recognised);
    return recognised;
  };
  return {
    async begin(login) {
      if (login !== self) {
        book.clear();
        looks.clear();
      }
      self = login;
      if (ids !== 'lasting' && !holds(login)) await directory.login(account, login);
    },
    ofGroup,
    async ofPerson(contact, room) {
      if (holds(contact.id)) return { kind: 'known', id: contact.id };
      const recognised = await once(contact.id, () => recognisePerson(contact, room));
      const group = room === null ? null : (book.of(room.id)?.id ?? null);
      if (recognised.kind !== 'unclear') looks.personWrote(contact, room, group);
      return recognised;
    },
    rollOf(room) {
      const roll = recogniseMembers(room);
      rolling = roll.catch(() => undefined);
      return roll;
    },
    async platformIdOf(lasting) {
      if (!lasting.startsWith('~')) return lasting;
      return book.platformIdOf(lasting) ?? directory.passingIdOf(account, lasting);
    },
    knownAs: async (platformIds) =>
      new Map([...(await knownAs(platformIds))].map(([id, recognised]) => [id, recognised.id])),
    async claim(standIn, as) {
      const outcome = await directory.claim(account, standIn, as);
      // One answer may settle a group and everybody in it.
      if (outcome === 'settled') book.clear();
      return outcome;
    },
  };
}

/** A group that is known needs no comparison. */
const noRivals = (): Promise<readonly never[]> => Promise.resolve([]);
