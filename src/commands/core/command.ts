import type { ZodType } from 'zod';
import type { LocalDate, TimeZone } from '../../domain/local-date.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { Text, TextKey } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { Run } from '../../store/run.ts';
import type { PersonalEvent } from './event.ts';
import type { Capabilities } from './capabilities.ts';
import type { Reply } from './reply.ts';

/** Everything a command may know of the event it answers; nothing here reaches out by itself except `isOrganiser`. */
export interface Context {
  readonly event: PersonalEvent;
  readonly chat: Chat;
  /** The sender's place in the chat; 0 for an anonymous administrator, who is never credited. */
  readonly seat: number;
  /** The sender's id across chats; empty for an anonymous administrator. */
  readonly member: string;
  readonly run: Run | null;
  readonly locale: Locale;
  readonly zone: TimeZone;
  readonly nowMs: number;
  /** The sender's own zone, where the chat lets it count for their days and they have set one; absent: the chat's counts. */
  readonly ownZone?: TimeZone;
  /** The chat's civil day at `nowMs`. */
  readonly today: LocalDate;
  readonly can: Capabilities;
  /** True for owners of the programme. */
  readonly isOwner: boolean;
  /** True for administrators of the chat and owners of the programme; asks the platform at most once in ten minutes. */
  isOrganiser(): Promise<boolean>;
}

/** Where words were said. */
export interface Place {
  readonly isGroup: boolean;
}

/** Something people can ask for. Its name is also the slash command and the first word of button tokens. */
export interface Command<Args = unknown> {
  readonly name: string;
  /** Words that call it without a slash, of all languages, as people type them. */
  readonly words: readonly string[];
  readonly where: 'group' | 'private' | 'anywhere';
  /** `owner`: of the programme, not only of the chat. */
  readonly who: 'member' | 'organiser' | 'owner';
  /** True when it records something for the sender; an anonymous administrator cannot use it. */
  readonly isPersonal?: boolean;
  /** One line for menus and `/help`, a key or words of one's own; null keeps the command out of both. */
  readonly summary: TextKey | Text | null;
  /** How to type it, for `/help name`; null when there is nothing more to say than the summary. */
  readonly usage: TextKey | Text | null;
  /** Reads what follows the command's name; a failure answers with `usage`. */
  readonly args: ZodType<Args, string>;
  /**
   * Whether a call without a slash is meant, seen from what follows the word (`提醒 每天8点 …`);
   * absent: only when nothing follows, because anything else may be ordinary talk of a group. In a private chat there is
   * nobody else to talk to, and every text that begins with the word is a call.
   */
  isCall?(rest: string, place: Place): boolean;
  /** Decides, records in one script, and returns what to say; may throw Refusal. */
  run(args: Args, context: Context): Promise<readonly Reply[]>;
}

/** A command with its argument type sealed in, as the table of commands holds it. */
export interface AnyCommand extends Omit<Command, 'args' | 'run'> {
  /** Null when the words after the name cannot be read. */
  prepare(rest: string): ((context: Context) => Promise<readonly Reply[]>) | null;
}

/** The command as the table holds it; the schema and the handler stay a matching pair. */
export function command<Args>(declaration: Command<Args>): AnyCommand {
  const { args, run, ...rest } = declaration;
  return {
    ...rest,
    prepare(words) {
      const parsed = args.safeParse(words);
      return parsed.success ? (context) => run(parsed.data, context) : null;
    },
  };
}

/** Where a text that is no command may belong; asked in order, the first that takes it has it. */
export interface Listener {
  /** Names it in measurements. */
  readonly name: string;
  /** Whether the words alone show that the event is for this feature; asked while the store cannot be. */
  isForUs?(event: PersonalEvent): boolean;
  /** Asked before commands are looked for; for what must win over a bare word (the very answer a round waits for). */
  hearFirst?(context: Context): Promise<(() => Promise<readonly Reply[]>) | null>;
  /** A handler when the event is meant for this feature, null leaves it to the next or to ordinary talk. */
  hear(context: Context): (() => Promise<readonly Reply[]>) | null;
}
