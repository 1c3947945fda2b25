import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Identities } from './identities.ts';
import { remarkOf } from './seen.ts';
import type { WechatBot, WechatContact } from './wechat-bot.ts';

/** Who can be written to in private, and which of them own the bot. */
export interface Friends {
  /** Goes through the contacts of the login; never rejects. */
  meetAll(): Promise<void>;
  /** Somebody was met: whether they are a friend may have changed. */
  note(lastingId: string, contact: WechatContact): void;
  /** They have written in private. */
  noteReachable(lastingId: string): void;
  isFriend(lastingId: string): boolean;
  /** Lasting ids of the owners that were found. */
  owners(): readonly string[];
  /** The lasting id of the owner of that name, null where nobody is it. */
  ownerOf(name: string): string | null;
}

export interface FriendsParts {
  readonly bot: WechatBot;
  readonly identities: Identities;
  /** A friend's remark, weixin id or name. */
  readonly ownerNames: readonly string[];
  readonly log: CoreLog;
}

interface Friend {
  readonly contact: WechatContact;
  readonly remark: string;
}

export function createFriends({ bot, identities, ownerNames, log }: FriendsParts): Friends {
  const friends = new Set<string>();
  let owners: ReadonlyMap<string, string> = new Map();
  const note = (lastingId: string, contact: WechatContact): void => {
    if (contact.friend() === true) friends.add(lastingId);
    else if (contact.friend() === false) friends.delete(lastingId);
  };
  const meetOwners = async (all: readonly Friend[]): Promise<void> => {
    const found = new Map<string, string>();
    for (const name of ownerNames) {
      const contact = ownerIn(all, name);
      if (contact === null) log.warn({ name }, 'wechat: no friend of the bot is this owner, or more than one');
      else found.set(name, (await identities.ofPerson(contact, null)).id);
    }
    owners = found;
  };
  const meetAll = async (): Promise<void> => {
    const contacts = (await bot.Contact.findAll()).filter((contact) => contact.friend() === true);
    const all: Friend[] = [];
    for (const contact of contacts) all.push({ contact, remark: await remarkOf(contact) });
    await meetOwners(all);
    const known = await identities.knownAs(contacts.map(({ id }) => id));
    for (const lastingId of known.values()) friends.add(lastingId);
  };
  return {
    meetAll: () =>
      meetAll().catch((error: unknown) => {
        log.warn({ error }, 'wechat: the friends of the bot could not be read');
      }),
    note,
    noteReachable: (lastingId) => void friends.add(lastingId),
    isFriend: (lastingId) => friends.has(lastingId),
    owners: () => [...new Set(owners.values())],
    ownerOf: (name) => owners.get(name) ?? null,
  };
}

/** The remark comes first, as only the bot's account can give it; a name that two bear is nobody's. */
function ownerIn(friends: readonly Friend[], name: string): WechatContact | null {
  const candidates = [
    friends.filter(({ remark }) => remark === name),
    friends.filter(({ contact }) => contact.handle?.() === name),
    friends.filter(({ contact }) => contact.name() === name),
  ].find((found) => found.length > 0);
  const [first, ...others] = candidates ?? [];
  return first === undefined || others.length > 0 ? null : first.contact;
}
