import { expect } from 'vitest';
import { words } from './dialogue-words.ts';
import type { Stage } from './stage.ts';

const w = words['zh-Hans'];

/** A quiz of one round is called, and its question asked. */
export async function asked({ say, sendFile, skip, lastSaid }: Stage): Promise<void> {
  await sendFile(w.names.lin, w.bankName, w.bank);
  await say(w.names.lin, '答题 山河 1');
  await skip(5_000);
  expect(lastSaid()).toContain('第 1/1 题');
}

/** All that the bot has said in a chat and that is still there. */
export const textsIn = ({ api }: Stage, chat: { readonly id: number }): readonly string[] =>
  api.botMessages(chat).map(({ text }) => text);
