import { localDateOf } from '../../domain/calendar.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { putNewest } from '../../domain/put-newest.ts';
import type { Locale } from '../../i18n/locale.ts';
import { negotiateLocale } from '../../i18n/locale.ts';
import type { Chat } from '../../store/chat.ts';
import type { Admission, Arrival, ChatStore } from '../../store/chats.ts';
import type { MemberStore } from '../../store/members.ts';
import type { Address, Inbound, PersonalEvent } from './event.ts';

/** Which of our chats an event belongs to, with what is read of it. Remembers ids, never contents. */
export interface Chats {
  /** Our id of the event's chat; makes the chat known at its first event. */
  idOf(event: Inbound, nowMs: number): Promise<string>;
  /** Our id of the chat, from memory alone. */
  knownId(address: Address): string | null;
  /** One read; registers a newly seated person across chats. */
  admit(id: string, event: PersonalEvent, arrival: Arrival | null): Promise<Admission>;
  /** Platform ids of the chat's administrators, asked of the platform at most once in ten minutes. */
  organisersOf(chat: Chat, nowMs: number): Promise<readonly string[]>;
  /** After a move: the next event of either address is looked up anew. */
  forget(address: Address): void;
}

export interface ChatsParts {
  readonly store: ChatStore;
  readonly members: MemberStore;
  readonly defaultLocale: Locale;
  readonly defaultZone: string;
  /** Asks the platform; null where it cannot tell. */
  askOrganisers(address: Address): Promise<readonly string[] | null>;
  freshId(): string;
  /** Called when a chat has been made known, and again with its first member in case that was cut short; idempotent. */
  onCreated(chat: string, event: Inbound): Promise<void>;
}

/** Chat ids kept in memory; the least recently met goes first. */
const rememberedMax = 50_000;
const organisersFreshMs = 10 * 60_000;

const keyOf = ({ platform, account, chat }: Address): string => `${platform}:${account}:${chat}`;

export function createChats(parts: ChatsParts): Chats {
  const remembered = new Map<string, string>();
  const remember = (key: string, id: string): string => {
    putNewest(remembered, key, id, rememberedMax);
    return id;
  };
  const idOf = async (event: Inbound): Promise<string> => {
    const key = keyOf(event.from);
    const known = remembered.get(key) ?? (await parts.store.find(event.from));
    return remember(key, known ?? (await create(event, parts)));
  };
  return {
    idOf,
    knownId: (address) => remembered.get(keyOf(address)) ?? null,
    async admit(id, event, arrival) {
      const admission = await parts.store.admit(id, arrival);
      if (admission === null || keyOf(admission.chat.address) !== keyOf(event.from)) {
        // The chat moved or was deleted behind our back: look it up again, once.
        remembered.delete(keyOf(event.from));
        const settled = (await parts.store.find(event.from)) ?? (await create(event, parts));
        return register(await admitAgain(settled, arrival, parts), event, parts);
      }
      return register(admission, event, parts);
    },
    organisersOf: (chat, nowMs) => organisersOf(chat, nowMs, parts),
    forget: (address) => void remembered.delete(keyOf(address)),
  };
}

async function admitAgain(id: string, arrival: Arrival | null, parts: ChatsParts): Promise<Admission> {
  const admission = await parts.store.admit(id, arrival);
  if (admission === null) throw new Error(`chat ${id} was made known but cannot be read`);
  return admission;
}

async function create(event: Inbound, parts: ChatsParts): Promise<string> {
  const { platform, account, chat } = event.from;
  const tag = 'sender' in event ? event.sender.languageTag : null;
  const locale = negotiateLocale([event.isGroup ? null : tag], parts.defaultLocale);
  const id = await parts.store.create(parts.freshId(), {
    address: { platform, account, chat },
    isGroup: event.isGroup,
    title: event.title ?? '',
    locale,
    isLocaleChosen: false,
    zone: parts.defaultZone,
    ...(event.isGroup ? { heardOn: localDateOf(event.atMs, parts.defaultZone as TimeZone) } : {}),
  });
  await parts.onCreated(id, event);
  return id;
}

/** The settled second step of seating: the person becomes a member across chats. */
async function register(admission: Admission, event: PersonalEvent, parts: ChatsParts): Promise<Admission> {
  noteHeard(admission.chat, event, parts);
  if (admission.seat === 0 || admission.member !== '') return admission;
  if (admission.seat === 1) await parts.onCreated(admission.chat.id, event);
  const identity = { platform: event.from.platform, person: event.sender.id };
  const member = await parts.members.register(identity, admission.chat.id, admission.seat, parts.freshId());
  return { ...admission, member };
}

/** Once a day and chat, beside the path of the message: nothing depends on it but a list for owners. */
function noteHeard({ id, zone, isGroup, heardOn }: Chat, { atMs }: PersonalEvent, { store }: ChatsParts): void {
  const on = localDateOf(atMs, zone);
  if (isGroup && (heardOn === null || heardOn < on)) store.setHeardOn(id, on).catch(() => undefined);
}

async function organisersOf(chat: Chat, nowMs: number, parts: ChatsParts): Promise<readonly string[]> {
  if (chat.organisers !== null && nowMs - chat.organisersAtMs < organisersFreshMs) return chat.organisers;
  const told = await parts.askOrganisers(chat.address).catch(() => null);
  if (told === null) return chat.organisers ?? [];
  await parts.store.setOrganisers(chat.id, told, nowMs);
  return told;
}
