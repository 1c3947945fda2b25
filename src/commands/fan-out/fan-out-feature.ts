import type { LedgerRow } from '../../domain/fan-out/ledger-table.ts';
import type { WorkCalendar } from '../../domain/workdays.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { DaysOffStore } from '../../store/days-off.ts';
import type { FanOutRun, FanOutRunStore } from '../../store/fan-out-runs.ts';
import type { FanOut, FanOutStore } from '../../store/fan-outs.ts';
import type { Group, GroupStore } from '../../store/groups.ts';
import type { LedgerStore } from '../../store/ledger.ts';
import type { BankShelf } from '../bank/bank-shelf.ts';
import type { Announcer, Orders, Waker } from '../core/announcement.ts';
import type { Board } from '../core/board.ts';
import type { AnyCommand } from '../core/command.ts';
import type { CoreLog } from '../core/core-log.ts';
import type { Outbox } from '../core/outbox.ts';
import { createFanOutAnnouncer } from './fan-out-announcer.ts';
import { createFanOutOrders } from './fan-out-orders.ts';
import { createFeeder, type FanOutJob } from './feeder.ts';
import { createProgress } from './progress.ts';
import type { QuizStart } from './quiz-start.ts';
import { createSendCommand } from './send.ts';
import type { AccountView } from './survey.ts';

export interface FanOutFeatureParts {
  readonly fanOuts: FanOutStore;
  readonly fanOutRuns: FanOutRunStore;
  readonly groups: GroupStore;
  readonly ledger: Pick<LedgerStore, 'find'>;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly orders: Orders;
  readonly outbox: Pick<Outbox, 'post'>;
  readonly accounts: AccountView;
  readonly plan: Pick<Announcer, 'announce'>;
  readonly report: Pick<Announcer, 'announce'>;
  readonly quizStart: QuizStart;
  readonly shelf: Pick<BankShelf, 'lackingCount'>;
  readonly daysOff: Pick<DaysOffStore, 'set'>;
  /** Mainland China's. */
  readonly workdays: WorkCalendar;
  readonly log: CoreLog;
  enqueue(jobs: readonly FanOutJob[]): Promise<void>;
  readLedger(fanOut: FanOut, run: FanOutRun, groups: readonly Group[]): Promise<readonly LedgerRow[]>;
  clock(): number;
  wallClock(): number;
  freshId(): string;
}

/** Everything that messages to many chats put into the path of a message and beside it. */
export interface FanOutFeature {
  readonly command: AnyCommand;
  readonly announcer: Announcer;
  readonly waker: Waker;
  readonly board: Board;
}

export function createFanOutFeature(given: FanOutFeatureParts): FanOutFeature {
  const parts = { ...given, runs: given.fanOutRuns };
  const orders = createFanOutOrders(parts);
  const progress = createProgress({ ...parts, paceOf: parts.accounts.paceOf });
  return {
    command: createSendCommand({ ...parts, orders, progress }),
    announcer: createFanOutAnnouncer(parts),
    board: progress,
    waker: createFeeder({
      ...parts,
      orders,
      progress,
      deliveries: { enqueue: parts.enqueue },
      paceOf: parts.accounts.paceOf,
    }),
  };
}
