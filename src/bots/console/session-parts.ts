import type { Person } from '../../commands/core/event.ts';
import type { Cast } from './cast.ts';
import type { ConsoleAdapter } from './console-adapter.ts';
import type { ConsoleClock } from './console-clock.ts';
import type { ConsoleEvents } from './console-events.ts';
import type { ConsoleWords } from './console-words.ts';
import type { MessageBook } from './message-book.ts';
import type { Paint } from './paint.ts';
import type { Screen } from './screen.ts';
import type { Time } from './skip-time.ts';
import type { Transcript } from './transcript.ts';

/** What a session at the terminal is made of. */
export interface SessionParts {
  readonly cast: Cast;
  readonly words: ConsoleWords;
  readonly paint: Paint;
  readonly screen: Screen;
  readonly transcript: Transcript;
  readonly book: MessageBook;
  readonly events: ConsoleEvents;
  readonly adapter: Pick<ConsoleAdapter, 'tell'>;
  readonly clock: ConsoleClock;
  readonly time: Time;
  /** True when typed lines are not seen by whoever reads the output. */
  readonly isEchoing: boolean;
  /** True while something goes on that nobody should have to leave before its end. */
  isUnfinished(): Promise<boolean>;
  /** Rejects with the reason in its message. */
  readFile(path: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
  /** Hears of an event that cannot be handled whatever is done. */
  onFailure(error: unknown): void;
  /** Called for each line that asks for something. */
  onLine(): void;
}

/** What changes in the course of a session. */
export interface SessionState {
  /** Who says what is typed. */
  speaker: Person;
  isOver: boolean;
  /** Aborted when the session is to end whatever is in hand. */
  readonly stopping: AbortSignal;
}
