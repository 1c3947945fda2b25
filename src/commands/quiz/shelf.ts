import type { Bank } from '../../domain/question.ts';
import type { Locale } from '../../i18n/locale.ts';

/** The banks that a chat may play: its own and those that come with the program. */
export interface Shelf {
  /** Names with sizes, the chat's own first; those that come with the program fit the language. */
  list(chat: string, locale: Locale): Promise<readonly { readonly name: string; readonly questionCount: number }[]>;
  /** The bank of that name (width, case and script do not matter), null when there is none. */
  open(chat: string, name: string, locale: Locale): Promise<Bank | null>;
  /** The bytes of a picture of a bank, null when only its words can be shown. */
  picture(chat: string, bank: string, source: string): Promise<Uint8Array | null>;
}
