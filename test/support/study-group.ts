import type { Redis } from 'ioredis';
import { createBatchAcknowledger } from '../../src/commands/check-in/batch-acknowledger.ts';
import { createCheckInCommand } from '../../src/commands/check-in/check-in.ts';
import { createLeaveCommand } from '../../src/commands/check-in/leave.ts';
import { createMakeUpCommand } from '../../src/commands/check-in/make-up.ts';
import { createQuickReplyListener } from '../../src/commands/check-in/quick-reply.ts';
import { createUndoCommand } from '../../src/commands/check-in/undo.ts';
import { createForgetCommand } from '../../src/commands/privacy/forget.ts';
import { createOptOutCommand } from '../../src/commands/privacy/opt-out.ts';
import { createMeCommand } from '../../src/commands/progress/me.ts';
import { createRankCommand } from '../../src/commands/progress/rank.ts';
import { createRelayListener } from '../../src/commands/relay/relay.ts';
import { createMissingCommand } from '../../src/commands/report/missing.ts';
import { createLaterReportsCommand, createReportCommand } from '../../src/commands/report/report.ts';
import { createPersonalAnswers } from '../../src/commands/core/personal-answers.ts';
import type { Destination } from '../../src/commands/core/outbox.ts';
import type { Reply } from '../../src/commands/core/reply.ts';
import type { LocalDate } from '../../src/domain/local-date.ts';
import { createChatStore } from '../../src/store/chats.ts';
import { createCheckInStore } from '../../src/store/check-ins.ts';
import { createDirectoryStore } from '../../src/store/directory.ts';
import { createDaysOffStore } from '../../src/store/days-off.ts';
import { createForgettingStore } from '../../src/store/forgetting.ts';
import { createKeys } from '../../src/store/keys.ts';
import { createLeaveStore } from '../../src/store/leaves.ts';
import { createMemberStore } from '../../src/store/members.ts';
import { createProgressStore } from '../../src/store/progress.ts';
import { createRelayStore } from '../../src/store/relays.ts';
import { createRosterStore } from '../../src/store/roster.ts';
import { createUndoStore } from '../../src/store/undo.ts';
import { openRoom, type RoomSettings } from './chat-room.ts';
import { createAlarms } from './alarms.ts';

export const keys = createKeys('t');
/** Saturday noon in Shanghai. */
export const noonMs = Date.parse('2026-11-21T04:00:00Z');
export const today = '2026-11-21' as LocalDate;
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Stores of the check-in family on one server. */
function openStores(redis: Redis) {
  const roster = createRosterStore(redis, keys);
  return {
    roster,
    checkIns: createCheckInStore(redis, keys),
    chats: createChatStore(redis, keys),
    directory: createDirectoryStore(redis, keys),
    daysOff: createDaysOffStore(redis, keys),
    forgetting: createForgettingStore(redis, keys, roster),
    leaves: createLeaveStore(redis, keys),
    members: createMemberStore(redis, keys),
    progress: createProgressStore(redis, keys),
    relays: createRelayStore(redis, keys),
    undo: createUndoStore(redis, keys),
  };
}

/** What was said by the bot itself, not at once in answer to a message. */
export interface Said {
  readonly destination: Destination;
  readonly replies: readonly Reply[];
}

export interface StudyGroupSettings extends Partial<RoomSettings> {
  /** Answers about one's own record are gathered as in a running programme; otherwise each is said at once. */
  readonly isGathering?: boolean;
}

/** A chat in which everything around check-ins can be said; 班长 administers it. */
export function openStudyGroup(redis: Redis, { isGathering = false, ...settings }: StudyGroupSettings = {}) {
  const alarms = createAlarms(settings.nowMs ?? noonMs);
  const said: Said[] = [];
  const parts = {
    outbox: { post: (destination: Destination, replies: readonly Reply[]) => void said.push({ destination, replies }) },
    timers: alarms.timers,
    clock: alarms.now,
  };
  const acknowledger = createBatchAcknowledger(parts);
  const stores = { ...openStores(redis), acknowledger };
  const personalAnswers = createPersonalAnswers({ ...stores, ...parts });
  const room = openRoom({
    redis,
    keys,
    commands: [
      createCheckInCommand(stores),
      createUndoCommand(stores),
      createMakeUpCommand(stores),
      createLeaveCommand(stores),
      createMeCommand(stores),
      createRankCommand(stores),
      createMissingCommand(stores),
      createReportCommand(stores),
      createLaterReportsCommand(),
      createOptOutCommand(stores),
      createForgetCommand(stores),
    ],
    listeners: [createRelayListener(stores), createQuickReplyListener(stores)],
    nowMs: noonMs,
    organisers: ['班长'],
    ...(isGathering ? { personalAnswers } : {}),
    ...settings,
  });
  return { room, alarms, said, ...stores };
}
