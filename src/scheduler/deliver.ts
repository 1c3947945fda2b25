import type { Announced, Announcer, AnnouncementKind } from '../commands/core/announcement.ts';
import type { Board } from '../commands/core/board.ts';
import type { CoreLog } from '../commands/core/core-log.ts';
import type { Address } from '../commands/core/event.ts';
import type { Destination } from '../commands/core/outbox.ts';
import type { Meter } from '../commands/core/meter.ts';
import { StoreError } from '../errors.ts';
import { isLocale } from '../i18n/locale.ts';
import type { Chat } from '../store/chat.ts';
import type { ChatStore } from '../store/chats.ts';
import type { DeliveryName, Finish, LedgerStore } from '../store/ledger.ts';
import type { Outcome } from '../store/outcome.ts';
import { deliveryId } from './delivery-id.ts';
import { heldUntilMs, lateAfterMs } from './held.ts';
import { announcedAgain, type HandedOver } from './handed-over.ts';
import { insist } from './insist.ts';
import { markedLate } from './late-mark.ts';
import type { Delivered, DeliveringOutbox, Manner } from './outbox.ts';
import { createSendingMark, type SendingMark } from './sending-mark.ts';

/** One message to one chat for one due instant; small and plain, it is kept in the queue. */
export interface DeliveryJob extends DeliveryName {
  readonly graceMs: number;
  /** How often it has been tried, and how many of its calls are made already; absent at first. */
  readonly tries?: number;
  readonly sentCount?: number;
  /** How often in a row the store could not be reached for it; absent: it could. */
  readonly storeTries?: number;
  /** How long it was told to wait because a slow account had many at once; by so much it is not late. Absent: not at all. */
  readonly spreadMs?: number;
  /** How long after its time it was put in line because so many are sent at once; by so much it is not late either. */
  readonly plannedMs?: number;
  /** How often it was handed on before; absent: never. */
  readonly turn?: number;
  /** The account whose own deliveries it was handed on to; absent: none. */
  readonly handedOnTo?: Pick<Address, 'platform' | 'account'>;
  /** With `handed-over`: what is to be said, which no announcer knows. */
  readonly handedOver?: HandedOver;
}

/** Finished, or to be given again, with the changed job, after a while or to the process that has the account. */
export type DeliverResult =
  | { readonly kind: 'done'; readonly outcome: Outcome | null }
  | { readonly kind: 'later'; readonly waitMs: number; readonly job: DeliveryJob }
  | { readonly kind: 'elsewhere'; readonly account: Pick<Address, 'platform' | 'account'>; readonly job: DeliveryJob };

export interface DeliverParts {
  readonly chats: Pick<ChatStore, 'read'>;
  readonly ledger: Pick<LedgerStore, 'begin' | 'release' | 'finish'>;
  readonly announcers: readonly Announcer[];
  /** Boards that can be shown as they stand; none when absent. */
  readonly boards?: readonly Board[];
  readonly outbox: Pick<DeliveringOutbox, 'deliver' | 'turn'>;
  /** True for an account that only another process can speak for; none is when absent. */
  isElsewhere?(address: Address): boolean;
  readonly log?: CoreLog;
  readonly meter?: Meter;
  /** The chats' time. */
  clock(): number;
}

const firstBackOffMs = 2_000;
const longestBackOffMs = 60_000;
/** As long as boards rest between two changes anyway. */
const showAgainMs = 3_000;

/**
 * Makes one delivery as far as it goes now; it is put off while the store cannot be reached. Rejects with what an announcer
 * threw, or with StoreError where waiting does not help.
 */
export type Deliver = (job: DeliveryJob) => Promise<DeliverResult>;

export function createDeliver(parts: DeliverParts): Deliver {
  const tried = createTry(parts);
  return async ({ storeTries = 0, ...job }) => {
    try {
      return await tried(job);
    } catch (error) {
      // Part of a cluster may be away for minutes; nothing but the job's own grace ends it.
      if (!(error instanceof StoreError) || error.code === 'redis-reply') throw error;
      parts.log?.warn({ error, delivery: deliveryId(job), chat: job.chat }, 'a delivery waits for the store');
      return { kind: 'later', waitMs: backOffMs(storeTries), job: { ...job, storeTries: storeTries + 1 } };
    }
  };
}

const backOffMs = (earlierCount: number): number => Math.min(longestBackOffMs, firstBackOffMs * 2 ** earlierCount);

