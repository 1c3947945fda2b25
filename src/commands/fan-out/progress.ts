import { isRecurring } from '../../domain/fan-out/fan-out.ts';
import { isLocale } from '../../i18n/locale.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { FanOutRun, FanOutRunStore, RunName } from '../../store/fan-out-runs.ts';
import type { FanOut, FanOutStore } from '../../store/fan-outs.ts';
import type { Board } from '../core/board.ts';
import type { CoreLog } from '../core/core-log.ts';
import type { Outbox } from '../core/outbox.ts';
import { type Choice, type Reply, reply, say } from '../core/reply.ts';
import { outcomesText, standText, takesText } from './fan-out-texts.ts';
import { actChoice } from './preview.ts';
import { type AccountView, takesMs } from './survey.ts';

export interface ProgressParts extends Pick<AccountView, 'paceOf'> {
  readonly fanOuts: Pick<FanOutStore, 'read'>;
  readonly runs: Pick<FanOutRunStore, 'read'>;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly outbox: Pick<Outbox, 'post'>;
  readonly log: CoreLog;
  /** Real time: messages are changed in real time. */
  wallClock(): number;
}

/** Tells the one who started a fan-out how it goes. */
export interface Progress extends Board {
  /** Changes the message that shows it, where messages can be changed and it is not too soon. */
  tell(fanOut: FanOut, run: FanOutRun): void;
  /** Changes it at once, after the fan-out was paused, resumed or called off; nothing where none of it has gone out. */
  tellChange(fanOut: FanOut, run: FanOutRun): void;
  /** Says in one line what came of it. */
  tellEnd(fanOut: FanOut, run: FanOutRun): void;
  /** How it stands, in words. */
  text(fanOut: FanOut, run: FanOutRun | null): Text;
}

const showEveryMs = 10_000;
const rememberedMax = 1_000;

export function createProgress(parts: ProgressParts): Progress {
  const shownAtMs = new Map<string, number>();
  const words = (fanOut: FanOut, run: FanOutRun | null): Text => progressText(fanOut, run, parts);
  const post = (fanOut: FanOut, replies: readonly Reply[]): void => {
    postTo(fanOut, replies, parts).catch((error: unknown) => {
      parts.log.warn({ error, fanOut: fanOut.number }, 'how a fan-out goes could not be told');
    });
  };
  return {
    text: words,
    tell(fanOut, run) {
      const name = slotOf(run);
      const nowMs = parts.wallClock();
      if (!isBegun(run) || nowMs - (shownAtMs.get(name) ?? -Infinity) < showEveryMs) return;
      if (shownAtMs.size >= rememberedMax) shownAtMs.clear();
      shownAtMs.set(name, nowMs);
      post(fanOut, [standing(fanOut, run, words(fanOut, run))]);
    },
    tellChange(fanOut, run) {
      if (isBegun(run) && run.overAtMs === null) post(fanOut, [standing(fanOut, run, words(fanOut, run))]);
    },
    async show(_chat, slot) {
      const name = namedBy(slot);
      if (name === null) return null;
      const [fanOut, run] = await Promise.all([parts.fanOuts.read(name.number), parts.runs.read(name)]);
      return fanOut === null || run === null ? null : standing(fanOut, run, words(fanOut, run));
    },
    tellEnd(fanOut, run) {
      const number = String(fanOut.number);
      const over = { ...run, overAtMs: run.overAtMs ?? parts.wallClock() };
      const isCancelled = fanOut.state === 'cancelled';
      const shown: FanOut = isRecurring(fanOut.spec) || isCancelled ? fanOut : { ...fanOut, state: 'done' };
      const said = { number, outcomes: outcomesText(shown, over) };
      shownAtMs.delete(slotOf(run));
      post(fanOut, [
        standing(shown, over, words(shown, over)),
        say(isCancelled ? text('send-over-cancelled', said) : text('send-over', said)),
      ]);
    },
  };
}

const isBegun = ({ lanes }: FanOutRun): boolean => lanes.some(({ doneCount }) => doneCount > 0);

const slotOf = ({ number, run }: RunName): string => `fan-out-${String(number)}-${String(run)}`;

function namedBy(slot: string): RunName | null {
  const [, number, run] = /^fan-out-(\d+)-(\d+)$/.exec(slot) ?? [];
  return number === undefined || run === undefined ? null : { number: Number(number), run: Number(run) };
}

function standing(fanOut: FanOut, run: FanOutRun, words: Text): Reply {
  return reply({ kind: 'roster', slot: slotOf(run), text: words, choices: choicesOf(fanOut), fresh: null });
}

/** What can be done to a fan-out as it stands. */
export function choicesOf({ state, number }: FanOut): readonly Choice[] {
  switch (state) {
    case 'draft':
      return [actChoice('start', number), actChoice('cancel', number)];
    case 'running':
      return [actChoice('pause', number), actChoice('cancel', number)];
    case 'paused':
      return [actChoice('resume', number), actChoice('cancel', number)];
    case 'cancelled':
    case 'done':
      return [];
  }
}

function progressText(fanOut: FanOut, run: FanOutRun | null, { paceOf }: ProgressParts): Text {
  const head = text('send-progress', { number: String(fanOut.number), state: standText(fanOut, run) });
  if (run === null) return head;
  const outcomes = outcomesText(fanOut, run);
  const done = run.lanes.reduce((sum, { doneCount }) => sum + doneCount, 0);
  const asideCount = run.lanes.reduce((sum, lane) => sum + lane.asideCount, 0);
  // Quiet hours end when they end: of those who wait for that alone no time can be told.
  const isTimed = fanOut.state === 'running' && run.overAtMs === null && run.total - done > asideCount;
  return lines(
    head,
    text('send-done', { done, total: run.total }),
    outcomes.list.length === 0 ? null : text('send-what-text', { words: outcomes }),
    fanOut.state !== 'running' || asideCount === 0 ? null : text('send-aside', { count: asideCount }),
    isTimed ? text('send-left', { takes: takesText(leftMs(run, paceOf)) }) : null,
  );
}

/** How long the rest takes, accounts side by side, without those who wait for the end of their quiet hours. */
function leftMs({ lanes }: FanOutRun, paceOf: ProgressParts['paceOf']): number {
  const left = new Map<string, { readonly pace: ReturnType<typeof paceOf>; count: number }>();
  for (const { platform, account, chatCount, doneCount, asideCount } of lanes) {
    const key = `${platform}:${account}`;
    const known = left.get(key) ?? { pace: paceOf({ platform, account }), count: 0 };
    known.count += chatCount - doneCount - asideCount;
    left.set(key, known);
  }
  return Math.max(0, ...[...left.values()].map(({ pace, count }) => takesMs(count, pace)));
}

async function postTo(
  { chat: id }: FanOut,
  replies: readonly Reply[],
  { chats, outbox }: ProgressParts,
): Promise<void> {
  const chat = await chats.read(id);
  if (chat === null) return;
  const locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
  outbox.post({ chat, to: chat.address, locale, cause: null }, replies);
}
