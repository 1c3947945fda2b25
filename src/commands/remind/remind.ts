import { z } from 'zod';
import { remindersMax } from '../../domain/limits.ts';
import { nextThreeAtMs } from '../../domain/next-due.ts';
import { mistypedTime } from '../../domain/schedule/mistyped-time.ts';
import { leastIntervalMinutes } from '../../domain/schedule/when-phrase.ts';
import { parseSchedulePhrase } from '../../domain/schedule-phrase.ts';
import { Refusal } from '../../errors.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import { workdaysKindOf } from '../../domain/chat-workdays.ts';
import type { WorkCalendar } from '../../domain/workdays.ts';
import type { NumberedReminder, ReminderStore } from '../../store/reminders.ts';
import type { DueTogether } from '../../store/due-together.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { zoneText } from '../settings/setting-texts.ts';
import { type Reply, say } from '../core/reply.ts';
import { chatCalendar, type ChatCalendarParts } from '../days-off/chat-calendar.ts';
import { arrivalOf, arrivalText, within } from './arrival.ts';
import { isWish, readWish, type Wish } from './read-wish.ts';
import { pastRefusal } from './past-refusal.ts';
import type { ReminderOrders } from './reminder-orders.ts';
import { scheduleText } from './schedule-text.ts';

export interface RemindParts extends ChatCalendarParts {
  readonly reminders: Pick<ReminderStore, 'add' | 'change' | 'all'>;
  readonly orders: Pick<ReminderOrders, 'put' | 'remove'>;
  readonly dueTogether: Pick<DueTogether, 'count'>;
}

/** What is to be said must fit beside the late mark in one message of any platform. */
const wordsMaxCharacters = 500;

/** `/remind WHEN TEXT` makes a reminder for this chat; `/remind list`, `pause N`, `resume N`, `delete N`. */
export function createRemindCommand(parts: RemindParts): AnyCommand {
  return command({
    name: 'remind',
    words: ['提醒', 'remind'],
    where: 'anywhere',
    who: 'organiser',
    summary: 'remind-summary',
    usage: 'remind-usage',
    args: z.string().transform(readWish),
    isCall: (rest, { isGroup }) => !isGroup || isWish(rest),
    run: (wish, context) => runWish(wish, context, parts),
  });
}

function runWish(wish: Wish, context: Context, parts: RemindParts): Promise<readonly Reply[]> {
  switch (wish.kind) {
    case 'list':
      return list(context, parts);
    case 'new':
      return make(wish.words, context, parts);
    default:
      return change(wish, context, parts);
  }
}

async function make(typed: string, context: Context, parts: RemindParts): Promise<readonly Reply[]> {
  const { reminders, orders, dueTogether } = parts;
  const { chat, event, zone, nowMs } = context;
  const workdays = await chatCalendar(chat, parts);
  const parsed = parseSchedulePhrase(typed, { nowMs, zone, workdays });
  if (parsed.kind === 'not-understood') throw notUnderstood(typed);
  if (parsed.kind === 'past') throw pastRefusal('remind-past', parsed.atMs, context);
  if (parsed.kind === 'too-often') throw new Refusal('remind-too-often', { minutes: leastIntervalMinutes });
  const { schedule, rest: words, warning } = parsed;
  if (words === '') throw new Refusal('remind-of-what');
  if (words.length > wordsMaxCharacters) throw new Refusal('remind-long', { max: wordsMaxCharacters });
  const added = await reminders.add(chat.id, event.id, {
    schedule,
    words,
    thread: event.from.thread ?? null,
    madeAtMs: nowMs,
  });
  if (added === null) throw new Refusal('remind-enough', { max: remindersMax });
  await orders.put(chat, added, nowMs);
  const [dueAtMs] = nextThreeAtMs(added.schedule, nowMs, zone, workdays);
  const spread = arrivalText(await arrivalOf(dueAtMs, context, dueTogether), context);
  const unknownHolidays = warning === null ? null : text('remind-holidays-unknown');
  return [
    say(
      lines(madeText(added, workdays, context), text('remind-words', { words: added.words }), spread, unknownHolidays),
    ),
  ];
}

function notUnderstood(typed: string): Refusal {
  const words = mistypedTime(typed);
  return words === null ? new Refusal('remind-not-understood') : new Refusal('remind-when-unclear', { words });
}

function madeText(
  { number, schedule }: NumberedReminder,
  workdays: WorkCalendar,
  { chat, zone, nowMs }: Context,
): Text {
  const when = scheduleText(schedule, zone, workdaysKindOf(chat));
  const times = nextThreeAtMs(schedule, nowMs, zone, workdays).map((atMs) => text('remind-at', { at: { atMs, zone } }));
  const understood = text('remind-made', { number, when, zone: zoneText(zone) });
  return schedule.kind === 'once' ? understood : lines(understood, text('remind-next', { times: { list: times } }));
}

async function list(context: Context, parts: RemindParts): Promise<readonly Reply[]> {
  const { chat, zone } = context;
  const [all, workdays] = await Promise.all([parts.reminders.all(chat.id), chatCalendar(chat, parts)]);
  if (all.length === 0) return [say(lines(text('remind-none'), text('remind-usage')))];
  const rows: Text[] = [];
  for (const reminder of all) rows.push(await rowText(reminder, workdays, context, parts));
  return [say(lines(text('remind-list', { zone: zoneText(zone) }), ...rows, text('remind-change')))];
}

async function rowText(
  { number, schedule, words, isPaused }: NumberedReminder,
  workdays: WorkCalendar,
  context: Context,
  { dueTogether }: RemindParts,
): Promise<Text> {
  const { chat, zone, nowMs } = context;
  const when = scheduleText(schedule, zone, workdaysKindOf(chat));
  if (isPaused) return text('remind-row-paused', { number, when, words });
  const [atMs] = nextThreeAtMs(schedule, nowMs, zone, workdays);
  const arrival = await arrivalOf(atMs, context, dueTogether);
  if (atMs === undefined || schedule.kind === 'once') {
    return text('remind-row', { number, when: within(when, arrival, context), words });
  }
  const at = within(text('remind-at', { at: { atMs, zone } }), arrival, context);
  return text('remind-row-next', { number, when, words, at });
}

async function change(
  { kind, number }: Wish & { readonly kind: 'pause' | 'resume' | 'delete' },
  context: Context,
  parts: RemindParts,
): Promise<readonly Reply[]> {
  const { reminders, orders, dueTogether } = parts;
  const { chat, event, zone, nowMs } = context;
  const changed = await reminders.change(chat.id, event.id, number, kind);
  if (changed === null) throw new Refusal('remind-unknown', { number });
  const { words } = changed;
  if (kind === 'delete') {
    await orders.remove(chat.id, number);
    return [say(text('remind-deleted', { number, words }))];
  }
  await orders.put(chat, changed, nowMs);
  if (kind === 'pause') return [say(text('remind-paused', { number, words }))];
  const [atMs] = nextThreeAtMs(changed.schedule, nowMs, zone, await chatCalendar(chat, parts));
  // One for once whose time went by while it was paused.
  if (atMs === undefined) throw new Refusal('remind-over', { number });
  const arrival = await arrivalOf(atMs, context, dueTogether);
  return [say(lines(text('remind-resumed', { number, words, at: { atMs, zone } }), arrivalText(arrival, context)))];
}
