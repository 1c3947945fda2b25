import type { Capabilities } from '../commands/core/capabilities.ts';
import type { CoreLog } from '../commands/core/dispatch.ts';
import { type Meter, silentMeter } from '../commands/core/meter.ts';
import { isSlow } from '../domain/spread.ts';
import type { Booking, Hold, PaceStore, Slot } from '../store/pace.ts';
import { type AccountLine, createAccountLine } from './account-line.ts';
import { createDoubts } from './doubts.ts';
import { createLocalPace } from './local-pace.ts';
import { accountKey, addressKey, type Recipient } from './recipient.ts';
import { createTurns } from './turns.ts';
import type { Urgency } from './urgency.ts';

/** Says when a call may go out; never rejects. */
export interface Pacer {
  slot(recipient: Recipient, pace: Capabilities['pace'], wanted: WantedSlot): Promise<Slot>;
  /** True while the platform wants nothing of the account, as far as this process knows: what is booked is void. */
  isHeld(recipient: Recipient): boolean;
  /** The platform refused: nothing goes to the account before `untilMs`, or only to the chat if that is what it means. */
  hold(recipient: Recipient, pace: Capabilities['pace'], untilMs: number): Promise<void>;
  /** Nobody knows what became of a call: the account rests for a moment, lest all that follow end in doubt too. */
  doubt(recipient: Recipient, pace: Capabilities['pace']): Promise<void>;
  /** An answer waits behind what waits for this chat. */
  hurry(recipient: Recipient): void;
}

export interface WantedSlot {
  readonly kind: Booking['kind'];
  readonly urgency: Urgency;
  /** The slot that the call was given before and did not use. */
  readonly missedAtMs?: number;
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
const bulkAheadMs = 10;
/** Each question costs a round trip; so many bring a slot in time also when hundreds are to be had in a second. */
const askersMax = 4;
/** A reaction counts for the same account as messages, which must not wait for a heap of them. */
const reactionAheadMs = 3_000;
/** After a failed booking Redis is not asked for this long; every question may cost a command timeout. */
const aloneMs = 5_000;
const redisAgainMs = 200;
/** A chat that is refused again within this time, and no other in between, is meant itself. */
const sameChatMs = 10 * 60_000;

export function createPacer({ pace, log, meter = silentMeter, clock, sleep, random }: PacerParts): Pacer {
  const local = createLocalPace();
  const lines = new Map<string, AccountLine>();
  const turns = createTurns(askersMax);
  const heldUntilMs = new Map<string, number>();
  const doubts = createDoubts();
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
    const isAgain = last?.chat === to.chat && clock() - last.atMs < sameChatMs;
    return isAgain ? 'chat' : 'either';
  };
  const book = (booking: Booking): Promise<Slot> =>
    shared(
      () => pace.book(booking),
      () => local.book(booking),
    );
  const hold = async (
    recipient: Recipient,
    limits: Capabilities['pace'],
    { untilMs, scope }: Pick<Hold, 'untilMs' | 'scope'>,
  ): Promise<'chat' | 'account'> => {
    const wanted: Hold = { ...pacedChat(recipient, limits), nowMs: clock(), untilMs, scope };
    local.penalise(wanted);
    const held = await shared(
      () => pace.penalise(wanted),
      () => (scope === 'chat' ? scope : 'account'),
    );
    const account = accountKey(recipient.to);
    if (held === 'account') heldUntilMs.set(account, Math.max(untilMs, heldUntilMs.get(account) ?? 0));
    return held;
  };
  const lineOf = ({ to }: Recipient): AccountLine => {
    const key = accountKey(to);
    const line = lines.get(key) ?? createAccountLine({ book, clock, sleep, random });
    lines.set(key, line);
    return line;
  };
  /** Few of those that nobody waits for ask at a time: the others would only ask in vain. */
  const bookBulk = (recipient: Recipient, wanted: Omit<Booking, 'nowMs'>): Promise<Slot> => {
    const ask = async (): Promise<Slot> => {
      for (;;) {
        const nowMs = clock();
        // Without Redis nothing of this sort is sent: neither could its outcome be noted.
        const slot = await pace
          .book({ ...wanted, nowMs, latestAtMs: nowMs + bulkAheadMs, isBulk: true })
          .catch(() => null);
        if (slot?.isBooked === true || slot?.full === 'chat') return slot;
        await sleep(slot === null ? redisAgainMs : Math.max(1, slot.retryAtMs - clock()));
      }
    };
    // What has missed its slot is marked as being sent already; the shorter that is so, the less can end in doubt.
    return turns.take(accountKey(recipient.to), ask, wanted.missedAtMs !== undefined);
  };
  return {
    async slot(recipient, limits, { kind, urgency, missedAtMs }) {
      const missed = missedAtMs === undefined ? {} : { missedAtMs };
      const wanted = { ...pacedChat(recipient, limits), kind, ...missed };
      if (isSlow(limits) && kind !== 'reaction') return lineOf(recipient).slot(wanted, urgency);
      if (urgency === 'bulk') return bookBulk(recipient, wanted);
      const nowMs = clock();
      return book({ ...wanted, nowMs, ...(kind === 'reaction' ? { latestAtMs: nowMs + reactionAheadMs } : {}) });
    },
    isHeld: ({ to }) => clock() < (heldUntilMs.get(accountKey(to)) ?? 0),
    async hold(recipient, limits, untilMs) {
      const scope = await hold(recipient, limits, { untilMs, scope: scopeOf(recipient) });
      const { to, origin } = recipient;
      meter.toldToSlowDown(to.platform, scope);
      log.warn({ chat: addressKey(to), ...origin, scope, forMs: untilMs - clock() }, 'told to slow down');
    },
    async doubt(recipient, limits) {
      const untilMs = clock() + doubts.restMs(accountKey(recipient.to), clock());
      await hold(recipient, limits, { untilMs, scope: 'account' });
    },
    hurry({ to }) {
      lines.get(accountKey(to))?.hurry(to.chat);
    },
  };
}

function pacedChat({ to, isGroup }: Recipient, pace: Capabilities['pace']) {
  return { platform: to.platform, account: to.account, chat: to.chat, isGroup, pace };
}
