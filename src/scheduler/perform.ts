import type { Outgoing } from '../commands/core/outgoing.ts';
import type { Rendered } from '../commands/core/render.ts';
import type { Attempt, FinalCode } from './attempt.ts';
import type { Batch, BatchOutcome } from './batch.ts';
import type { SendCall } from './send-call.ts';
import type { StandingMessages } from './standing-messages.ts';

export interface PerformParts {
  readonly standing: StandingMessages;
  readonly sendCall: SendCall;
}

/** Makes the calls of a batch one after the other and stops at the first that fails. */
export async function perform(batch: Batch, parts: PerformParts): Promise<BatchOutcome> {
  batch.isStarted = true;
  let messageId: string | null = null;
  let hasMoved = false;
  let refused: BatchOutcome | null = null;
  for (const [sentCount, call] of batch.calls.entries()) {
    const attempt = await makeCall(call, batch, parts);
    switch (attempt.kind) {
      case 'sent':
        messageId = attempt.messageId ?? messageId;
        hasMoved ||= attempt.hasMoved === true;
        break;
      case 'later':
        return { kind: 'later', atMs: attempt.atMs, sentCount };
      case 'unreachable':
        return { kind: 'unreachable', sentCount };
      case 'refused':
        if (isSign(call)) break;
        refused = { kind: 'failed', code: attempt.code };
        if (batch.isLoose !== true || isShut(attempt.code)) return refused;
    }
  }
  return refused ?? { kind: 'sent', messageId, ...(hasMoved ? { hasMoved } : {}) };
}

/** A missing sign is no harm. */
const isSign = (call: Rendered): boolean => call.kind === 'send' && call.outgoing.kind === 'reaction';

const isShut = (code: FinalCode): boolean => code === 'gone' || code === 'forbidden';

async function makeCall(call: Rendered, batch: Batch, parts: PerformParts): Promise<Attempt> {
  const { recipient, urgency, mayCall } = batch;
  if (call.kind === 'standing') {
    if (mayCall !== undefined && !(await mayCall())) return withheld;
    return parts.standing.show(recipient, call, urgency);
  }
  const { outgoing } = call;
  const first = await parts.sendCall(recipient, outgoing, urgency, mayCall);
  // A group may forbid pictures and still take words: better those than a question that nobody sees.
  const isUnwanted = outgoing.kind === 'image' && first.kind === 'refused' && first.code === 'bad-request';
  const attempt = isUnwanted ? await parts.sendCall(recipient, inWords(outgoing), urgency) : first;
  if (attempt.kind === 'sent' && attempt.messageId !== null && call.rememberAs !== null) {
    await parts.standing.remember(recipient, call.rememberAs, call.outgoing, attempt.messageId);
  }
  return attempt;
}

/** For whoever said no to say what is to follow. */
const withheld: Attempt = { kind: 'later', atMs: 0 };

function inWords({ otherwise, buttons }: Outgoing & { readonly kind: 'image' }): Outgoing {
  return { kind: 'message', text: otherwise, buttons, mentions: [], quote: null };
}
