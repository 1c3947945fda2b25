import type { Desk } from '../../commands/core/desk.ts';
import type { OnEvent } from '../adapter.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { createBotErrors } from './bot-errors.ts';
import { decodeMessage, isTelling, type Moment } from './decode.ts';
import { decodeRoll, decodeRoster, idOf, type RosterChange } from './decode-roster.ts';
import { createFriends, type Friends } from './friends.ts';
import { createIdentities, type Identities } from './identities.ts';
import { createIntake, type Intake } from './intake.ts';
import type { Leadership } from './leadership.ts';
import { messageMaxAgeMs } from './limits.ts';
import type { WechatListeners } from './listen.ts';
import { createBotNames } from './bot-names.ts';
import { createRecentIds } from './recent-ids.ts';
import { createRollCalls } from './roll-calls.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { createSession, type Session } from './session.ts';
import type { WechatOptions, WechatTimes } from './wechat-options.ts';
import { waitMs } from './wait.ts';
import { officialAccountType, puppetOf, selfIdOf, type WechatMessage, type WechatPuppet } from './wechat-bot.ts';

/** The adapter while it runs. */
export interface Service {
  readonly session: Session;
  readonly identities: Identities;
  readonly rooms: Rooms;
  readonly friends: Friends;
  readonly arrivals: Arrivals;
  readonly intake: Intake;
  unlisten(): void;
}

export interface ServiceParts {
  readonly options: WechatOptions;
  readonly times: WechatTimes;
  readonly onEvent: OnEvent;
  readonly desk: Desk;
  readonly leadership: Leadership;
  listenTo(listeners: WechatListeners): () => void;
}

const friendsPatienceMs = 2_000;

/** Messages of a day in busy groups. */
const recentMax = 20_000;

/** Listens to the bot from now on and tells what the session admits. */
export function openService({ options, times, onEvent, desk, leadership, listenTo }: ServiceParts): Service {
  const { bot, account, log, clock, ids = 'auto', owners = [] } = options;
  const identities = createIdentities({ bot, account, ids, directory: desk.directory, log });
  const rooms = createRooms({ bot, identities, log, clock });
  const friends = createFriends({ bot, identities, ownerNames: owners, log });
  const session = createSession({
    account,
    desk,
    leadership,
    log,
    times,
    clock,
    selfId: () => selfIdOf(bot),
    async begin(self) {
      rooms.clear();
      hear.login(self);
      await identities.begin(self);
      // So that the first who write are known as owners; a puppet that takes long is not waited for.
      await Promise.race([friends.meetAll(), waitMs(friendsPatienceMs)]);
    },
  });
  const intake = createIntake({ onEvent, log, clock });
  const arrivals = createArrivals(clock);
  let unfollow = (): void => undefined;
  const follow = (puppet: WechatPuppet): void => {
    unfollow();
    unfollow = arrivals.follow(puppet);
  };
  const errors = createBotErrors(log, clock, session.onOutOfReach);
  const parts = { account, identities, ownNames: createBotNames(bot, clock) };
  const hear = createHearing({ options, session, intake, rooms, friends, parts });
  const unlisten = listenTo({
    onMessage(message) {
      session.onSign();
      arrivals.arrive(message, () => {
        hear.message(message);
      });
    },
    onJoin(room, people, by, at) {
      hear.change({ kind: 'joined', room, people, by, at });
    },
    onLeave(room, people, by, at) {
      hear.change({ kind: 'left', room, people, by, at });
    },
    onLogin: session.onLogin,
    onLogout: session.onLogout,
    onReady() {
      void friends.meetAll();
    },
    onPuppet: follow,
    onSign: session.onSign,
    onError: errors,
  });
  const puppet = puppetOf(bot);
  if (puppet !== null) follow(puppet);
  const stopListening = (): void => {
    unfollow();
    unlisten();
  };
  return { session, identities, rooms, friends, arrivals, intake, unlisten: stopListening };
}

/** A clock that is a minute fast makes the bot deaf. */
const oldAdvice =
  'wechat: a message from before the start was left alone; if this comes with new messages too, set the clock of this machine';

interface HearingParts extends Pick<Service, 'session' | 'intake' | 'rooms' | 'friends'> {
  readonly options: WechatOptions;
  readonly parts: Parameters<typeof decodeMessage>[2];
}

/** Takes what is not the bot's own, not old and not heard before. */
function createHearing({ options, session, intake, rooms, friends, parts }: HearingParts) {
  const { bot, clock } = options;
  const recent = createRecentIds(recentMax);
  let isOldSaid = false;
  const leaveOld = (ageMs: number): void => {
    if (!isOldSaid) options.log.warn({ account: options.account, ageMs }, oldAdvice);
    isOldSaid = true;
  };
  let lastOrder = 0;
  const moment = (atMs: number): Moment => {
    // Ten in a millisecond; Lua keeps fourteen digits when it prints a number.
    lastOrder = Math.max(lastOrder + 1, clock() * 10);
    return { order: lastOrder, atMs };
  };
  const rollCalls = createRollCalls({
    account: options.account,
    identities: parts.identities,
    log: options.log,
    clock,
    tell(room, present) {
      const when = moment(clock());
      intake.take({
        chat: room.id,
        sender: '',
        understand: async () => ((await session.admitted()) ? decodeRoll(room, present, when, parts) : null),
      });
    },
  });
  return {
    login: rollCalls.begin,
    message(message: WechatMessage): void {
      const selfId = selfIdOf(bot);
      if (selfId === null || !isForeign(message, selfId) || !isTelling(message)) return;
      const atMs = message.date().getTime();
      const ageMs = clock() - atMs;
      if (ageMs > messageMaxAgeMs) {
        leaveOld(ageMs);
        return;
      }
      if (!recent.isNew(message.id)) return;
      const room = message.room();
      const talker = message.talker();
      if (room !== undefined) rooms.note(room);
      const when = moment(atMs);
      intake.take({
        chat: room?.id ?? talker.id,
        sender: talker.id,
        async understand() {
          if (!(await session.admitted())) return null;
          const event = await decodeMessage(message, when, parts);
          // Whoever writes in private can be answered there, whatever the puppet says of friends.
          if (event !== null && room === undefined) friends.noteReachable(event.from.chat);
          else if (event !== null && 'sender' in event) friends.note(event.sender.id, talker);
          if (room !== undefined && event !== null && event.chatMayBe === undefined) rollCalls.heard(room);
          return event;
        },
      });
    },
    change(change: RosterChange): void {
      const selfId = selfIdOf(bot);
      if (selfId === null || !recent.isNew(idOf(change))) return;
      noteOwnMove(change, selfId, rooms);
      rollCalls.changed(change.room.id);
      const when = moment(change.at?.getTime() ?? clock());
      intake.take({
        chat: change.room.id,
        sender: '',
        understand: async () => ((await session.admitted()) ? decodeRoster(change, selfId, when, parts) : null),
      });
    },
  };
}

function isForeign(message: WechatMessage, selfId: string): boolean {
  const talker = message.talker();
  return talker.id !== selfId && talker.type() !== officialAccountType;
}

function noteOwnMove({ kind, room, people, by }: RosterChange, selfId: string, rooms: Rooms): void {
  const isAboutUs = people.some((person) => person?.id === selfId);
  if (kind === 'left' && isAboutUs) {
    rooms.leave(room.id);
    return;
  }
  rooms.note(room);
  if (isAboutUs && by !== undefined) rooms.noteInviter(room.id, by);
}
