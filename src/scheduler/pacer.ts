import type { Capabilities } from '../commands/core/capabilities.ts';
import type { CoreLog } from '../commands/core/core-log.ts';
import { type Meter, silentMeter } from '../commands/core/meter.ts';
import { isSlow } from '../domain/spread.ts';
import type { BookedSlot, Booking, Hold, PaceStore, Slot } from '../store/pace.ts';
import { type AccountLine, createAccountLine } from './account-line.ts';
import { createDoubts } from './doubts.ts';
import { createLeastAnswers } from './least-answers.ts';
import { accountKey, addressKey, type Recipient } from './recipient.ts';
import { createSharedPace } from './shared-pace.ts';
import { createTurns } from './turns.ts';
import type { Urgency } from './urgency.ts';

/** Says when a call may go out; never rejects. */
export interface Pacer {
  slot(recipient: Recipient, pace: Capabilities['pace'], wanted: WantedSlot): Promise<Slot>;
  /** To be called when the call of a slot is over, before what follows from its outcome. */
  left(recipient: Recipient, pace: Capabilities['pace'], over: CallOver): void;
  /** The slot, asked about anew; a refusal when the platform wants nothing any more. */
  confirm(recipient: Recipient, pace: Capabilities['pace'], slot: BookedSlot): Promise<Slot>;
  /**
   * True when the platform wants nothing of the account now or at the slot, as far as this process knows, or when it was
   * booked while Redis was away and Redis is back: it is void.
   */
  isVoid(recipient: Recipient, pace: Capabilities['pace'], slot: BookedSlot): boolean;
  /** The platform refused: nothing goes to the account before `untilMs`, or only to the chat if that is what it means. */
  hold(recipient: Recipient, pace: Capabilities['pace'], untilMs: number): Promise<void>;
  /** Nobody knows what became of a call: after two in a row the account rests, lest all that follow end in doubt too. */
  doubt(recipient: Recipient, pace: Capabilities['pace']): Promise<void>;
  /** An answer waits behind what waits for this chat. */
  hurry(recipient: Recipient): void;
}

export interface WantedSlot {
  readonly kind: Booking['kind'];
  readonly urgency: Urgency;
  /** Asked before each question to Redis: nothing is booked for those who have gone. */
  isWanted(): boolean;
}

export interface CallOver {
  readonly slot: BookedSlot;
  readonly kind: Booking['kind'];
  readonly calledAtMs: number;
  /** The platform did what it was asked; else its answer may not have come from there. */
  readonly isDone: boolean;
}

export interface PacerParts {
  readonly pace: Pick<PaceStore, 'book' | 'confirm' | 'left' | 'penalise'>;
  readonly log: CoreLog;
  readonly meter?: Meter;
  clock(): number;
  sleep(ms: number): Promise<void>;
  /** Numbers in [0, 1). */
  random(): number;
  /** True when nobody sends any more: nothing is worth asking for then. */
  isOver?(): boolean;
}

/** How far ahead slots are booked: bulk little, but enough to use every one; answers keep the next ones for themselves. */
const aheadMs: Readonly<Record<Urgency, number>> = { bulk: 10, direct: 250 };
/** Each question costs a round trip; so many bring a slot in time also when hundreds are to be had in a second. */
const askersMax = 4;
/** A chat that is refused again within this time, and no other in between, is meant itself. */
const sameChatMs = 10 * 60_000;

