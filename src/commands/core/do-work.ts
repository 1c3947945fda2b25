import { Refusal, StoreError } from '../../errors.ts';
import { text } from '../../i18n/text.ts';
import type { Work } from './choose-work.ts';
import type { Context } from './command.ts';
import type { CoreLog } from './core-log.ts';
import type { EchoBrake } from './echo-brake.ts';
import type { Meter } from './meter.ts';
import type { PersonalAnswers } from './personal-answers.ts';
import { type Reply, say, toast } from './reply.ts';

export interface WorkingParts {
  readonly echoes: EchoBrake;
  readonly log: CoreLog;
  readonly meter: Meter;
  /** Without it everybody is told of their own at once. */
  readonly personalAnswers?: Pick<PersonalAnswers, 'gather'>;
  clock(): number;
  /** A short id that ties what a person was told to the line in the log. */
  incidentId(): string;
}

/** What is to be said after the work is done, also when it was refused or failed. Rejects with StoreError. */
export async function doWork(work: Work, context: Context, parts: WorkingParts): Promise<readonly Reply[]> {
  const sinceMs = parts.meter.nowMs();
  try {
    return braked(await work.run(), work.sort, context, parts);
  } catch (error) {
    if (error instanceof Refusal) {
      parts.log.info({ refusal: error.key, chat: context.chat.id, event: context.event.id }, 'refused');
      const sort = work.sort === 'personal' ? 'personal' : 'refusal';
      return braked([toast({ key: error.key, params: error.params })], sort, context, parts);
    }
    if (error instanceof StoreError) throw error;
    const incident = parts.incidentId();
    parts.log.error({ incident, error, chat: context.chat.id, event: context.event.id }, 'a handler failed');
    return [say(text('incident', { incident }))];
  } finally {
    parts.meter.ranHandler(work.name, sinceMs);
    const { event, chat, nowMs } = context;
    parts.log.debug?.({ event: event.id, chat: chat.id, handler: work.name, ms: parts.clock() - nowMs }, 'handler ran');
  }
}

/** What is said at once where everybody reads every answer. */
function braked(
  replies: readonly Reply[],
  sort: Work['sort'],
  context: Context,
  parts: WorkingParts,
): readonly Reply[] {
  switch (sort) {
    case 'listened':
      return replies;
    case 'personal':
      return parts.personalAnswers?.gather(replies, context) ?? replies;
    case 'refusal':
    case 'answer':
      return parts.echoes.unlessHeard(replies, context, sort);
    default:
      return sort satisfies never;
  }
}
