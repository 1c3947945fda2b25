import { localDateOf } from '../../domain/calendar.ts';
import { isLocale } from '../../i18n/locale.ts';
import { text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { MemberStore } from '../../store/members.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { Chats } from '../core/chats.ts';
import type { CoreLog } from '../core/core-log.ts';
import type { Housekeeping } from '../core/dispatch.ts';
import type { MovedEvent, RollCallEvent, RosterEvent, StandingEvent } from '../core/event.ts';
import type { Outbox } from '../core/outbox.ts';
import { type Reply, say } from '../core/reply.ts';
import { callRoll } from './roll-call.ts';
import { welcome } from './welcome.ts';

export interface HousekeepingParts {
  readonly chats: Chats;
  readonly store: ChatStore;
  readonly roster: RosterStore;
  readonly members: MemberStore;
  readonly outbox: Outbox;
  readonly log: CoreLog;
  clock(): number;
  freshId(): string;
  /** What late joiners are told of where the group stands; null when there is nothing to catch up with. */
  standingOf(chat: Chat, nowMs: number): Promise<Reply | null>;
}

/** Keeps chats and rosters in step with what the platform tells. */
/** People often join by the dozen; one message tells them all. */
const greetEveryMs = 10 * 60_000;
const greetedMax = 10_000;

export function createHousekeeping(parts: HousekeepingParts): Housekeeping {
  const greetedAtMs = new Map<string, number>();
  return {
    keep(event) {
      switch (event.kind) {
        case 'joined':
        case 'left':
          return keepRoster(event, { ...parts, greetedAtMs });
        case 'present':
          return keepRoll(event, parts);
        case 'standing':
          return keepStanding(event, parts);
        case 'moved':
          return moveChat(event, parts);
        default:
          return event satisfies never;
      }
    },
  };
}

async function chatOf(event: RosterEvent | RollCallEvent | StandingEvent, parts: HousekeepingParts): Promise<Chat> {
  const id = await parts.chats.idOf(event, parts.clock());
  const chat = await parts.store.read(id);
  if (chat === null) throw new Error(`chat ${id} was made known but cannot be read`);
  return chat;
}

function post(
  chat: Chat,
  { id, from: to }: RosterEvent | StandingEvent,
  replies: readonly Reply[],
  { outbox }: HousekeepingParts,
): void {
  const locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
  outbox.post({ chat, to, locale, cause: null, origin: { event: id } }, replies);
}

async function keepRoster(
  event: RosterEvent,
  parts: HousekeepingParts & { readonly greetedAtMs: Map<string, number> },
): Promise<void> {
  const chat = await chatOf(event, parts);
  const { platform } = event.from;
  for (const { id, name } of event.people) {
    const key = `${platform}:${id}`;
    if (event.kind === 'left') {
      await parts.roster.setLeft(chat.id, key, true);
      continue;
    }
    const joinedOn = localDateOf(parts.clock(), chat.zone);
    const seated = await parts.store.admit(chat.id, { platform, person: id, name, joinedOn, isBack: true });
    if (seated === null) continue;
    await parts.members.register({ platform, person: id }, chat.id, seated.seat, parts.freshId());
    await parts.roster.setLeft(chat.id, key, false);
  }
  if (event.kind === 'left') return;
  const nowMs = parts.clock();
  if (nowMs - (parts.greetedAtMs.get(chat.id) ?? -greetEveryMs) < greetEveryMs) return;
  if (parts.greetedAtMs.size >= greetedMax) parts.greetedAtMs.clear();
  parts.greetedAtMs.set(chat.id, nowMs);
  const standing = await parts.standingOf(chat, nowMs);
  if (standing !== null) post(chat, event, [standing], parts);
}

async function keepRoll(event: RollCallEvent, parts: HousekeepingParts): Promise<void> {
  if (event.people.length > 0) await callRoll(await chatOf(event, parts), event, parts);
}

async function keepStanding(event: StandingEvent, parts: HousekeepingParts): Promise<void> {
  const chat = await chatOf(event, parts);
  const { standing } = event;
  parts.log.info({ chat: chat.id, event: event.id, standing }, 'standing in the chat changed');
  if (standing === 'removed' || standing === 'muted') return parts.store.setStanding(chat.id, standing, event.atMs);
  await parts.store.setStanding(chat.id, 'active', event.atMs);
  if (event.isGroup) await parts.store.setSeesAll(chat.id, event.seesAll);
  if (event.isGroup && event.isAdmin !== undefined) await parts.store.setIsAdmin(chat.id, event.isAdmin);
  if (standing !== 'added') return;
  post(chat, event, [welcome(chat)], parts);
  if (event.isGroup && !event.seesAll && !chat.isPrivacyExplained) await explainPrivacy(chat, event, parts);
}

/** Once a chat, in the group: whoever added the bot may not have opened a private chat with it. */
async function explainPrivacy(chat: Chat, event: StandingEvent, parts: HousekeepingParts): Promise<void> {
  await parts.store.setPrivacyExplained(chat.id);
  post(chat, event, [say(text('privacy-mode'))], parts);
}

async function moveChat({ id: event, from, to }: MovedEvent, parts: HousekeepingParts): Promise<void> {
  const id = await parts.store.find(from);
  parts.chats.forget(from);
  parts.chats.forget(to);
  if (id === null) return;
  await parts.store.move(id, to);
  parts.log.info({ chat: id, event }, 'the chat goes on under another id');
}
