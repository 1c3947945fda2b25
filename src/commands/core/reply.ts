import type { Text } from '../../i18n/text.ts';
import type { Address } from './event.ts';
import type { Outgoing } from './outgoing.ts';

/** One thing to choose: a button where there are buttons, a line to type elsewhere. */
export interface Choice {
  readonly label: Text;
  /** `command arguments` as if typed, ≤ 64 bytes; never tells which option is right. */
  readonly token: string;
  /** What to type where there are no buttons; null when the text already says it. */
  readonly say: Text | null;
}

export interface TextPart {
  readonly kind: 'text';
  readonly text: Text;
}

export interface ChoicesPart {
  readonly kind: 'choices';
  readonly text: Text;
  /** Where there are no buttons, instead of `text` when that speaks of them. */
  readonly textWithoutButtons?: Text;
  readonly choices: readonly Choice[];
  readonly columns: number;
}

/** A standing message that is changed in place where that is possible; `slot` names it within the chat. */
export interface RosterPart {
  readonly kind: 'roster';
  readonly slot: string;
  readonly text: Text;
  readonly choices: readonly Choice[];
  /** Buttons beside each other; two when absent. */
  readonly columns?: number;
  /** What to say where messages cannot be changed; null says nothing. */
  readonly fresh: Text | null;
}

export interface ImagePart {
  readonly kind: 'image';
  readonly image: { readonly name: string; readonly bytes: Uint8Array };
  readonly caption: Text;
  readonly alt: Text;
  readonly choices: readonly Choice[];
  readonly columns: number;
}

export interface FilePart {
  readonly kind: 'file';
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly caption: Text;
}

/** A sign on the message replied to; nothing where there are no reactions. */
export interface ReactionPart {
  readonly kind: 'reaction';
  readonly sign: 'done' | 'seen';
}

/** Said to the tapper alone; a plain text when the event was no tap and `otherwise` is given. */
export interface ToastPart {
  readonly kind: 'toast';
  readonly text: Text;
}

/** One call that was put into words before, by a process that ended before it could make it. */
export interface WordedPart {
  readonly kind: 'worded';
  readonly outgoing: Outgoing;
  /** A line above the words of a message, where there is room; null: none. */
  readonly before: Text | null;
}

export type Part = TextPart | ChoicesPart | RosterPart | ImagePart | FilePart | ReactionPart | ToastPart | WordedPart;

/** Where a reply goes: the chat of the event, the sender in private, or an address. */
export type Target = 'chat' | 'sender' | Address;

/** What a command wants said; data, not a send. */
export interface Reply {
  readonly parts: readonly Part[];
  readonly target: Target;
  /** Platform ids and names of people to notify. */
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
  /** Quote the message that caused this. */
  readonly isQuoting: boolean;
  /** The slot under which the sent message is remembered for later changes. */
  readonly rememberAs: string | null;
}

const plain = { target: 'chat', mentions: [], isQuoting: false, rememberAs: null } as const;

/** A reply of one text to the chat. */
export const say = (text: Text): Reply => ({ ...plain, parts: [{ kind: 'text', text }] });

/** A reply of several parts to the chat. */
export const reply = (...parts: readonly Part[]): Reply => ({ ...plain, parts });

/** The same reply to the sender in private. */
export const privately = (answer: Reply): Reply => ({ ...answer, target: 'sender' });

export const quoting = (answer: Reply): Reply => ({ ...answer, isQuoting: true });

export const toast = (text: Text): Reply => reply({ kind: 'toast', text });