function createTry(parts: DeliverParts): Deliver {
  return async (job) => {
    const nowMs = parts.clock();
    parts.log?.debug?.({ delivery: deliveryId(job), chat: job.chat, lagMs: nowMs - job.dueAtMs }, 'delivery taken');
    const announcer = announcerOf(job, parts);
    const [chat, stand] = await Promise.all([parts.chats.read(job.chat), announcer?.stand?.(job) ?? 'due']);
    if (chat === null) return leaveUnknown(job, parts);
    // What has begun is ended: half a message helps nobody.
    if (stand === 'called-off' && !hasBegun(job)) return finish(job, { outcome: 'skipped-cancelled' }, parts);
    if (stand === 'held' && !hasBegun(job)) return putBack(job, nowMs, parts);
    if (chat.standing !== 'active') return finish(job, { outcome: chat.standing }, parts);
    const lateMs = lateBy(job, nowMs);
    if (lateMs > job.graceMs) {
      if (job.tries === undefined) return finish(job, { outcome: 'skipped-late' }, parts);
      return finish(job, { outcome: 'failed', code: 'unreachable' }, parts);
    }
    const heldMs = heldUntilMs({ kind: job.kind, lateMs }, chat, nowMs);
    if (heldMs > nowMs && announcer?.putBack !== undefined) return putBack(job, heldMs, parts);
    if (heldMs > job.dueAtMs + job.graceMs + spreadOf(job)) return finish(job, { outcome: 'skipped-quiet' }, parts);
    if (heldMs > nowMs) return { kind: 'later', waitMs: heldMs - nowMs, job };
    if (parts.isElsewhere?.(chat.address) === true) return { kind: 'elsewhere', account: chat.address, job };
    const turn = parts.outbox.turn(chat.address, job.spreadMs !== undefined);
    if (!turn.isNow) {
      return { kind: 'later', waitMs: turn.waitMs, job: { ...job, spreadMs: (job.spreadMs ?? 0) + turn.waitMs } };
    }
    try {
      return await announce(job, chat, { lateMs, nowMs }, parts);
    } finally {
      turn.leave();
    }
  };
}

const hasBegun = ({ sentCount = 0 }: DeliveryJob): boolean => sentCount > 0;

const spreadOf = ({ spreadMs = 0, plannedMs = 0 }: DeliveryJob): number => spreadMs + plannedMs;

/** A chat that is not known any more has no ledger. */
async function leaveUnknown(job: DeliveryJob, parts: DeliverParts): Promise<DeliverResult> {
  await announcerOf(job, parts)?.settled?.(job, { outcome: 'removed', atMs: parts.clock(), code: null });
  return { kind: 'done', outcome: null };
}

async function putBack(job: DeliveryJob, untilMs: number, parts: DeliverParts): Promise<DeliverResult> {
  await announcerOf(job, parts)?.putBack?.(job, untilMs);
  parts.log?.debug?.({ delivery: deliveryId(job), chat: job.chat, untilMs }, 'delivery put aside');
  return { kind: 'done', outcome: null };
}

/** From when on it is too late to make it. */
export const overAtMs = (job: DeliveryJob): number => job.dueAtMs + job.graceMs + spreadOf(job);

/** What was planned to take its time is on time. */
const lateBy = (job: DeliveryJob, nowMs: number): number => Math.max(0, nowMs - job.dueAtMs - spreadOf(job));

async function announce(
  job: DeliveryJob,
  chat: Chat,
  { lateMs, nowMs }: { readonly lateMs: number; readonly nowMs: number },
  parts: DeliverParts,
): Promise<DeliverResult> {
  const announced = (await announcementOf(job, chat, { lateMs, nowMs }, parts)) ?? null;
  if (announced === null || announced.replies.length === 0) return finish(job, { outcome: 'skipped-nothing' }, parts);
  return send(job, chat, announced, parts);
}

function announcementOf(
  job: DeliveryJob,
  chat: Chat,
  { lateMs, nowMs }: { readonly lateMs: number; readonly nowMs: number },
  parts: DeliverParts,
): Promise<Announced | null> | undefined {
  if (job.handedOver !== undefined) return announcedAgain(chat, job.handedOver, parts.boards ?? []);
  return announcerOf(job, parts)?.announce(chat, { ...job, lateMs }, nowMs);
}

/** Notes a delivery that is not to be made. */
export async function skipDelivery(job: DeliveryJob, finished: Finished, parts: DeliverParts): Promise<void> {
  await finish(job, finished, parts);
}

async function send(job: DeliveryJob, chat: Chat, announced: Announced, parts: DeliverParts): Promise<DeliverResult> {
  const isLate = lateBy(job, parts.clock()) > lateAfterMs;
  const replies = isLate ? markedLate(announced.replies, job, chat) : announced.replies;
  const mark = createSendingMark(job, parts.ledger);
  // An answer does not stand back behind answers.
  const isAnswer = job.handedOver !== undefined;
  // What was stopped while it waited for its slot is not marked; it is taken up again and put where it belongs.
  const mayCall = async (): Promise<boolean> =>
    (mark.found() !== null || (await isStillDue(job, parts))) && (await mark.make());
  const manner: Manner = { mayCall, ...(isAnswer ? { urgency: 'direct', isLoose: true } : {}) };
  const delivered = await parts.outbox.deliver(
    destinationOf(job, chat, announced),
    replies,
    job.sentCount ?? 0,
    manner,
  );
  const found = await mark.found();
  switch (found) {
    case 'done':
      // Whoever noted the outcome may have died before drawing the consequences.
      await announcerOf(job, parts)?.settled?.(job, null);
      return { kind: 'done', outcome: null };
    case 'lost':
      return finish(job, { outcome: 'unknown' }, parts);
    case 'begin':
    case null:
      if (delivered.kind === 'later' || delivered.kind === 'unreachable') await mark.release(delivered.sentCount);
      if (delivered.kind === 'sent' && (await isBehind(job, chat, announced, parts))) {
        const sentCount = job.handedOver?.calls.length ?? 0;
        await mark.release(sentCount);
        return { kind: 'later', waitMs: showAgainMs, job: { ...job, sentCount } };
      }
      return conclude(job, delivered, { isLate, asksForCheckIn: announced.asksForCheckIn, mark }, parts);
    default:
      // Whoever sent the first part may have died before its job said so.
      return { kind: 'later', waitMs: 0, job: { ...job, sentCount: found } };
  }
}

