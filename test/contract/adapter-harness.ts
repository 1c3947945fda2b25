import type { Adapter } from '../../src/bots/adapter.ts';
import type { Desk } from '../../src/commands/core/desk.ts';
import type { Address } from '../../src/commands/core/event.ts';

/** A message of the bot as people see it. */
export interface Shown {
  readonly messageId: string | null;
  readonly text: string;
  readonly buttons: readonly string[];
  /** Names of the files that hang on it; a picture counts as one. */
  readonly files: readonly string[];
}

/** One adapter in front of a platform that is simulated: a group with two people and the bot in it. */
export interface AdapterHarness {
  readonly adapter: Adapter;
  /** For an adapter that asks something of the core. */
  readonly desk?: Desk;
  readonly group: Address;
  /** Platform ids and names of the two; the first one organises. */
  readonly people: readonly [HarnessPerson, HarnessPerson];
  /** The person writes in the group; resolves to the id of the message. */
  say(person: HarnessPerson, text: string): Promise<string>;
  /** The person taps the button with that label under the message; resolves to what reads the tapper's answer. */
  tap(person: HarnessPerson, messageId: string, label: string): Promise<() => string | null>;
  /** What the bot has said in the group, oldest first. */
  shown(): readonly Shown[];
  /** Signs that the bot has put on the message. */
  signsOn(messageId: string): readonly string[];
  /** Who was notified by name in the bot's last message. */
  notified(): readonly string[];
  /** The bot is thrown out of the group. */
  throwOut(): Promise<void>;
  /** Ends everything; throws when the adapter broke a rule of the platform. */
  close(): Promise<void>;
}

export interface HarnessPerson {
  readonly id: string;
  readonly name: string;
}
