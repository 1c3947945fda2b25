import type { Audience, FanOutContent, FanOutSpec, FanOutState } from '../../domain/fan-out/fan-out.ts';
import { literal, type Text, text, type TextKey } from '../../i18n/text.ts';
import type { FanOutRun } from '../../store/fan-out-runs.ts';
import type { FanOut } from '../../store/fan-outs.ts';
import { outcomeTexts, shownOutcomes } from './outcome-texts.ts';
import { shorten } from '../core/cut-text.ts';
import { durationText } from '../alarm/duration-text.ts';
import { scheduleText } from '../remind/schedule-text.ts';
import { zoneText } from '../settings/setting-texts.ts';

const whatMaxCharacters = 60;

/** What is sent, in full. */
export function whatText(content: FanOutContent): Text {
  switch (content.kind) {
    case 'text':
      return text('send-what-text', { words: content.words });
    case 'plan':
      return text('send-what-plan');
    case 'report':
      return text('send-what-report');
    case 'quiz': {
      const { bank, count } = content;
      const what = bank === null ? text('send-what-quiz-any') : text('send-what-quiz', { bank });
      return count === null ? what : text('send-questions', { what, count });
    }
  }
}

/** What is sent, for one line of a list. */
export function shortWhatText(content: FanOutContent): Text {
  if (content.kind !== 'text') return whatText(content);
  const [line = ''] = content.words.split('\n');
  return literal(shorten(line, whatMaxCharacters));
}

export function whomText(audience: Audience): Text {
  switch (audience.kind) {
    case 'all':
      return text('send-whom-all');
    case 'tags':
      return text('send-whom-tags', { tags: tagsText(audience.tags) });
    case 'list':
      return text('send-whom-list');
  }
}

export const tagsText = (tags: readonly string[]): string => tags.map((tag) => `#${tag}`).join(' ');

/** When it goes out; `zoneCount` of those addressed. */
export function whenText({ schedule, isWallTime, zone }: FanOutSpec, zoneCount: number): Text {
  if (schedule === null) return text('send-when-now');
  const when = scheduleText(schedule, zone, 'china');
  return isWallTime && zoneCount > 1
    ? text('send-when-own', { when, count: zoneCount, zone: zoneText(zone) })
    : text('send-when-zone', { when, zone: zoneText(zone) });
}

const stateKeys = {
  draft: 'send-state-draft',
  running: 'send-state-running',
  paused: 'send-state-paused',
  cancelled: 'send-state-cancelled',
  done: 'send-state-done',
} as const satisfies Readonly<Record<FanOutState, TextKey>>;

export const stateText = (state: FanOutState): Text => text(stateKeys[state]);

/** How a fan-out stands, also before its time has come. */
export const standText = ({ state }: FanOut, run: FanOutRun | null): Text =>
  state === 'running' && (run === null || run.overAtMs !== null) ? text('send-state-waiting') : stateText(state);

/** How many chats had which outcome; those that a cancelled fan-out never came to count as called off. */
export function outcomesText({ state }: FanOut, run: FanOutRun): { readonly list: readonly Text[] } {
  const found = shownOutcomes.reduce((sum, outcome) => sum + (run.counts[outcome] ?? 0), 0);
  const leftCount = state === 'cancelled' ? run.total - found : 0;
  return {
    list: shownOutcomes.flatMap((outcome) => {
      const count = (run.counts[outcome] ?? 0) + (outcome === 'skipped-cancelled' ? leftCount : 0);
      return count === 0 ? [] : [outcomeTexts[outcome](count)];
    }),
  };
}

const missedShown = 5;

/** Which times nobody was there to serve, the latest last; null when there are none. */
export function missedText({ spec, missedAtMs }: FanOut): Text | null {
  if (missedAtMs.length === 0) return null;
  const times = missedAtMs
    .slice(-missedShown)
    .map((atMs) => text('send-missed-time', { at: { atMs, zone: spec.zone } }));
  return text('send-missed', { count: missedAtMs.length, times: { list: times } });
}

const minuteMs = 60_000;

/** How long something takes, roughly. */
export const takesText = (ms: number): Text =>
  ms < minuteMs ? text('send-soon') : text('send-about', { takes: durationText(ms) });