function destinationOf(job: DeliveryJob, chat: Chat, { thread, aside }: Announced): Destination {
  const { platform, account, chat: chatOnPlatform } = chat.address;
  const own = { platform, account, chat: chatOnPlatform, ...(thread === undefined ? {} : { thread }) };
  const locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
  const said = { locale, cause: null, origin: { delivery: deliveryId(job) } };
  if (aside === undefined) return { ...said, chat, to: own };
  // What becomes of it there says nothing about the chat.
  return { ...said, chat: { ...chat, id: '', isGroup: aside.isGroup }, to: aside.to };
}

/** A board that changed while it waited for its slot may have covered what another process showed meanwhile. */
async function isBehind(job: DeliveryJob, chat: Chat, { replies }: Announced, parts: DeliverParts): Promise<boolean> {
  if (job.handedOver === undefined || job.handedOver.boards.length === 0) return false;
  // What is out is out, whether or not that can be known now: the next change shows the board again.
  const now = await announcedAgain(chat, job.handedOver, parts.boards ?? []).catch(() => null);
  return now !== null && JSON.stringify(now.replies) !== JSON.stringify(replies);
}

/** What has begun is ended; what cannot be known now is asked again. */
async function isStillDue(job: DeliveryJob, parts: DeliverParts): Promise<boolean> {
  const announcer = announcerOf(job, parts);
  if (announcer?.stand === undefined || hasBegun(job)) return true;
  const stand = await insist(async () => announcer.stand?.(job)).catch(() => null);
  return stand === 'due';
}

interface Sent {
  readonly isLate: boolean;
  readonly asksForCheckIn: boolean;
  readonly mark: SendingMark;
}

async function conclude(
  job: DeliveryJob,
  delivered: Delivered,
  { isLate, asksForCheckIn, mark: { sender } }: Sent,
  parts: DeliverParts,
): Promise<DeliverResult> {
  switch (delivered.kind) {
    case 'sent': {
      const promptedAtMs = asksForCheckIn ? parts.clock() : null;
      const { messageId, hasMoved } = delivered;
      const outcome = hasMoved === true ? 'moved' : isLate ? 'late' : 'sent';
      return finish(job, { outcome, messageId, promptedAtMs, sender }, parts);
    }
    case 'failed':
      return finish(job, { ...endingOf(delivered.code), sender }, parts);
    case 'later':
      return { kind: 'later', waitMs: delivered.waitMs, job: { ...job, sentCount: delivered.sentCount } };
    case 'unreachable': {
      const { tries = 0 } = job;
      const { sentCount } = delivered;
      return { kind: 'later', waitMs: backOffMs(tries), job: { ...job, tries: tries + 1, sentCount } };
    }
  }
}

function endingOf(code: (Delivered & { kind: 'failed' })['code']): Finished {
  switch (code) {
    case 'gone':
      return { outcome: 'removed' };
    case 'forbidden':
      return { outcome: 'muted' };
    case 'unknown-outcome':
      return { outcome: 'unknown' };
    default:
      return { outcome: 'failed', code };
  }
}

type Finished = Partial<Finish> & Pick<Finish, 'outcome'>;

async function finish(job: DeliveryJob, ending: Finished, parts: DeliverParts): Promise<DeliverResult> {
  const blank = { atMs: parts.clock(), messageId: null, code: null, promptedAtMs: null };
  const finished = { ...blank, ...ending };
  const { atMs, code } = finished;
  // What somebody else was about to send may have arrived.
  const outcome = await insist(() => parts.ledger.finish(job, finished));
  const lagMs = atMs - job.dueAtMs;
  parts.meter?.delivered(job.kind, outcome, lagMs);
  parts.log?.debug?.({ delivery: deliveryId(job), chat: job.chat, outcome, code, lagMs }, 'delivery over');
  await announcerOf(job, parts)?.settled?.(job, { outcome, atMs, code });
  return { kind: 'done', outcome };
}

const announcerOf = ({ kind }: DeliveryName, { announcers }: DeliverParts): Announcer | undefined =>
  announcers.find((announcer) => announcer.kind === (kind as AnnouncementKind));
