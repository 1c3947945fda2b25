import { distance } from 'fastest-levenshtein';
import type { Redis } from 'ioredis';
import type { Capabilities } from '../../src/commands/core/capabilities.ts';
import { type Chats, createChats } from '../../src/commands/core/chats.ts';
import type { AnyCommand, Listener } from '../../src/commands/core/command.ts';
import { createDispatch } from '../../src/commands/core/dispatch.ts';
import type { PersonalEvent } from '../../src/commands/core/event.ts';
import { createLanes } from '../../src/commands/core/lanes.ts';
import { createOutage, type Outage } from '../../src/commands/core/outage.ts';
import type { Destination, Outbox } from '../../src/commands/core/outbox.ts';
import type { PersonalAnswers } from '../../src/commands/core/personal-answers.ts';
import { render } from '../../src/commands/core/render.ts';
import type { Reply } from '../../src/commands/core/reply.ts';
import { createCommandTable } from '../../src/commands/core/table.ts';
import type { Reception } from '../../src/commands/core/unclear.ts';
import { openCatalogue } from '../../src/i18n/catalogue.ts';
import type { Text, TextKey, TextValue } from '../../src/i18n/text.ts';
import { createChatStore } from '../../src/store/chats.ts';
import type { Keys } from '../../src/store/keys.ts';
import { createMemberStore } from '../../src/store/members.ts';
import { stubCapabilities } from './stub-platform.ts';

export interface RoomSettings {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly commands: readonly AnyCommand[];
  readonly listeners?: readonly Listener[];
  readonly nowMs: number;
  readonly can?: Partial<Capabilities>;
  readonly isGroup?: boolean;
  /** The platform's id of the chat. */
  readonly chat?: string;
  readonly zone?: string;
  /** Names of those who administer the group; a person's id is their name. */
  readonly organisers?: readonly string[];
  /** `platform:person` of the owners of the programme. */
  readonly owners?: readonly string[];
  /** Without it everybody is told of their own at once. */
  readonly personalAnswers?: Pick<PersonalAnswers, 'gather'>;
  /** Takes the unclear; without it they are talk. */
  reception?(chats: Chats, outage: Outage): Reception;
}

/** What a message was answered with. */
export interface Heard {
  readonly event: PersonalEvent;
  readonly isTaken: boolean;
  readonly replies: readonly Reply[];
  /** Keys of the texts said, outermost first, nested ones included. */
  readonly keys: readonly TextKey[];
  /** What would be sent, in words: messages, standing messages, toasts and reactions. */
  readonly words: readonly string[];
}

export interface Room {
  nowMs: number;
  say(name: string, text: string, change?: Partial<PersonalEvent>): Promise<Heard>;
  tap(name: string, token: string): Promise<Heard>;
  photo(name: string, caption: string): Promise<Heard>;
  /** The same event once more, as a platform does after a lost acknowledgement. */
  retell(heard: Heard): Promise<Heard>;
  /** Our id of the chat, once somebody has spoken. */
  id(): Promise<string>;
}

