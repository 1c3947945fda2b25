import type { MessageEntity } from 'grammy/types';
import type { Mention } from '../../commands/core/outgoing.ts';

/** Entities (offsets in UTF-16 units) that notify those whose names stand in the text; each name is used once. */
export function mentionEntities(words: string, mentions: readonly Mention[]): readonly MessageEntity[] {
  const taken: MessageEntity[] = [];
  // Longer names first, so that 小明明 is not taken for 小明.
  for (const { id, name } of [...mentions].sort((a, b) => b.name.length - a.name.length)) {
    const offset = freeOffsetOf(name, words, taken);
    const userId = Number(id);
    if (offset === null || !Number.isSafeInteger(userId)) continue;
    const user = { id: userId, is_bot: false, first_name: name };
    taken.push({ type: 'text_mention', offset, length: name.length, user });
  }
  return taken.sort((a, b) => a.offset - b.offset);
}

function freeOffsetOf(name: string, words: string, taken: readonly MessageEntity[]): number | null {
  if (name === '') return null;
  for (let at = words.indexOf(name); at !== -1; at = words.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (taken.every(({ offset, length }) => end <= offset || at >= offset + length)) return at;
  }
  return null;
}
