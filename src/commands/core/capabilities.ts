/** What a platform can do and within which limits; null means it cannot. Texts count UTF-16 units, the strictest reading. */
export interface Capabilities {
  readonly textMaxCharacters: number;
  /** Absent where only characters are counted. UTF-8. */
  readonly textMaxBytes?: number;
  readonly captionMaxCharacters: number;
  readonly buttons: {
    readonly perRow: number;
    readonly max: number;
    readonly labelMaxCharacters: number;
    readonly tokenMaxBytes: number;
  } | null;
  /** Own messages can be changed later. */
  readonly edit: { readonly perMinute: number } | null;
  /** The sign put on a message that was recorded. */
  readonly reactions: { readonly done: string; readonly seen: string } | null;
  /** People can be named so that they are notified. */
  readonly mentions: { readonly max: number } | null;
  readonly images: { readonly maxBytes: number } | null;
  readonly files: { readonly maxBytes: number } | null;
  /** A tap can be answered so that only the tapper sees it. */
  readonly privateAnswers: { readonly maxCharacters: number } | null;
  readonly pace: Pace;
}

/** How much a platform takes before it refuses. */
export interface Pace {
  readonly accountPerSecond: number;
  readonly chatPerSecond: number;
  /** Messages and edits in one group; null where there is no such limit. */
  readonly groupPerMinute: number | null;
  /** Messages of the whole account in any minute; null where there is no such limit. */
  readonly accountPerMinute: number | null;
  /** The least and the most that lies between a message to one chat and the next one to another; null: nothing. */
  readonly chatSwitchMs: { readonly least: number; readonly most: number } | null;
}
