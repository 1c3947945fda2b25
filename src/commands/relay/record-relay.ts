import type { LocalDate } from '../../domain/local-date.ts';
import type { Relay } from '../../domain/relay/relay.ts';
import { type RelayChange, relayChanges } from '../../domain/relay/relay-changes.ts';
import { namePrint, type RelayLines, relayLines, relayPrint, unclearPrint } from '../../domain/relay/relay-lines.ts';
import { StoreError } from '../../errors.ts';
import type { RelayOutcome, RelayRecord, RelayState, RelayStore } from '../../store/relays.ts';
import type { RosterStore } from '../../store/roster.ts';
import { toldAtMs } from '../check-in/check-in-day.ts';
import type { Context } from '../core/command.ts';
import { confirmation, relayEffect, type SeatEffect } from './relay-effects.ts';

export interface RecordRelayParts {
  readonly relays: RelayStore;
  readonly roster: Pick<RosterStore, 'all'>;
}

/** The day that a relay is recorded for. */
export interface RelayDayRead {
  readonly on: LocalDate;
  /** True where the title names the day: nothing on the list can be left from the day before. */
  readonly isNamed: boolean;
}

/** Every attempt that fails is another copy's success, and of those there are as many as members hurry. */
const attemptsMax = 100;
/** Stands for “this relay is of another day” among the names told back. */
const otherDayPrint = 'day';

const nothingDone: RelayOutcome = {
  recorded: [],
  added: [],
  corrected: [],
  takenBack: [],
  strangers: [],
  unclear: [],
  isOtherDay: false,
};

/** Records what a copy of a relay says that was not said before. Three round trips; rejects with StoreError. */
export async function recordRelay(
  relay: Relay,
  day: RelayDayRead,
  context: Context,
  parts: RecordRelayParts,
): Promise<RelayOutcome> {
  const { chat, event } = context;
  const members = (await parts.roster.all(chat.id)).filter(({ hasLeft }) => !hasLeft);
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const state = await parts.relays.read(chat.id, event.id, day.on, relayPrint(relay));
    if (state.past !== null) return state.past;
    const said = new Map([...state.lines].map(([seat, { prints }]) => [seat, prints]));
    const lines = relayLines(relay, members, context.seat, { said, names: state.names });
    const earlier = day.isNamed ? new Map<number, string>() : state.earlier;
    const changes = relayChanges(lines.bySeat, { poster: context.seat, said, earlier });
    const effects = await effectsOf(changes, lines, { day, state, context }, parts);
    const outcome = await parts.relays.record(chat.id, event.id, {
      ...recordOf(relay, day, context),
      effects,
      ...tellBack(effects, lines, state, context.seat),
    });
    if (outcome !== null) return outcome;
  }
  throw new StoreError('redis-reply', 'a relay changed faster than it could be recorded');
}

interface Read {
  readonly day: RelayDayRead;
  readonly state: RelayState;
  readonly context: Context;
}

async function effectsOf(
  changes: readonly RelayChange[],
  { bySeat }: RelayLines,
  { day, state, context }: Read,
  { relays }: RecordRelayParts,
): Promise<readonly SeatEffect[]> {
  const { chat, seat: poster } = context;
  const changed = changes.map(({ seat }) => seat);
  const isConfirmed = bySeat.has(poster) && !changed.includes(poster);
  const days = await relays.entries(chat.id, day.on, isConfirmed ? [...changed, poster] : changed);
  const entriesOf = (seat: number) => days.get(seat) ?? [];
  const atMs = toldAtMs(context);
  const effects = changes.map((change) =>
    relayEffect(change, entriesOf(change.seat), state.lines.get(change.seat), { atMs, poster }),
  );
  const own = isConfirmed ? confirmation(poster, entriesOf(poster), state.lines.get(poster)) : null;
  return [...effects, own].filter((effect) => effect !== null);
}

const recordOf = (relay: Relay, day: RelayDayRead, context: Context): Pick<RelayRecord, 'on' | 'relay' | 'atMs'> => ({
  on: day.on,
  relay: relayPrint(relay),
  atMs: toldAtMs(context),
});

/** Names are told back once; what became of them is kept with the effect. */
function tellBack(
  effects: readonly SeatEffect[],
  lines: RelayLines,
  state: RelayState,
  poster: number,
): Pick<RelayRecord, 'names' | 'outcome'> {
  const strangers = lines.strangers.filter((name) => !state.names.has(namePrint(name)));
  const unclear = lines.unclear.filter((name) => !state.names.has(unclearPrint(name)));
  const names = new Map([...strangers.map(namePrint), ...unclear.map(unclearPrint)].map((print) => [print, 0]));
  for (const [print, count] of lines.open) names.set(print, Math.max(count, state.names.get(print) ?? 0));
  if (lines.alias !== null) names.set(namePrint(lines.alias), poster);
  const seatsOf = (kind: SeatEffect['kind']): number[] =>
    effects.flatMap((effect) => (effect.kind === kind ? [effect.seat] : []));
  return {
    names,
    outcome: {
      ...nothingDone,
      recorded: seatsOf('recorded'),
      added: seatsOf('added'),
      corrected: seatsOf('corrected'),
      takenBack: seatsOf('takenBack'),
      strangers,
      unclear,
    },
  };
}

/** Notes that a relay of another day was posted; what comes back says whether that is to be told. */
export async function noteOtherDay(
  relay: Relay,
  on: LocalDate,
  context: Context,
  { relays }: Pick<RecordRelayParts, 'relays'>,
): Promise<RelayOutcome> {
  const { chat, event } = context;
  const { past, names } = await relays.read(chat.id, event.id, on, relayPrint(relay));
  if (past !== null) return past;
  const outcome = { ...nothingDone, isOtherDay: !names.has(otherDayPrint) };
  const record = { ...recordOf(relay, { on, isNamed: true }, context), effects: [], outcome };
  return (await relays.record(chat.id, event.id, { ...record, names: new Map([[otherDayPrint, 0]]) })) ?? outcome;
}
