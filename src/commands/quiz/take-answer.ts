import { matchesFillIn } from '../../domain/fill-in-match.ts';
import { readAnswer } from '../../domain/answer-reply.ts';
import type { Round } from '../../domain/quiz/paper.ts';
import { pointsFor } from '../../domain/quiz/score.ts';
import { text } from '../../i18n/text.ts';
import type { AnswerOutcome, NewAnswer, RunStore } from '../../store/runs.ts';
import type { PersonalEvent, TextEvent } from '../core/event.ts';
import { type Reply, reply, say, toast } from '../core/reply.ts';
import { type OpenQuiz, roundAt } from './open-rounds.ts';
import { optionChoices, optionColumns, ownChoiceText, questionText } from './round-texts.ts';

/** An answer read from an event, before it is known whether it counts. */
export interface Intent {
  readonly number: number;
  readonly round: Round;
  readonly mode: NewAnswer['mode'];
  readonly choice: number | string;
  readonly isRight: boolean;
}

/** `answer <run> <round> <option>`, as a button carries it. */
export interface OptionToken {
  readonly run: string;
  readonly round: number;
  readonly position: number;
}

export function readOptionToken(words: string): OptionToken | null {
  const match = /^(\S+) (\d{1,3}) (\d)$/.exec(words);
  return match?.[1] === undefined ? null : { run: match[1], round: Number(match[2]), position: Number(match[3]) };
}

/** What a tap means; null when it belongs to another quiz or an option that is not there. */
export function intentOfTap(quiz: OpenQuiz, token: OptionToken): Intent | null {
  const round = roundAt(quiz.paper, token.round);
  if (token.run !== quiz.run.id || round === null || token.position >= round.options.length) return null;
  const mode = round.kind === 'multiple' ? 'toggle' : 'set';
  const choice = 1 << token.position;
  return { number: token.round, round, mode, choice, isRight: choice === round.key };
}

/** Platforms tell the time of a typed message in whole seconds: it may have been written up to this much later. */
const typedResolutionMs = 1_000;

/** What a message typed in the group means to its quiz; null for ordinary talk. */
export function intentOfText(
  quiz: OpenQuiz,
  event: TextEvent,
  isForOthers: (event: TextEvent) => boolean,
): Intent | null {
  // In a forum the other topics are about other things.
  if ((event.from.thread ?? null) !== quiz.run.thread) return null;
  return intentInRound(quiz, event, isForOthers);
}

/** What a typed message means to the round that was open when it was written; null for ordinary talk. */
export function intentInRound(
  { run, paper }: OpenQuiz,
  event: TextEvent,
  isForOthers: (event: TextEvent) => boolean,
): Intent | null {
  const isEarlier = event.atMs + typedResolutionMs <= run.beganAtMs && event.atMs >= run.previousBeganAtMs;
  const number = isEarlier ? run.round - 1 : run.round;
  const round = roundAt(paper, number);
  if (round === null) return null;
  const reading = readAnswer(event.text, { kind: round.kind, optionCount: round.options.length });
  switch (reading.kind) {
    case 'none':
      return null;
    case 'options': {
      const mask = reading.positions.reduce((bits, position) => bits | (1 << position), 0);
      return { number, round, mode: 'set', choice: mask, isRight: mask === round.key };
    }
    case 'typed': {
      const isRight = matchesFillIn(reading.text, round.accepted) !== 'no';
      if (!isRight && isForOthers(event)) return null;
      return { number, round, mode: 'keep', choice: reading.text, isRight };
    }
    default:
      return reading satisfies never;
  }
}

/** Who answers by which message. */
export interface Answering {
  readonly event: PersonalEvent;
  /** `platform:person` by which the answerer sits in the quiz's chat. */
  readonly person: string;
}

/** Records the answer in one round trip. */
export function recordIntent(
  runs: RunStore,
  quiz: OpenQuiz,
  intent: Intent,
  { event, person }: Answering,
): Promise<AnswerOutcome> {
  const { run, chat } = quiz;
  const { platform, account } = chat.address;
  const isOwnAccount = event.from.platform === platform && event.from.account === account;
  const { round, number, mode, choice, isRight } = intent;
  const openedAtMs = number === run.round ? run.openedAtMs : run.previousBeganAtMs;
  const tookMs = Math.max(0, event.atMs - openedAtMs);
  // Toggled options are judged by the script, which knows what was chosen before.
  const isWorth = isRight || mode === 'toggle';
  return runs.answer(chat.id, {
    person,
    run: run.id,
    round: number,
    atMs: event.atMs,
    order: isOwnAccount ? event.order : `x${event.order}`,
    mode,
    choice,
    key: round.key,
    slackMs: event.kind === 'text' ? typedResolutionMs - 1 : 0,
    points: isWorth ? pointsFor(tookMs, round.ms, chat.settings.quizSpeedBonus) : 0,
  });
}

/** Where the number of answers can be shown by changing the question, it is, but not more often than this. */
const countEveryMs = 6_000;

/** What the answerer and the group see of a recorded answer. */
export function repliesTo(
  quiz: OpenQuiz,
  intent: Intent,
  { outcome, choice, answeredCount }: AnswerOutcome,
  event: PersonalEvent,
  can: { readonly canEdit: boolean; readonly nowMs: number },
): readonly Reply[] {
  switch (outcome) {
    case 'new':
    case 'changed':
    case 'told-again': {
      const acknowledged = acknowledgement(quiz, intent, choice, event);
      return [...acknowledged, ...countReplies(quiz, intent, answeredCount, can)];
    }
    case 'late':
      return event.kind === 'choice' ? [toast(text('answer-late'))] : [];
    case 'locked':
      return event.kind === 'choice'
        ? [toast(text('answer-locked', { choice: ownChoiceText(intent.round, choice) }))]
        : [];
    case 'left':
      return event.kind === 'choice' ? [toast(text('left-group'))] : [];
    case 'other-run':
    case 'unknown-person':
      return event.kind === 'choice' ? [toast(text('button-stale'))] : [];
    default:
      return outcome satisfies never;
  }
}

function acknowledgement(quiz: OpenQuiz, { round }: Intent, choice: string, event: PersonalEvent): readonly Reply[] {
  const own = ownChoiceText(round, choice);
  if (event.kind === 'choice') {
    if (choice === '0') return [toast(text('answer-none'))];
    const canChange = quiz.run.canChange || round.kind === 'multiple';
    return [
      toast(canChange ? text('answer-noted-changeable', { choice: own }) : text('answer-noted', { choice: own })),
    ];
  }
  return quiz.chat.isGroup ? [] : [say(text('answer-noted', { choice: own }))];
}

/** The question with the number of answers, where and when that is to be shown. */
export function countReplies(
  quiz: OpenQuiz,
  { number, round }: Intent,
  answeredCount: number,
  { canEdit, nowMs }: { readonly canEdit: boolean; readonly nowMs: number },
): readonly Reply[] {
  if (!quiz.chat.isGroup || !canEdit || round.picture !== null || number !== quiz.run.round) return [];
  if (nowMs - quiz.shownAtMs < countEveryMs) return [];
  quiz.shownAtMs = nowMs;
  return [
    reply({
      kind: 'roster',
      slot: roundSlot(quiz.run.id, number),
      text: questionText(quiz.paper, number, round, answeredCount),
      choices: optionChoices(quiz.run.id, number, round),
      columns: optionColumns(round),
      fresh: null,
    }),
  ];
}

export const roundSlot = (run: string, number: number): string => `quiz:${run}:${number}`;
