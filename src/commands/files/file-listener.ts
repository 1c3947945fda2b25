import { DeliveryError, Refusal } from '../../errors.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import { daysOffMax } from '../../domain/limits.ts';
import type { BankStore } from '../../store/banks.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { DaysOffStore } from '../../store/days-off.ts';
import type { PlanStore } from '../../store/plans.ts';
import type { Context, Listener } from '../core/command.ts';
import type { IncomingFile, MediaEvent } from '../core/event.ts';
import { type Reply, say } from '../core/reply.ts';
import type { FileImport } from './import-file.ts';
import { isImportable } from './importable.ts';
import { daysOffText } from '../days-off/days-off-texts.ts';
import { problemsText, problemText } from './problem-texts.ts';

export interface FileParts {
  readonly banks: BankStore;
  readonly plans: PlanStore;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly daysOff: Pick<DaysOffStore, 'change'>;
  /** Puts everything that the chat has at a time on its time of a new calendar. */
  replanAll(chat: Chat, nowMs: number): Promise<void>;
}

const groupBanksMax = 50;
/** Anybody may open a private chat. */
const privateBanksMax = 5;
/** The largest file that is fetched at all. */
const fileMaxBytes = 5 * 1024 * 1024;

/** A file sent by an organiser is imported: a question bank, a plan or a calendar of days off, all of it or nothing. */
export function createFileListener(parts: FileParts): Listener {
  return {
    name: 'file',
    hear(context) {
      const { event } = context;
      if (event.kind !== 'media' || event.file === null || !isImportable(event.file.name)) return null;
      const { file } = event;
      return () => importFile(file, event, context, parts);
    },
  };
}

async function importFile(
  file: IncomingFile,
  event: MediaEvent,
  context: Context,
  parts: FileParts,
): Promise<readonly Reply[]> {
  // Members share files all the time; only an organiser's is looked into.
  if (!(await context.isOrganiser())) return [];
  if ((file.sizeBytes ?? 0) > fileMaxBytes) throw new Refusal('import-too-large', { name: file.name, megabytes: 5 });
  const bytes = await file.fetchBytes().catch((error: unknown) => {
    if (error instanceof DeliveryError) throw new Refusal('import-not-fetched', { name: file.name });
    throw error;
  });
  if (bytes.byteLength > fileMaxBytes) throw new Refusal('import-too-large', { name: file.name, megabytes: 5 });
  // The readers of five formats are loaded when the first file comes, not at every start.
  const { readFile } = await import('./import-file.ts');
  const result = readFile({ name: file.name, bytes }, context.today);
  if (result.kind === 'not-ics') throw new Refusal('import-not-calendar', { name: file.name });
  if (result.kind === 'neither') {
    return context.chat.isGroup && !event.isAddressed ? [] : [say(text('import-neither', { name: file.name }))];
  }
  return [say(await keep(result, file.name, context, parts))];
}

async function keep(
  result: Exclude<FileImport, { kind: 'neither' | 'not-ics' }>,
  fileName: string,
  context: Context,
  parts: FileParts,
): Promise<Text> {
  const { chat, event, nowMs } = context;
  const { banks, plans } = parts;
  switch (result.kind) {
    case 'refused':
      return problemsText(fileName, result.problems, result.problemCount);
    case 'bank': {
      const { name, questions, skipped } = result.bank;
      const outcome = await banks.put(
        chat.id,
        event.id,
        { name, questions },
        { nowMs, most: chat.isGroup ? groupBanksMax : privateBanksMax },
      );
      if (outcome === 'too-many') throw new Refusal('bank-too-many');
      return lines(
        text(outcome === 'added' ? 'bank-added' : 'bank-replaced', { name, count: questions.length }),
        ...skipped.slice(0, 5).map(problemText),
        skipped.length > 0 ? text('bank-skipped', { count: skipped.length }) : null,
      );
    }
    case 'plan': {
      const { title, items } = result.plan;
      await plans.replace(chat.id, event.id, { title, items });
      return planImportedText(title, items);
    }
    case 'days-off':
      return keepDaysOff(result.calendar, context, parts);
    default:
      return result satisfies never;
  }
}

async function keepDaysOff(
  { days, timedCount }: (FileImport & { kind: 'days-off' })['calendar'],
  { chat, event, today, nowMs }: Context,
  { chats, daysOff, replanAll }: FileParts,
): Promise<Text> {
  const { outcome } = await daysOff.change(chat.id, event.id, 'file', days);
  if (outcome === 'too-many') throw new Refusal('days-off-too-many', { max: daysOffMax });
  // 工作日 goes by the chat's own calendar now; also when this is told again, in case that was cut short.
  await replanAll((await chats.read(chat.id)) ?? chat, nowMs);
  return lines(
    text('days-off-imported', { count: days.length }),
    daysOffText(days, today),
    timedCount === 0 ? null : text('days-off-timed', { count: timedCount }),
    text('days-off-own'),
  );
}

/** What an organiser hears of an imported plan. */
export function planImportedText(title: string, items: readonly { readonly on: string }[]): Text {
  const [first, last] = [items[0]?.on ?? '', items.at(-1)?.on ?? ''];
  const said = { count: items.length, first: { on: first }, last: { on: last } };
  return title === '' ? text('plan-imported-untitled', said) : text('plan-imported', { title, ...said });
}
