import type { Paper } from '../../domain/quiz/paper.ts';
import { lines, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { Run } from '../../store/run.ts';
import type { RunStore } from '../../store/runs.ts';
import type { Capabilities } from '../core/capabilities.ts';
import type { Address } from '../core/event.ts';
import { type Reply, reply, say } from '../core/reply.ts';
import { type OpenRounds, roundAt } from './open-rounds.ts';
import { boardText, optionChoices, optionColumns, questionText, resultText, shownNamesMax } from './round-texts.ts';
import type { Shelf } from './shelf.ts';
import { roundSlot } from './take-answer.ts';

export interface MessageParts {
  readonly runs: Pick<RunStore, 'paper' | 'answers' | 'board'>;
  readonly roster: Pick<RosterStore, 'shownNames'>;
  readonly shelf: Shelf;
  readonly open: OpenRounds;
  canOf(address: Address): Capabilities;
}

/** The paper of a run, from memory or one read. */
export async function paperOf(chat: Chat, run: Run, { open, runs }: MessageParts): Promise<Paper> {
  const known = open.get(chat.id);
  if (known?.run.id === run.id) return known.paper;
  const paper = await runs.paper(chat.id, run.id);
  if (paper === null) throw new Error(`the paper of quiz ${run.id} is gone`);
  return paper;
}

/** The question of a round with its options. */
export async function questionMessage(chat: Chat, run: Run, number: number, parts: MessageParts): Promise<Reply> {
  const paper = await paperOf(chat, run, parts);
  const round = roundAt(paper, number);
  if (round === null) throw new Error(`quiz ${run.id} has no round ${number}`);
  const question = questionText(paper, number, round, null);
  const words = isHintNeeded(chat, number, parts) ? lines(question, text('quiz-hint-private')) : question;
  const choices = optionChoices(run.id, number, round);
  const columns = optionColumns(round);
  const rememberAs = roundSlot(run.id, number);
  if (round.picture === null) return { ...reply({ kind: 'choices', text: words, choices, columns }), rememberAs };
  const { source, alt } = round.picture;
  const bytes = await parts.shelf.picture(chat.id, paper.bank, source);
  const described = text('quiz-picture', { alt });
  return bytes === null
    ? reply({ kind: 'text', text: described }, { kind: 'choices', text: words, choices, columns })
    : reply({ kind: 'image', image: { name: source, bytes }, caption: words, alt: described, choices, columns });
}

/** Once a quiz, where every answer is read by all: whoever likes may give theirs in private. */
function isHintNeeded(chat: Chat, number: number, { canOf }: MessageParts): boolean {
  if (!chat.isGroup || number !== 1) return false;
  const { buttons, privateAnswers } = canOf(chat.address);
  return buttons === null && privateAnswers === null;
}

/** The right answer of a round and who had it, from the answers recorded by now. */
export async function answerMessage(chat: Chat, run: Run, number: number, parts: MessageParts): Promise<Reply> {
  const round = roundAt(await paperOf(chat, run, parts), number);
  if (round === null) throw new Error(`quiz ${run.id} has no round ${number}`);
  const answers = await parts.runs.answers(chat.id, run.id, number);
  const right = answers.filter(({ points }) => points > 0).sort((a, b) => a.tookMs - b.tookMs);
  const seats = right.slice(0, shownNamesMax).map(({ seat }) => seat);
  const rightNames = chat.isGroup ? await parts.roster.shownNames(chat.id, seats) : [];
  return say(resultText({ number, round, answers, rightNames }));
}

/** The board of the whole quiz. */
export async function boardMessage(chat: Chat, run: Run, { runs, roster }: MessageParts): Promise<Reply> {
  const { standings, playerCount } = await runs.board(chat.id, run.id, shownNamesMax);
  const seats = standings.map(({ seat }) => seat);
  const names = await roster.shownNames(chat.id, seats);
  return say(boardText(run.bank, standings, names, playerCount));
}
