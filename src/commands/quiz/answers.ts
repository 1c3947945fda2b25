import { text } from '../../i18n/text.ts';
import { z } from 'zod';
import type { AnswerOutcome, RunStore } from '../../store/runs.ts';
import { type AnyCommand, command, type Context, type Listener } from '../core/command.ts';
import type { ExpressLane } from '../core/dispatch.ts';
import type { Capabilities } from '../core/capabilities.ts';
import type { Address, PersonalEvent, TextEvent } from '../core/event.ts';
import { type Reply, toast } from '../core/reply.ts';
import type { Acknowledger } from './acknowledger.ts';
import type { Conductor } from './conductor.ts';
import type { OpenQuiz, OpenRounds } from './open-rounds.ts';
import { type Intent, intentOfTap, intentOfText, readOptionToken, recordIntent, repliesTo } from './take-answer.ts';

export interface AnswerParts {
  readonly runs: RunStore;
  readonly open: OpenRounds;
  readonly conductor: Conductor;
  readonly acknowledger: Pick<Acknowledger, 'acknowledgeSoon'>;
  canOf(address: Address): Capabilities;
  clock(): number;
  /** True for words that another feature takes, such as a command or a check-in. */
  isForOthers(event: TextEvent): boolean;
}

const answerName = 'answer';

/** Answers to a quiz at hand: one round trip, no admitting read. */
export function createAnswerExpress(parts: AnswerParts): ExpressLane {
  return {
    isForUs(event, chat) {
      const quiz = parts.open.get(chat);
      return quiz !== null && !event.isAnonymous && intentOf(quiz, event, parts) !== null;
    },
    async answer(event, chat) {
      const quiz = parts.open.get(chat);
      if (quiz === null || event.isAnonymous) return null;
      const intent = intentOf(quiz, event, parts);
      if (intent === null) return null;
      const replies = await take(quiz, intent, event, { ...parts, lane: 'express' });
      if (replies === null) return null;
      return { destination: { chat: quiz.chat, to: event.from, locale: quiz.locale, cause: event }, replies };
    },
  };
}

/** Typed answers to a quiz that this process has not at hand, such as right after a restart. */
export function createAnswerListener(parts: AnswerParts): Listener {
  return {
    name: 'typed-answer',
    hearFirst: (context) => listen(context, parts),
    hear: () => null,
  };
}

async function listen(context: Context, parts: AnswerParts): Promise<(() => Promise<readonly Reply[]>) | null> {
  const { event, run } = context;
  if (run === null || run.state === 'paused' || event.isAnonymous || !isPlain(event)) return null;
  const quiz = await recall(context, parts);
  const intent = quiz === null ? null : intentOf(quiz, event, parts);
  if (quiz === null || intent === null) return null;
  return async () => (await take(quiz, intent, event, parts)) ?? [];
}

const isPlain = (event: PersonalEvent): boolean =>
  event.kind === 'text' && !event.isEdited && !/^\s*[/／]/.test(event.text);

/** The command behind option buttons; typed letters never come here. */
export function createAnswerCommand(parts: AnswerParts): AnyCommand {
  return command({
    name: answerName,
    words: [],
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: null,
    usage: null,
    args: z.string(),
    isCall: () => false,
    run: async (_words, context) => (await answerAfresh(context, parts)) ?? [toast(text('answer-over'))],
  });
}

async function answerAfresh(context: Context, parts: AnswerParts): Promise<readonly Reply[] | null> {
  const quiz = await recall(context, parts);
  const intent = quiz === null ? null : intentOf(quiz, context.event, parts);
  return quiz === null || intent === null ? null : take(quiz, intent, context.event, parts);
}

/** The chat's running quiz, read from the store and kept at hand. */
async function recall({ chat, run, locale }: Context, { runs, open }: AnswerParts): Promise<OpenQuiz | null> {
  if (run === null) return null;
  const known = open.get(chat.id);
  if (known?.run.id === run.id && known.run.round === run.round) return known;
  const paper = known?.run.id === run.id ? known.paper : await runs.paper(chat.id, run.id);
  if (paper === null) return null;
  const quiz = { chat, run, locale, paper, shownAtMs: run.openedAtMs };
  open.set(quiz);
  return quiz;
}

function intentOf(quiz: OpenQuiz, event: PersonalEvent, parts: AnswerParts): Intent | null {
  if (event.kind === 'choice') {
    if (!event.token.startsWith(`${answerName} `)) return null;
    const token = readOptionToken(event.token.slice(answerName.length + 1));
    return token === null ? null : intentOfTap(quiz, token);
  }
  return event.kind === 'text' && isPlain(event) ? intentOfText(quiz, event, parts.isForOthers) : null;
}

/** Records the answer and says what the answerer sees; null when the quiz at hand is not the one that runs. */
async function take(
  quiz: OpenQuiz,
  intent: Intent,
  event: PersonalEvent,
  parts: AnswerParts & { readonly lane?: 'express' },
): Promise<readonly Reply[] | null> {
  const person = `${event.from.platform}:${event.sender.id}`;
  const outcome = await recordIntent(parts.runs, quiz, intent, { event, person });
  if (outcome.outcome === 'other-run') {
    parts.open.forget(quiz.chat.id);
    return null;
  }
  // A stranger must be seated first, and who was seen leaving may be back; the ordinary way sees to that.
  if (outcome.outcome === 'unknown-person') return null;
  if (outcome.outcome === 'left' && event.kind === 'text') return null;
  if (outcome.outcome === 'late' && parts.lane === 'express' && event.kind === 'text') {
    // The round at hand may be an old one; the ordinary way reads which one is open.
    parts.open.forget(quiz.chat.id);
    return null;
  }
  const isTaken = outcome.outcome === 'new' || outcome.outcome === 'changed';
  const canEdit = parts.canOf(event.from).edit !== null;
  if (isTaken && quiz.chat.isGroup && !canEdit && event.kind === 'text') {
    parts.acknowledger.acknowledgeSoon(quiz, person, outcome.choice);
  }
  const replies = repliesTo(quiz, intent, outcome, event, { canEdit, nowMs: parts.clock() });
  if (!quiz.chat.isGroup && isLastWord(quiz, intent, outcome)) {
    await parts.conductor.closeEarly(quiz.chat, quiz.run);
    return event.kind === 'choice' ? replies : [];
  }
  return replies;
}

/** Whether somebody who plays alone is done with the round; told again, the round may not have been closed yet. */
function isLastWord({ run }: OpenQuiz, { number, round, mode, isRight }: Intent, { outcome }: AnswerOutcome): boolean {
  if (outcome !== 'new' && outcome !== 'changed' && outcome !== 'told-again') return false;
  return number === run.round && round.kind !== 'multiple' && (mode !== 'keep' || isRight);
}
