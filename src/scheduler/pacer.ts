import type { Capabilities } from '../commands/core/capabilities.ts';
import type { CoreLog } from '../commands/core/dispatch.ts';
import { type Meter, silentMeter } from '../commands/core/meter.ts';
import { isSlow } from '../domain/spread.ts';
import type { Booking, Hold, PaceStore, Slot } from '../store/pace.ts';
import { type AccountLine, createAccountLine } from './account-line.ts';
import { createLocalPace } from './local-pace.ts';
import { accountKey, addressKey, type Recipient } from './recipient.ts';
import type { Urgency } from './urgency.ts';

/** Says when a call may go out; never rejects. */
export interface Pacer {
  slot(recipient: Recipient, pace: Capabilities['pace'], kind: Booking['kind'], urgency: Urgency): Promise<Slot>;
  /** The platform refused: nothing goes to the chat before `untilMs`, nor to the account if others were refused too. */
  hold(recipient: Recipient, pace: Capabilities['pace'], untilMs: number): Promise<void>;
  /** An answer waits behind what waits for this chat. */
  hurry(recipient: Recipient): void;
}

export interface PacerParts {
  readonly pace: Pick<PaceStore, 'book' | 'penalise'>;
  readonly log: CoreLog;
  readonly meter?: Meter;
  clock(): number;
  sleep(ms: number): Promise<void>;
  /** Numbers in [0, 1). */
  random(): number;
}

/** How far ahead bulk may book: enough to use every slot, little enough that an answer waits no longer than this. */
const bulkAheadMs = 1_000;
/** A reaction counts for the same account as messages, which must not wait for a heap of them. */
const reactionAheadMs = 3_000;
/** After a failed booking Redis is not asked for this long; every question may cost a command timeout. */
const aloneMs = 5_000;
/** Refusals in two chats within this time are about the account and not about either chat. */
const sameCauseMs = 10_000;

export function createPacer({ pace, log, meter = silentMeter, clock, sleep, random }: PacerParts): Pacer {
  const local = createLocalPace();
  const lines = new Map<string, AccountLine>();
  const lastRefusals = new Map<string, { readonly chat: string; readonly atMs: number }>();
  let aloneUntilMs = 0;
  /** The shared answer, or this process's own while Redis is away. */
  const shared = async <T>(ask: () => Promise<T>, alone: () => T): Promise<T> => {
    if (clock() < aloneUntilMs) return alone();
    try {
      return await ask();
    } catch (error) {
      aloneUntilMs = clock() + aloneMs;
      log.warn({ error }, 'pacing alone while redis is away');
      return alone();
    }
  };
  const scopeOf = ({ to }: Recipient): Hold['scope'] => {
    const account = accountKey(to);
    const last = lastRefusals.get(account);
    lastRefusals.set(account, { chat: to.chat, atMs: clock() });
    const isShared = last !== undefined && last.chat !== to.chat && clock() - last.atMs < sameCauseMs;
    return isShared ? 'account' : 'chat';
  };
  const book = (booking: Booking): Promise<Slot> =>
    shared(
      () => pace.book(booking),
      () => local.book(booking),
    );
  const lineOf = ({ to }: Recipient): AccountLine => {
    const key = accountKey(to);
    const line = lines.get(key) ?? createAccountLine({ book, clock, sleep, random });
    lines.set(key, line);
    return line;
  };
  return {
    async slot(recipient, limits, kind, urgency) {
      const wanted = { ...pacedChat(recipient, limits), kind };
      if (isSlow(limits) && kind !== 'reaction') return lineOf(recipient).slot(wanted, urgency);
      const nowMs = clock();
      const aheadMs = urgency === 'bulk' ? bulkAheadMs : kind === 'reaction' ? reactionAheadMs : null;
      return book({ ...wanted, nowMs, ...(aheadMs === null ? {} : { latestAtMs: nowMs + aheadMs }) });
    },
    async hold(recipient, limits, untilMs) {
      const hold: Hold = { ...pacedChat(recipient, limits), nowMs: clock(), untilMs, scope: scopeOf(recipient) };
      const { to, origin } = recipient;
      const forMs = untilMs - hold.nowMs;
      log.warn({ chat: addressKey(to), ...origin, scope: hold.scope, forMs }, 'told to slow down');
      meter.toldToSlowDown(to.platform, hold.scope);
      local.penalise(hold);
      await shared(
        () => pace.penalise(hold),
        () => undefined,
      );
    },
    hurry({ to }) {
      lines.get(accountKey(to))?.hurry(to.chat);
    },
  };
}

function pacedChat({ to, isGroup }: Recipient, pace: Capabilities['pace']) {
  return { platform: to.platform, account: to.account, chat: to.chat, isGroup, pace };
}
