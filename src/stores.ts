import { publishedWorkdays } from './domain/workdays.ts';
import { createBankStore } from './store/banks.ts';
import { createBindStore } from './store/bind-codes.ts';
import { createChatStore } from './store/chats.ts';
import { createCheckInStore } from './store/check-ins.ts';
import type { RedisClient } from './store/client.ts';
import type { Keys } from './store/keys.ts';
import { createDaysOffStore } from './store/days-off.ts';
import { createDirectoryStore } from './store/directory.ts';
import { createDueTogether } from './store/due-together.ts';
import { createFanOutRunStore } from './store/fan-out-runs.ts';
import { createFanOutStore } from './store/fan-outs.ts';
import { createFeedStore } from './store/feeds.ts';
import { createForgettingStore } from './store/forgetting.ts';
import { createGroupStore } from './store/groups.ts';
import { createHeardStore } from './store/heard.ts';
import { createLeaseStore } from './store/leases.ts';
import { createLeaveStore } from './store/leaves.ts';
import { createLedgerStore } from './store/ledger.ts';
import { createMemberStore } from './store/members.ts';
import { createOccurrenceStore } from './store/occurrences.ts';
import { createPaceStore } from './store/pace.ts';
import { createPlanStore } from './store/plans.ts';
import { createPrivateRoundStore } from './store/private-rounds.ts';
import { createProgressStore } from './store/progress.ts';
import { createRelayStore } from './store/relays.ts';
import { createReminderStore } from './store/reminders.ts';
import { createRosterStore } from './store/roster.ts';
import { createRunStore } from './store/runs.ts';
import { createSilenceStore } from './store/silences.ts';
import { createTellingStore } from './store/tellings.ts';
import { createUndoStore } from './store/undo.ts';

/** Every repository on one client. */
export function openStores(redis: RedisClient, keys: Keys, workdays = publishedWorkdays) {
  const roster = createRosterStore(redis, keys);
  return {
    chats: createChatStore(redis, keys),
    members: createMemberStore(redis, keys),
    roster,
    runs: createRunStore(redis, keys),
    tellings: createTellingStore(redis, keys),
    banks: createBankStore(redis, keys),
    plans: createPlanStore(redis, keys),
    codes: createBindStore(redis, keys),
    checkIns: createCheckInStore(redis, keys),
    leaves: createLeaveStore(redis, keys),
    undo: createUndoStore(redis, keys),
    forgetting: createForgettingStore(redis, keys, roster),
    privateRounds: createPrivateRoundStore(redis, keys),
    progress: createProgressStore(redis, keys),
    pace: createPaceStore(redis, keys),
    occurrences: createOccurrenceStore(redis, keys, workdays),
    dueTogether: createDueTogether(redis, keys, workdays),
    fanOuts: createFanOutStore(redis, keys),
    fanOutRuns: createFanOutRunStore(redis, keys),
    groups: createGroupStore(redis, keys),
    feeds: createFeedStore(redis, keys),
    heard: createHeardStore(redis, keys),
    leases: createLeaseStore(redis, keys),
    daysOff: createDaysOffStore(redis, keys),
    directory: createDirectoryStore(redis, keys),
    ledger: createLedgerStore(redis, keys),
    relays: createRelayStore(redis, keys),
    reminders: createReminderStore(redis, keys),
    silences: createSilenceStore(redis, keys),
  };
}