/** One chat on a stub platform with the real path of a message over real Redis, up to the rendered answer. */
export function openRoom(settings: RoomSettings): Room {
  const { redis, keys } = settings;
  const posted: { destination: Destination; replies: readonly Reply[] }[] = [];
  const store = createChatStore(redis, keys);
  const members = createMemberStore(redis, keys);
  const can: Capabilities = { ...stubCapabilities, ...settings.can };
  const catalogue = openCatalogue(() => room.nowMs);
  let serial = 0;
  const chats = createChats({
    store,
    members,
    defaultLocale: 'zh-Hans',
    defaultZone: settings.zone ?? 'Asia/Shanghai',
    askOrganisers: () => Promise.resolve(settings.organisers ?? []),
    freshId: () => `id${(serial += 1)}-${settings.chat ?? 'g'}`,
    onCreated: () => Promise.resolve(),
  });
  const address = { platform: 'console', account: 'bot', chat: settings.chat ?? 'g' } as const;
  const room: Room = {
    nowMs: settings.nowMs,
    say: (name, text, change = {}) =>
      tell({
        ...envelope(name),
        kind: 'text',
        text,
        messageId: `m${serial}`,
        isAddressed: false,
        isEdited: false,
        ...change,
      } as PersonalEvent),
    tap: (name, token) => tell({ ...envelope(name), kind: 'choice', token, messageId: 'm', tapId: `t${serial}` }),
    photo: (name, caption) =>
      tell({
        ...envelope(name),
        kind: 'media',
        medium: 'photo',
        caption,
        messageId: `m${serial}`,
        isAddressed: false,
        file: null,
      }),
    retell: ({ event }) => tell(event),
    id: async () => (await store.find(address)) ?? '',
  };
  const outbox: Outbox = {
    post: (destination, replies) => void posted.push({ destination, replies }),
    drain: () => Promise.resolve(),
  };
  const dispatch = createDispatch({
    chats,
    table: createCommandTable(settings.commands, distance),
    listeners: settings.listeners ?? [],
    express: { isForUs: () => false, answer: () => Promise.resolve(null) },
    housekeeping: { keep: () => Promise.resolve() },
    reception: settings.reception?.(chats, createOutage(outbox, 'zh-Hans')) ?? {
      receive: () => Promise.resolve(false),
      recall: () => Promise.resolve(false),
    },
    outbox,
    lanes: createLanes(),
    floodGate: { isOpen: () => true, isToBeTold: () => false },
    outage: { tell: () => undefined, remember: () => undefined, notice: () => undefined, isOver: () => undefined },
    ...(settings.personalAnswers === undefined ? {} : { personalAnswers: settings.personalAnswers }),
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (fields) => {
        throw fields['error'] as Error;
      },
    },
    owners: new Set(settings.owners),
    canOf: () => can,
    isGuest: () => false,
    isLocal: () => false,
    zoneOf: members.zoneOf,
    clock: () => room.nowMs,
    incidentId: () => 'incident',
  });
  const envelope = (name: string) => {
    serial += 1;
    return {
      id: `event${serial}`,
      order: serial,
      atMs: room.nowMs,
      from: address,
      isGroup: settings.isGroup ?? true,
      title: '学习群',
      sender: { id: name, name, languageTag: null },
      isAnonymous: name === '',
    };
  };
  const tell = async (event: PersonalEvent): Promise<Heard> => {
    const { isTaken } = await dispatch.handle(event);
    const answers = posted.filter(({ destination }) => destination.cause === event);
    posted.splice(0, posted.length, ...posted.filter(({ destination }) => destination.cause !== event));
    const replies = answers.flatMap((answer) => answer.replies);
    const locale = answers[0]?.destination.locale ?? 'zh-Hans';
    const voice = { catalogue, locale, can, cause: event };
    const words = replies.flatMap((reply) => render(reply, voice).map((rendered) => wordsOf(rendered)));
    return { event, isTaken, replies, keys: replies.flatMap(keysOf), words };
  };
  return room;
}

function wordsOf(rendered: ReturnType<typeof render>[number]): string {
  if (rendered.kind === 'standing') return rendered.text;
  const { outgoing } = rendered;
  switch (outgoing.kind) {
    case 'image':
    case 'file':
      return outgoing.caption;
    case 'reaction':
      return outgoing.emoji;
    case 'message':
    case 'edit':
    case 'toast':
      return outgoing.text ?? '';
  }
}

/** Keys of the texts in a reply, outermost first. */
export function keysOf(reply: Reply): readonly TextKey[] {
  return reply.parts.flatMap((part) => {
    switch (part.kind) {
      case 'reaction':
      case 'worded':
        return [];
      case 'image':
      case 'file':
        return keysOfText(part.caption);
      default:
        return keysOfText(part.text);
    }
  });
}

function keysOfText(text: Text): readonly TextKey[] {
  if ('literal' in text) return [];
  if ('lines' in text) return text.lines.flatMap(keysOfText);
  return [text.key, ...Object.values(text.params).flatMap(keysOfValue)];
}

function keysOfValue(value: TextValue): readonly TextKey[] {
  if (typeof value !== 'object' || 'on' in value || 'atMs' in value) return [];
  return 'list' in value
    ? value.list.flatMap((part) => (typeof part === 'string' ? [] : keysOfText(part)))
    : keysOfText(value);
}
