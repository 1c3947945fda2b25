import type { CoreLog } from '../commands/core/core-log.ts';
import type { Address, PersonalEvent } from '../commands/core/event.ts';
import type { Destination } from '../commands/core/outbox.ts';
import type { Sender } from '../commands/core/outgoing.ts';
import { type Rendered, render } from '../commands/core/render.ts';
import { type Reply, say } from '../commands/core/reply.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { text } from '../i18n/text.ts';
import type { ChatStore } from '../store/chats.ts';
import type { BatchOutcome } from './batch.ts';
import type { ChatLanes } from './chat-lanes.ts';
import type { LeftOver } from './handed-over.ts';
import { addressKey, originOf, type Recipient, recipientIn } from './recipient.ts';
import type { Resting } from './resting.ts';
import type { SideCalls } from './side-calls.ts';

export interface PostingParts {
  readonly catalogue: Catalogue;
  readonly chats: Pick<ChatStore, 'setStanding'>;
  readonly lanes: Pick<ChatLanes, 'push'>;
  readonly resting: Pick<Resting, 'post' | 'handOver'>;
  readonly side: Pick<SideCalls, 'toast' | 'react'>;
  readonly log: CoreLog;
  senderOf(address: Address): Sender | null;
  privateOf(address: Address, personId: string): Address | null;
  clock(): number;
  /** The call waits still, and the process ends. */
  onLeft(leftOver: LeftOver): void;
}

/** What every reply's way needs. */
interface PostingDesk extends PostingParts {
  /** By chat, when people there were last asked to write to the bot in private. */
  readonly askedAtMs: Map<string, number>;
}

/** A group that has just read how to be told something in private need not read it for each member. */
const askEveryMs = 10_000;
const askedMax = 1_000;

/** Puts replies into words and hands each call to the line it belongs in; never throws. */
export type Post = (destination: Destination, replies: readonly Reply[]) => void;

export function createPost(given: PostingParts): Post {
  const parts: PostingDesk = { ...given, askedAtMs: new Map() };
  return (destination, replies) => {
    let isTapAnswered = false;
    for (const reply of replies) {
      try {
        const calls = postReply(destination, reply, parts);
        isTapAnswered ||= calls.some(isToast);
      } catch (error) {
        parts.log.error(
          { error, chat: destination.chat.id, ...originOf(destination) },
          'a reply could not be put into words',
        );
      }
    }
    if (!isTapAnswered) acknowledgeTap(destination, parts);
  };
}

const isToast = (call: Rendered): boolean => call.kind === 'send' && call.outgoing.kind === 'toast';

/** Whom a reply goes to, and what of the event it may refer to there. */
interface Aim {
  readonly recipient: Recipient;
  readonly cause: PersonalEvent | null;
  readonly isPrivateFromGroup: boolean;
}

function postReply(destination: Destination, reply: Reply, parts: PostingDesk): readonly Rendered[] {
  const aim = aimOf(destination, reply, parts);
  if (aim === null) {
    askForPrivateChat(destination, parts);
    return [];
  }
  const sender = parts.senderOf(aim.recipient.to);
  if (sender === null) {
    parts.log.warn({ chat: destination.chat.id, ...originOf(destination) }, 'nobody is connected to send by');
    return [];
  }
  const voice = { catalogue: parts.catalogue, locale: destination.locale, can: sender.can, cause: aim.cause };
  const calls = render(reply, voice);
  const done = doneOf(destination, aim, parts);
  for (const call of calls)
    hand(
      call,
      aim.recipient,
      (outcome) => {
        done(call, outcome);
      },
      parts,
    );
  return calls;
}

/** Null when the sender cannot be addressed in private. */
function aimOf(destination: Destination, { target }: Reply, parts: PostingDesk): Aim | null {
  const { chat, to, cause } = destination;
  const here: Aim = {
    recipient: recipientIn(chat, to, originOf(destination)),
    cause,
    isPrivateFromGroup: false,
  };
  if (target === 'chat') return here;
  if (target === 'sender') {
    if (!chat.isGroup || cause === null) return here;
    const personal = parts.privateOf(to, cause.sender.id);
    return personal === null
      ? null
      : {
          recipient: { ...here.recipient, to: personal, chatId: null, isGroup: false },
          cause: null,
          isPrivateFromGroup: true,
        };
  }
  if (addressKey(target) === addressKey(to)) return { ...here, recipient: { ...here.recipient, to: target } };
  // Of a chat that we only know the address of, the stricter limits hold.
  const recipient = { ...here.recipient, to: target, chatId: null, isGroup: true };
  return { recipient, cause: null, isPrivateFromGroup: false };
}

function hand(
  call: Rendered,
  recipient: Recipient,
  done: (outcome: BatchOutcome) => void,
  { lanes, resting, side }: PostingParts,
): void {
  if (call.kind === 'standing') {
    resting.post(recipient, call);
    return;
  }
  if (call.outgoing.kind === 'toast') {
    side.toast(recipient, call.outgoing);
    return;
  }
  if (call.outgoing.kind === 'reaction') {
    side.react(recipient, call.outgoing);
    return;
  }
  if (call.rememberAs !== null) resting.handOver(recipient, call.rememberAs);
  lanes.push({ recipient, calls: [call], isStarted: false, urgency: 'direct', done });
}

/** What follows from how the calls of one reply ended. */
function doneOf(
  destination: Destination,
  aim: Aim,
  parts: PostingDesk,
): (call: Rendered, outcome: BatchOutcome) => void {
  const { chat } = destination;
  let isAskedForPrivateChat = false;
  return (call, outcome) => {
    if (outcome.kind === 'later' && call.kind === 'send') {
      parts.onLeft({ chat: chat.id, recipient: aim.recipient, what: { outgoing: call.outgoing } });
      return;
    }
    if (outcome.kind === 'sent') {
      if (aim.recipient.chatId === null || chat.standing === 'active') return;
      parts.chats.setStanding(chat.id, 'active', parts.clock()).catch((error: unknown) => {
        const { origin } = aim.recipient;
        parts.log.warn(
          { error, chat: chat.id, ...origin },
          'the chat takes messages again, which could not be recorded',
        );
      });
      return;
    }
    const code = outcome.kind === 'failed' ? outcome.code : outcome.kind;
    parts.log.warn({ code, chat: chat.id, ...aim.recipient.origin }, 'a reply was not sent');
    const isShut = code === 'gone' || code === 'forbidden';
    if (!aim.isPrivateFromGroup || !isShut || isAskedForPrivateChat) return;
    isAskedForPrivateChat = true;
    askForPrivateChat(destination, parts);
  };
}

/** Bots may not write first to people who never wrote to them. */
function askForPrivateChat(destination: Destination, parts: PostingDesk): void {
  const { askedAtMs, clock } = parts;
  const key = addressKey(destination.to);
  const nowMs = clock();
  if (nowMs - (askedAtMs.get(key) ?? -Infinity) < askEveryMs) return;
  if (askedAtMs.size >= askedMax) askedAtMs.clear();
  askedAtMs.set(key, nowMs);
  postReply(destination, say(text('private-first')), parts);
}

/** A tap with no answer of its own is acknowledged in silence, else its button would keep spinning. */
function acknowledgeTap(destination: Destination, { senderOf, side }: PostingParts): void {
  const { chat, to, cause } = destination;
  if (cause?.kind !== 'choice' || (senderOf(to)?.can.privateAnswers ?? null) === null) return;
  side.toast(recipientIn(chat, to, originOf(destination)), { kind: 'toast', tapId: cause.tapId, text: null });
}
