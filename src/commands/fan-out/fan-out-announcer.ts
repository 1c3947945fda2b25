import { localDateOf } from '../../domain/calendar.ts';
import { readLaneRef } from '../../domain/fan-out/lane-ref.ts';
import type { FanOutContent, FanOutSpec, FanOutState } from '../../domain/fan-out/fan-out.ts';
import { text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { FanOutRunStore } from '../../store/fan-out-runs.ts';
import type { FanOutStore } from '../../store/fan-outs.ts';
import type { LedgerStore } from '../../store/ledger.ts';
import type { Outcome } from '../../store/outcome.ts';
import type { Announced, Announcer, Occurrence } from '../core/announcement.ts';
import { say } from '../core/reply.ts';
import { chatCalendar, type ChatCalendarParts } from '../days-off/chat-calendar.ts';
import type { QuizStart } from './quiz-start.ts';

export interface FanOutAnnouncerParts extends ChatCalendarParts {
  readonly fanOuts: Pick<FanOutStore, 'read' | 'state'>;
  readonly runs: Pick<FanOutRunStore, 'note' | 'hold'>;
  readonly ledger: Pick<LedgerStore, 'find'>;
  /** What each chat is told by itself on such a day. */
  readonly plan: Pick<Announcer, 'announce'>;
  readonly report: Pick<Announcer, 'announce'>;
  readonly quizStart: QuizStart;
  readonly chats: Pick<ChatStore, 'read'>;
  clock(): number;
  /** Real time, also where the chats' time is simulated. */
  wallClock(): number;
}

/** A pause or an end takes effect within this time in every process. */
const stateFreshMs = 500;
/** Fan-outs whose wish is remembered: it never changes once they are made. */
const rememberedMax = 100;

const told: ReadonlySet<Outcome> = new Set(['sent', 'late', 'moved', 'unknown']);

const asksForCheckIn = /打卡|签到|簽到|check[ -]?in/iu;

/** Says in each chat what a fan-out sends, and notes what became of it. */
export function createFanOutAnnouncer(parts: FanOutAnnouncerParts): Announcer {
  const specOf = remembered(parts);
  const stateOf = freshState(parts);
  return {
    kind: 'fan-out',
    async announce(chat, occurrence, nowMs) {
      const lane = readLaneRef(occurrence.ref);
      const spec = lane === null ? null : await specOf(lane.number);
      if (spec === null || (spec.schedule?.kind === 'workdays' && !(await works(chat, occurrence, parts)))) return null;
      return announced(spec.content, chat, occurrence, { ...parts, nowMs });
    },
    async stand({ ref }) {
      const state = await stateOf(readLaneRef(ref)?.number ?? 0);
      return state === 'paused' ? 'held' : state === 'cancelled' || state === null ? 'called-off' : 'due';
    },
    async putBack({ ref, chat, turn = 0 }, untilMs) {
      const lane = readLaneRef(ref);
      if (lane !== null) await parts.runs.hold(lane, { lane: lane.lane, turn, chat }, untilMs);
    },
    async settled({ ref, chat, dueAtMs }, ending) {
      const lane = readLaneRef(ref);
      if (lane === null) return;
      const name = { chat, kind: 'fan-out', ref, dueAtMs } as const;
      // What failed after the message was out has not failed: the chat's own ledger knows.
      const isCertain = ending !== null && told.has(ending.outcome);
      const known = isCertain ? ending : ((await parts.ledger.find(name)) ?? ending);
      const { outcome, atMs, code } = known ?? { outcome: 'unknown', atMs: parts.clock(), code: null };
      await parts.runs.note(lane, lane.lane, chat, { outcome, atMs, code });
      if (told.has(outcome)) await startQuiz(chat, ref, await specOf(lane.number), parts);
    },
  };
}

async function announced(
  content: FanOutContent,
  chat: Chat,
  occurrence: Occurrence & { readonly lateMs: number },
  { plan, report, quizStart, nowMs }: FanOutAnnouncerParts & { readonly nowMs: number },
): Promise<Announced | null> {
  switch (content.kind) {
    case 'text': {
      const { words } = content;
      return { replies: [say(text('send-says', { words }))], asksForCheckIn: asksForCheckIn.test(words) };
    }
    case 'plan':
      return plan.announce(chat, occurrence, nowMs);
    case 'report':
      return report.announce(chat, occurrence, nowMs);
    case 'quiz': {
      const said = await quizStart.announce(chat, content);
      return said === null ? null : { replies: [say(said)], asksForCheckIn: false };
    }
  }
}

/** A quiz begins when its chat was told, and not before: until then the fan-out may be stopped. */
async function startQuiz(
  chatId: string,
  ref: string,
  spec: FanOutSpec | null,
  { chats, quizStart, clock }: FanOutAnnouncerParts,
): Promise<void> {
  const content = spec?.content;
  const chat = content?.kind === 'quiz' ? await chats.read(chatId) : null;
  if (chat === null || content?.kind !== 'quiz') return;
  await quizStart.start(chat, content, { event: `fan-out-${ref}`, nowMs: clock() });
}

/** Whether the chat works on the day, by its own calendar and days off. */
async function works(chat: Chat, { dueAtMs }: Occurrence, parts: FanOutAnnouncerParts): Promise<boolean> {
  return (await chatCalendar(chat, parts)).isWorkday(localDateOf(dueAtMs, chat.zone));
}

/** What was wished of a fan-out, read once a process. */
function remembered({ fanOuts }: Pick<FanOutAnnouncerParts, 'fanOuts'>) {
  const specs = new Map<number, FanOutSpec>();
  return async (number: number): Promise<FanOutSpec | null> => {
    const known = specs.get(number) ?? (await fanOuts.read(number))?.spec;
    if (known === undefined) return null;
    if (specs.size >= rememberedMax) specs.clear();
    specs.set(number, known);
    return known;
  };
}

/** How a fan-out stands, asked at most twice a second for each. */
function freshState({ fanOuts, wallClock }: Pick<FanOutAnnouncerParts, 'fanOuts' | 'wallClock'>) {
  const states = new Map<number, { readonly untilMs: number; readonly state: Promise<FanOutState | null> }>();
  return (number: number): Promise<FanOutState | null> => {
    const known = states.get(number);
    if (known !== undefined && known.untilMs > wallClock()) return known.state;
    if (states.size >= rememberedMax) states.clear();
    const state = fanOuts.state(number);
    states.set(number, { untilMs: wallClock() + stateFreshMs, state });
    // What failed once must not fail for everybody who asks.
    state.catch(() => states.delete(number));
    return state;
  };
}
