import type { Capabilities } from '../../commands/core/capabilities.ts';

/** What a terminal can show: lines that stay as they are, numbered choices, no pictures. */
export const consoleCapabilities: Capabilities = {
  textMaxCharacters: 4_000,
  captionMaxCharacters: 1_000,
  buttons: { perRow: 4, max: 40, labelMaxCharacters: 60, tokenMaxBytes: 64 },
  // A printed line cannot be taken back.
  edit: null,
  reactions: { done: '👌', seen: '👀' },
  mentions: null,
  // Described in words instead, which a screen reader and a plain file understand too.
  images: null,
  files: { maxBytes: 50_000_000 },
  privateAnswers: { maxCharacters: 200 },
  pace: { accountPerSecond: 500, chatPerSecond: 200, groupPerMinute: null, accountPerMinute: null, chatSwitchMs: null },
};
