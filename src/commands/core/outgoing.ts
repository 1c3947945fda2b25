import type { Capabilities } from './capabilities.ts';
import type { Address } from './event.ts';

export interface Button {
  readonly label: string;
  readonly token: string;
}

export interface Mention {
  readonly id: string;
  readonly name: string;
}

/** One call to a platform, already in words and within the limits. */
export type Outgoing =
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly buttons: readonly (readonly Button[])[];
      readonly mentions: readonly Mention[];
      readonly quote: string | null;
    }
  | {
      readonly kind: 'edit';
      readonly messageId: string;
      readonly text: string;
      readonly buttons: readonly (readonly Button[])[];
    }
  | {
      readonly kind: 'image';
      /** Said instead where the chat takes no pictures; within the limits of a text. */
      readonly otherwise: string;
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly caption: string;
      readonly buttons: readonly (readonly Button[])[];
    }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array; readonly caption: string }
  | { readonly kind: 'reaction'; readonly messageId: string; readonly emoji: string }
  | { readonly kind: 'toast'; readonly tapId: string; readonly text: string | null };

/** What the platform said about a call it took; null where it names no message. */
export interface Receipt {
  readonly messageId: string | null;
}

/** The send side of a platform, as the outbox sees it. */
export interface Sender {
  readonly can: Capabilities;
  /** Resolves when the platform has taken it; rejects with DeliveryError only. */
  send(to: Address, outgoing: Outgoing): Promise<Receipt>;
}
