import { bulkGapMs } from '../domain/spread.ts';
import type { Booking, Slot } from '../store/pace.ts';
import { movedOn, nextInLine, type Waiting, type Whereabouts } from './next-in-line.ts';
import type { Urgency } from './urgency.ts';

/** What a call needs booked; when and for how long after a switch is for the line to say. */
export type Wanted = Omit<Booking, 'nowMs' | 'latestAtMs' | 'isBulk' | 'switchMs'>;

/** The one line of a slow account: who is next is decided as late as possible, when it is known who waits. */
export interface AccountLine {
  /** A slot; for bulk also a refusal, when the chat itself has to wait for long. */
  slot(wanted: Wanted, urgency: Urgency): Promise<Slot>;
  /** From now on what waits for the chat is as urgent as an answer, since an answer waits behind it. */
  hurry(chat: string): void;
}

export interface AccountLineParts {
  /** Never rejects. */
  book(booking: Booking): Promise<Slot>;
  clock(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
}

/** Booked ahead, so that a busy process wastes no time between two slots. */
const aheadMaxMs = 1_000;
const aheadShare = 0.25;
/** A longer wait for its own chat sends bulk away; it comes again then. */
const waitInPlaceMs = 2_000;
/** Sleeps are this short so that none is left over for long when somebody comes and wakes the line. */
const longestNapMs = 1_000;

interface Entry {
  readonly wanted: Wanted;
  urgency: Urgency;
  notBeforeMs: number;
  done(slot: Slot): void;
}

interface State {
  readonly waiting: Entry[];
  at: Whereabouts;
  /** Drawn once a switch: drawn at every question, the smallest would win. */
  switchShare: number;
  /** Until when the account is full for the chat it is in or another one, by urgency. */
  readonly fullUntilMs: Map<string, number>;
  wake: () => void;
  isServed: boolean;
}

export function createAccountLine(parts: AccountLineParts): AccountLine {
  const state: State = {
    waiting: [],
    at: { chat: null, stayedCount: 0, answeredCount: 0 },
    switchShare: parts.random(),
    fullUntilMs: new Map(),
    wake: () => undefined,
    isServed: false,
  };
  return {
    slot: (wanted, urgency) =>
      new Promise((done) => {
        state.waiting.push({ wanted, urgency, notBeforeMs: 0, done });
        if (state.isServed) state.wake();
        else void serve(state, parts);
      }),
    hurry(chat) {
      for (const entry of state.waiting) if (entry.wanted.chat === chat) entry.urgency = 'direct';
      state.wake();
    },
  };
}

async function serve(state: State, parts: AccountLineParts): Promise<void> {
  state.isServed = true;
  while (state.waiting.length > 0) {
    const nowMs = parts.clock();
    const all = state.waiting.map((entry) => seen(entry, state));
    const leavesByMs = nowMs + Math.max(...state.waiting.map(({ wanted }) => bulkGapMs(wanted.pace)));
    const next = nextInLine(all, state.at, { nowMs, leavesByMs });
    if (next === null) await nap(Math.min(...all.map(({ readyAtMs }) => readyAtMs)) - nowMs, state, parts);
    else await book(next.entry, nowMs, state, parts);
  }
  state.isServed = false;
}

const kindOf = ({ wanted, urgency }: Entry, { at }: State): string =>
  `${wanted.chat === at.chat ? 'here' : 'away'} ${urgency}`;

function seen(entry: Entry, state: State): Waiting & { readonly entry: Entry } {
  const readyAtMs = Math.max(entry.notBeforeMs, state.fullUntilMs.get(kindOf(entry, state)) ?? 0);
  return { entry, chat: entry.wanted.chat, urgency: entry.urgency, readyAtMs };
}

/** Until then, or until somebody comes who may be ready sooner. */
async function nap(ms: number, state: State, { sleep }: AccountLineParts): Promise<void> {
  const woken = new Promise<void>((done) => {
    state.wake = done;
  });
  await Promise.race([sleep(Math.min(longestNapMs, Math.max(1, ms))), woken]);
}

async function book(entry: Entry, nowMs: number, state: State, parts: AccountLineParts): Promise<void> {
  const { wanted, urgency } = entry;
  const { chatSwitchMs } = wanted.pace;
  const least = chatSwitchMs?.least ?? 0;
  const aheadMs = chatSwitchMs === null ? aheadMaxMs : Math.min(aheadMaxMs, least * aheadShare);
  const kind = kindOf(entry, state);
  const slot = await parts.book({
    ...wanted,
    nowMs,
    latestAtMs: nowMs + aheadMs,
    isBulk: urgency === 'bulk',
    switchMs: Math.round(least + ((chatSwitchMs?.most ?? 0) - least) * state.switchShare),
  });
  if (slot.isBooked) {
    state.at = movedOn(state.at, wanted.chat, urgency);
    state.switchShare = parts.random();
    state.fullUntilMs.clear();
  } else if (slot.full === 'account') {
    state.fullUntilMs.set(kind, slot.retryAtMs);
    return;
  } else if (entry.urgency === 'direct' || slot.retryAtMs - nowMs <= waitInPlaceMs) {
    entry.notBeforeMs = slot.retryAtMs;
    return;
  }
  state.waiting.splice(state.waiting.indexOf(entry), 1);
  entry.done(slot);
}
