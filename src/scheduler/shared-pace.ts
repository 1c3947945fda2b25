import type { CoreLog } from '../commands/core/core-log.ts';
import { putNewest } from '../domain/put-newest.ts';
import { isSlow } from '../domain/spread.ts';
import type { BookedSlot, Booking, Hold, Left, PacedChat, PaceStore, Slot } from '../store/pace.ts';
import { createLocalPace } from './local-pace.ts';
import { accountKey } from './recipient.ts';

/** The pace that all processes keep together; this one's own, of an account, while Redis is away. Nothing rejects. */
export interface SharedPace {
  book(booking: Booking): Promise<Slot>;
  /** Nothing while Redis is away: neither could be noted what became of it. */
  bookBulk(booking: Booking): Promise<Slot>;
  confirm(slot: BookedSlot, of: Of, nowMs: number): Promise<Slot>;
  /** True when this process booked the slot alone and is not alone any more: it has to get one like all others. */
  isOutdated(slot: BookedSlot, of: Of): boolean;
  /** Told as soon as Redis can be told. */
  left(left: Left): void;
  penalise(hold: Hold): Promise<'chat' | 'account'>;
}

export interface SharedPaceParts {
  readonly pace: Pick<PaceStore, 'book' | 'confirm' | 'left' | 'penalise'>;
  readonly log: CoreLog;
  clock(): number;
  sleep(ms: number): Promise<void>;
  /** True when this process sends nothing any more: it need not know then whether Redis is back. */
  isOver?(): boolean;
}

type Of = Omit<PacedChat, 'isGroup'>;

/** A call that Redis does not know of; null while it is not over. */
type Untold = Omit<Left, 'answeredAtMs'> & { readonly answeredAtMs: number | null };

interface Account {
  isAlone: boolean;
  /** By call, the latest last. */
  readonly untold: Map<string, Untold>;
  readonly holds: Map<string, Hold>;
}

/** Whoever waits meanwhile is served alone, so that nobody waits for the answer. */
const askAgainMs = 100;
const bulkAgainMs = 200;
/** What all sent last is not known; the shares of a few who are alone now fit beside it after this. */
const quietMs = 250;
/** A call counts for its chat as long. */
const countedMs = 60_000;
/** What one process may send alone in that time. */
const untoldMax = 1_000;

export function createSharedPace(parts: SharedPaceParts): SharedPace {
  const { pace, log } = parts;
  const local = createLocalPace();
  const accounts = new Map<string, Account>();
  const bookedAlone = new WeakSet<BookedSlot>();
  const accountOf = (of: Of): Account => {
    const key = accountKey(of);
    const known = accounts.get(key) ?? { isAlone: false, untold: new Map(), holds: new Map() };
    accounts.set(key, known);
    return known;
  };
  const beAlone = (of: Of, error: unknown): void => {
    const account = accountOf(of);
    if (account.isAlone) return;
    account.isAlone = true;
    const nowMs = parts.clock();
    local.penalise({ ...of, nowMs, untilMs: nowMs + quietMs, scope: 'account' });
    log.warn({ error }, 'pacing alone while redis is away');
    void endAlone(account, of, parts);
  };
  const shared = async <T>(of: Of, ask: () => Promise<T>, alone: () => T): Promise<T> => {
    if (accountOf(of).isAlone) return alone();
    try {
      return await ask();
    } catch (error) {
      beAlone(of, error);
      return alone();
    }
  };
  const bookAlone = (booking: Booking): Slot => {
    const slot = local.book(booking);
    if (!slot.isBooked) return slot;
    bookedAlone.add(slot);
    const open = { ...booking, slot, answeredAtMs: null, leastAnswerMs: 0 };
    if (!isSlow(booking.pace)) putNewest(accountOf(booking).untold, slot.call, open, untoldMax);
    return slot;
  };
  const isOutdated = (slot: BookedSlot, of: Of): boolean => bookedAlone.has(slot) && !accountOf(of).isAlone;
  return {
    book: (booking) =>
      shared(
        booking,
        () => pace.book(booking),
        () => bookAlone(booking),
      ),
    async bookBulk(booking) {
      const later: Slot = { isBooked: false, retryAtMs: booking.nowMs + bulkAgainMs, full: 'account' };
      return accountOf(booking).isAlone ? later : pace.book({ ...booking, isBulk: true }).catch(() => later);
    },
    async confirm(slot, of, nowMs) {
      if (isOutdated(slot, of)) return { isBooked: false, retryAtMs: nowMs, full: 'account' };
      const alone = (): Slot => {
        const same = { ...slot, askedAtMs: nowMs };
        if (bookedAlone.has(slot)) bookedAlone.add(same);
        return same;
      };
      return shared(of, () => pace.confirm(slot, of, nowMs), alone);
    },
    isOutdated,
    left(left) {
      const account = accountOf(left);
      const keep = (): void => {
        putNewest(account.untold, left.slot.call, left, untoldMax);
      };
      if (account.isAlone) keep();
      else
        pace.left(left).catch((error: unknown) => {
          keep();
          beAlone(left, error);
        });
    },
    penalise(hold) {
      local.penalise(hold);
      return shared(
        hold,
        () => pace.penalise(hold),
        () => {
          accountOf(hold).holds.set(hold.scope === 'chat' ? hold.chat : '', hold);
          return hold.scope === 'chat' ? hold.scope : 'account';
        },
      );
    },
  };
}

async function endAlone(account: Account, of: Of, parts: SharedPaceParts): Promise<void> {
  while (account.isAlone) {
    await parts.sleep(askAgainMs);
    if (parts.isOver?.() === true) return;
    account.isAlone = await tellAll(account, of, parts).then(
      () => false,
      () => true,
    );
  }
}

/** Rejects while Redis is away. */
async function tellAll({ untold, holds }: Account, of: Of, { pace, clock }: SharedPaceParts): Promise<void> {
  await pace.confirm(nobodys, of, clock());
  while (untold.size > 0 || holds.size > 0) {
    const nowMs = clock();
    const toldHolds = [...holds].map(async ([key, hold]) => {
      if (hold.untilMs > nowMs) await pace.penalise({ ...hold, nowMs });
      if (holds.get(key) === hold) holds.delete(key);
    });
    const told = [...untold].map(async ([call, one]) => {
      if (one.answeredAtMs === null) await pace.left({ ...one, ...underWay, answeredAtMs: nowMs });
      else if (one.answeredAtMs > nowMs - countedMs) await pace.left({ ...one, answeredAtMs: one.answeredAtMs });
      if (untold.get(call) === one) untold.delete(call);
    });
    await Promise.all([...toldHolds, ...told]);
  }
}

/** A slot that nobody has: to ask about it changes nothing. */
const nobodys: BookedSlot = { isBooked: true, atMs: 0, call: '', askedAtMs: 0 };
/** It counts for its account from now on, for its chat when it is answered. */
const underWay = { kind: 'reaction', leastAnswerMs: 0 } as const;
