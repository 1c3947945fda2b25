import { type Reply, say } from '../commands/core/reply.ts';
import { lines, type Text, text } from '../i18n/text.ts';
import type { Chat } from '../store/chat.ts';
import type { DeliveryJob } from './deliver.ts';

/** The replies with a first line that says that they are late and when they were due. */
export function markedLate(
  replies: readonly Reply[],
  { dueAtMs, handedOver }: Pick<DeliveryJob, 'dueAtMs' | 'handedOver'>,
  { zone }: Pick<Chat, 'zone'>,
): readonly Reply[] {
  const mark = text('late-by', { due: { atMs: dueAtMs, zone } });
  if (handedOver !== undefined) return aboveFirstWords(replies, mark);
  const [first, ...rest] = replies;
  const [part, ...others] = first?.parts ?? [];
  if (first === undefined || part === undefined) return replies;
  if (part.kind !== 'text' && part.kind !== 'choices') return [say(mark), ...replies];
  const said: Text = lines(mark, part.text);
  return [{ ...first, parts: [{ ...part, text: said }, ...others] }, ...rest];
}

/** Signs and boards need no mark, and no call may be added to those that are counted. */
function aboveFirstWords(replies: readonly Reply[], before: Text): readonly Reply[] {
  const at = replies.findIndex(({ parts: [part] }) => part?.kind === 'worded' && part.outgoing.kind === 'message');
  return replies.map((reply, index) =>
    index === at
      ? { ...reply, parts: reply.parts.map((part) => (part.kind === 'worded' ? { ...part, before } : part)) }
      : reply,
  );
}
