import type { Address } from '../../commands/core/event.ts';
import type { Button } from '../../commands/core/outgoing.ts';
import { type Cast, groupAddress } from './cast.ts';
import type { ConsoleClock } from './console-clock.ts';
import type { ConsoleWords } from './console-words.ts';
import { wrapText } from './display-width.ts';
import { type Layout, numberedChoices, speech, withoutControls } from './layout.ts';
import type { Paint } from './paint.ts';
import type { Screen } from './screen.ts';

/** What is seen of the chat, in the order in which it happens. */
export interface Transcript {
  message(to: Address, words: string, buttons: readonly (readonly Button[])[]): void;
  reaction(sign: string, personId: string | null): void;
  toast(personId: string | null, words: string): void;
  file(to: Address, caption: string, path: string): void;
  /** What a member said, where nobody can see what was typed. */
  echo(personId: string, words: string): void;
  /** What the clock shows. */
  now(): void;
  /** The terminal's own words. */
  note(words: string): void;
  /** From now on nothing is shown. */
  hold(): void;
  /** Shows what was held back, or forgets it, and everything that follows is shown again. */
  release(held: 'shown' | 'forgotten'): void;
  /** By the clock: when the bot last said something; 0 when it has not yet. */
  lastSaidAtMs(): number;
  /** How often the bot has said something. */
  saidCount(): number;
}

export interface TranscriptParts {
  readonly screen: Screen;
  readonly paint: Paint;
  readonly cast: Cast;
  readonly words: ConsoleWords;
  readonly clock: Pick<ConsoleClock, 'now' | 'aheadMs'>;
}

/** A moved clock is shown again once it has moved this much. */
const showTimeAfterMs = 60_000;

export function createTranscript(parts: TranscriptParts): Transcript {
  const { screen, paint, words, clock } = parts;
  let held: string[] | null = null;
  let lastSaidAtMs = 0;
  let saidCount = 0;
  let shownAheadMs = clock.aheadMs();
  const layout = (): Layout => ({ paint, columns: screen.columns() });
  const nameOf = (personId: string | null): string => parts.cast.members.find(({ id }) => id === personId)?.name ?? '';
  const show = (lines: readonly string[]): void => {
    if (held === null) screen.print(lines);
    else held.push(...lines);
  };
  const margined = (text: string): readonly string[] =>
    wrapText(withoutControls(text), screen.columns() - 2).map((line) => paint.dim(`  ${line}`));
  const note = (said: string): void => {
    show(wrapText(withoutControls(said), screen.columns()).map((line) => paint.dim(line)));
  };
  /** Before the bot speaks at another time than the last one that was seen. */
  const time = (): readonly string[] => {
    lastSaidAtMs = clock.now();
    saidCount += 1;
    if (Math.abs(clock.aheadMs() - shownAheadMs) < showTimeAfterMs) return [];
    shownAheadMs = clock.aheadMs();
    return [paint.dim(`── ${words.moment(clock.now())} ──`)];
  };
  const speaker = (to: Address): string => {
    const { botName } = parts.cast;
    const isPublic = to.chat === groupAddress.chat;
    return words.speaks(isPublic ? botName : `${botName} → ${words.privateTo(nameOf(to.chat))}`);
  };
  return {
    message(to, said, buttons) {
      const rows = buttons.map((row) => row.map((button) => ({ ...button, label: withoutControls(button.label) })));
      show([...time(), ...speech(speaker(to), withoutControls(said), layout()), ...numberedChoices(rows, layout())]);
    },
    reaction(sign, personId) {
      const meaning = sign === '👀' ? words.seen : words.recorded;
      show([...time(), paint.dim(`  ${sign} ${meaning} ${nameOf(personId)}`.trimEnd())]);
    },
    toast(personId, said) {
      show([...time(), ...margined(`${words.onlyFor(nameOf(personId))}${said}`)]);
    },
    file(to, caption, path) {
      const said = [caption, words.fileKept(path)].filter((line) => line !== '').join('\n');
      show([...time(), ...speech(speaker(to), withoutControls(said), layout())]);
    },
    echo(personId, said) {
      const place = parts.cast.members.findIndex(({ id }) => id === personId);
      show([`${paint.member(`${nameOf(personId)}>`, place)} ${withoutControls(said)}`]);
    },
    now() {
      shownAheadMs = clock.aheadMs();
      note(words.nowIs(clock.now()));
    },
    note,
    hold() {
      held ??= [];
    },
    release(fate) {
      const lines = fate === 'shown' ? (held ?? []) : [];
      held = null;
      if (lines.length > 0) screen.print(lines);
    },
    lastSaidAtMs: () => lastSaidAtMs,
    saidCount: () => saidCount,
  };
}
