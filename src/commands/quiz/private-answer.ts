import { readAnswer } from '../../domain/answer-reply.ts';
import { normalise } from '../../domain/normalise.ts';
import { lines, literal, type Text, text } from '../../i18n/text.ts';
import type { Meant } from '../../store/private-rounds.ts';
import type { AnswerOutcome, RunStore } from '../../store/runs.ts';
import type { Capabilities } from '../core/capabilities.ts';
import type { Context, Listener } from '../core/command.ts';
import { shorten } from '../core/cut-text.ts';
import type { Address, TextEvent } from '../core/event.ts';
import type { Outbox } from '../core/outbox.ts';
import { type Reply, say } from '../core/reply.ts';
import type { Acknowledger } from './acknowledger.ts';
import { roomOf } from './room.ts';
import { ownChoiceText } from './round-texts.ts';
import { type MemberRoundsParts, roundsOfMember, type Seated } from './rounds-of-member.ts';
import { countReplies, type Intent, intentInRound, recordIntent } from './take-answer.ts';

export interface PrivateAnswerParts extends MemberRoundsParts {
  readonly runs: RunStore;
  readonly acknowledger: Pick<Acknowledger, 'acknowledgeSoon'>;
  readonly outbox: Pick<Outbox, 'post'>;
  canOf(address: Address): Capabilities;
  isHere(address: Address): boolean;
  clock(): number;
  /** True for words that another feature takes, such as a command or a check-in. */
  isForOthers(event: TextEvent): boolean;
}

/** An answer to a group's round, told in private. */
interface Told extends Seated {
  readonly event: TextEvent;
  readonly intent: Intent;
}

type Work = () => Promise<readonly Reply[]>;

/** Takes answers to the open round of a group's quiz that a member of the group gives in private, where nobody copies. */
export function createPrivateAnswerListener(parts: PrivateAnswerParts): Listener {
  return {
    name: 'private-answer',
    hearFirst: (context) => hearFirst(context, parts),
    hear: () => null,
  };
}

async function hearFirst(context: Context, parts: PrivateAnswerParts): Promise<Work | null> {
  const { event, member } = context;
  if (!isPlace(context) || event.kind !== 'text' || event.isEdited || !mayAnswer(event.text)) return null;
  const rounds = await roundsOfMember(member, parts);
  if (rounds.length === 0) return null;
  const meant = await parts.privateRounds.meant(member);
  const numbered = readNumbered(event, rounds, meant, parts);
  if (numbered !== null) {
    return async () => {
      await parts.privateRounds.noteMeant(member, { ...meant, chosen: numbered.quiz.chat.id });
      return take(numbered, parts);
    };
  }
  const answers = rounds.flatMap((seated) => toldOf(seated, event, parts) ?? []);
  const open = answers.filter(({ quiz }) => quiz.run.state === 'open');
  const [only] = open;
  if (only === undefined) return lateWork(answers, parts);
  const chosen = open.length === 1 ? only : open.find(({ quiz }) => quiz.chat.id === meant.chosen);
  return chosen === undefined ? () => ask(open, member, parts) : () => take(chosen, parts);
}

/** A private chat without a quiz of its own, and somebody who surely is who they seem to be. */
const isPlace = ({ chat, run, member, event }: Context): boolean =>
  !chat.isGroup && run === null && member !== '' && !event.isAnonymous && event.sender.mayBe === undefined;

const optionsMost = 10;

/** Whether words could answer any question at all; nothing is read for others. */
const mayAnswer = (words: string): boolean =>
  !/^\s*[/／]/.test(words) &&
  (['fill-in', 'multiple', 'true-false'] as const).some(
    (kind) => readAnswer(words, { kind, optionCount: optionsMost }).kind !== 'none',
  );

function toldOf(seated: Seated, event: TextEvent, parts: PrivateAnswerParts): Told | null {
  const intent = intentInRound(seated.quiz, event, parts.isForOthers);
  return intent === null ? null : { ...seated, event, intent };
}

/** `1 B`, typed after it was asked which group is meant. */
function readNumbered(
  event: TextEvent,
  rounds: readonly Seated[],
  { asked }: Meant,
  parts: PrivateAnswerParts,
): Told | null {
  const match = /^\s*(\p{Nd}{1,2})[\s.．、,，:：]+(\S.*)$/su.exec(event.text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const chat = asked[Number(normalise(match[1])) - 1];
  const seated = rounds.find(({ quiz }) => quiz.chat.id === chat);
  return seated === undefined ? null : toldOf(seated, { ...event, text: match[2] }, parts);
}

/** A round has closed a moment ago: a letter is plainly an answer to it, other words may be anything. */
function lateWork(answers: readonly Told[], parts: PrivateAnswerParts): Work | null {
  const plain = answers.filter(({ intent }) => intent.round.kind !== 'fill-in');
  const last = plain.reduce<Told | null>(
    (a, b) => (a === null || b.quiz.run.openedAtMs > a.quiz.run.openedAtMs ? b : a),
    null,
  );
  return last === null ? null : () => take(last, parts);
}

async function take({ quiz, person, event, intent }: Told, parts: PrivateAnswerParts): Promise<readonly Reply[]> {
  const { outcome, choice, answeredCount } = await recordIntent(parts.runs, quiz, intent, { event, person });
  if (outcome === 'new' || outcome === 'changed')
    showGroup({ quiz, person, event, intent }, { answeredCount, choice }, parts);
  const about = { round: intent.number, group: groupName(quiz.chat.title) };
  switch (outcome) {
    case 'new':
    case 'changed':
    case 'told-again':
      return [say(text('private-answer-noted', { ...about, choice: ownChoiceText(intent.round, choice) }))];
    case 'locked':
      return [say(text('private-answer-locked', { ...about, choice: ownChoiceText(intent.round, choice) }))];
    case 'late':
      return intent.round.kind === 'fill-in' ? [] : [say(text('private-answer-late', about))];
    case 'other-run':
      parts.open.forget(quiz.chat.id);
      return [];
    case 'left':
    case 'unknown-person':
      return [];
    default:
      return outcome satisfies never;
  }
}

/** The group sees that one more has answered, as it does for answers given there. */
function showGroup(
  { quiz, person, intent }: Told,
  { answeredCount, choice }: Pick<AnswerOutcome, 'answeredCount' | 'choice'>,
  parts: PrivateAnswerParts,
): void {
  const { chat, run, locale } = quiz;
  if (!parts.isHere(chat.address)) return;
  if (parts.canOf(chat.address).edit === null) {
    parts.acknowledger.acknowledgeSoon(quiz, person, choice);
    return;
  }
  const replies = countReplies(quiz, intent, answeredCount, { canEdit: true, nowMs: parts.clock() });
  if (replies.length > 0) parts.outbox.post({ chat, to: roomOf(chat, run), locale, cause: null }, replies);
}

const titleMaxCharacters = 30;
const wordsMaxCharacters = 30;

const groupName = (title: string): string | Text =>
  title === '' ? text('private-answer-group') : shorten(title, titleMaxCharacters);

async function ask(open: readonly Told[], member: string, parts: PrivateAnswerParts): Promise<readonly Reply[]> {
  const asked = open.map(({ quiz }) => quiz.chat.id);
  await parts.privateRounds.noteMeant(member, { asked, chosen: null });
  const rows = open.map(({ quiz, event }, index) =>
    text('private-answer-which-row', {
      say: literal(`${index + 1} ${shorten(event.text.trim(), wordsMaxCharacters)}`),
      group: groupName(quiz.chat.title),
    }),
  );
  return [say(lines(text('private-answer-which'), ...rows))];
}