export function createPacer(parts: PacerParts): Pacer {
  const { log, meter = silentMeter, clock, sleep, random } = parts;
  const shared = createSharedPace(parts);
  const lines = new Map<string, AccountLine>();
  const turns = createTurns(askersMax);
  const heldUntilMs = new Map<string, number>();
  const doubts = createDoubts();
  const lastRefusals = new Map<string, { readonly chat: string; readonly atMs: number }>();
  const leastAnswers = createLeastAnswers();
  const scopeOf = ({ to }: Recipient): Hold['scope'] => {
    const account = accountKey(to);
    const last = lastRefusals.get(account);
    lastRefusals.set(account, { chat: to.chat, atMs: clock() });
    const isAgain = last?.chat === to.chat && clock() - last.atMs < sameChatMs;
    return isAgain ? 'chat' : 'either';
  };
  const hold = async (
    recipient: Recipient,
    limits: Capabilities['pace'],
    { untilMs, scope }: Pick<Hold, 'untilMs' | 'scope'>,
  ): Promise<'chat' | 'account'> => {
    const wanted: Hold = { ...pacedChat(recipient, limits), nowMs: clock(), untilMs, scope };
    const held = await shared.penalise(wanted);
    const account = accountKey(recipient.to);
    if (held === 'account') heldUntilMs.set(account, Math.max(untilMs, heldUntilMs.get(account) ?? 0));
    return held;
  };
  const lineOf = ({ to }: Recipient): AccountLine => {
    const key = accountKey(to);
    const line = lines.get(key) ?? createAccountLine({ book: shared.book, clock, sleep, random });
    lines.set(key, line);
    return line;
  };
  const once = (urgency: Urgency, wanted: Omit<Booking, 'nowMs' | 'latestAtMs'>): Promise<Slot> => {
    const nowMs = clock();
    const booking = { ...wanted, nowMs, latestAtMs: nowMs + aheadMs[urgency] };
    return urgency === 'direct' ? shared.book(booking) : shared.bookBulk(booking);
  };
  /** Few ask at a time, in the order they came: the others would only ask in vain. */
  const inTurn = ({ urgency, isWanted }: WantedSlot, wanted: Omit<Booking, 'nowMs' | 'latestAtMs'>): Promise<Slot> =>
    turns.take(`${accountKey(wanted)} ${urgency}`, async () => {
      for (;;) {
        if (!isWanted()) return { isBooked: false, retryAtMs: clock(), full: 'account' };
        const slot = await once(urgency, wanted);
        if (slot.isBooked || slot.full === 'chat') return slot;
        await sleep(Math.max(1, slot.retryAtMs - clock()));
      }
    });
  return {
    slot(recipient, limits, asked) {
      const { kind, urgency } = asked;
      const wanted = { ...pacedChat(recipient, limits), kind };
      if (kind === 'reaction') return once(urgency, wanted);
      if (isSlow(limits)) return lineOf(recipient).slot(wanted, urgency);
      return inTurn(asked, wanted);
    },
    async confirm(recipient, limits, slot) {
      const nowMs = clock();
      const untilMs = heldUntilMs.get(accountKey(recipient.to)) ?? 0;
      const asked = await shared.confirm(slot, pacedChat(recipient, limits), nowMs);
      return untilMs > Math.max(nowMs, slot.atMs) ? { isBooked: false, retryAtMs: untilMs, full: 'account' } : asked;
    },
    left({ to }, limits, { slot, kind, calledAtMs, isDone }) {
      if (isDone) doubts.clear(accountKey(to));
      // Calls that are seconds apart are not bunched by what delays them.
      if (isSlow(limits)) return;
      const answeredAtMs = clock();
      const account = accountKey(to);
      const { platform, account: id, chat } = to;
      const leastAnswerMs = leastAnswers.of(account);
      if (isDone) leastAnswers.note(account, answeredAtMs - calledAtMs);
      shared.left({ platform, account: id, chat, pace: limits, kind, slot, answeredAtMs, leastAnswerMs });
    },
    isVoid(recipient, limits, slot) {
      const untilMs = heldUntilMs.get(accountKey(recipient.to)) ?? 0;
      return Math.max(clock(), slot.atMs) < untilMs || shared.isOutdated(slot, pacedChat(recipient, limits));
    },
    async hold(recipient, limits, untilMs) {
      const scope = await hold(recipient, limits, { untilMs, scope: scopeOf(recipient) });
      const { to, origin } = recipient;
      meter.toldToSlowDown(to.platform, scope);
      log.warn({ chat: addressKey(to), ...origin, scope, forMs: untilMs - clock() }, 'told to slow down');
    },
    async doubt(recipient, limits) {
      const nowMs = clock();
      const restMs = doubts.restMs(accountKey(recipient.to), nowMs);
      if (restMs > 0) await hold(recipient, limits, { untilMs: nowMs + restMs, scope: 'account' });
    },
    hurry({ to }) {
      lines.get(accountKey(to))?.hurry(to.chat);
    },
  };
}

function pacedChat({ to, isGroup }: Recipient, pace: Capabilities['pace']) {
  return { platform: to.platform, account: to.account, chat: to.chat, isGroup, pace };
}
