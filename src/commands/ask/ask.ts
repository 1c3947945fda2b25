import { z } from 'zod';
import type { PlanItem } from '../../domain/plan/plan.ts';
import type { Question } from '../../domain/question.ts';
import { createWordIndex, type WordIndex } from '../../domain/word-index.ts';
import { putNewest } from '../../domain/put-newest.ts';
import { Refusal } from '../../errors.ts';
import type { Locale } from '../../i18n/locale.ts';
import { lines, literal, type Text, text } from '../../i18n/text.ts';
import type { PlanStore } from '../../store/plans.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { type Reply, say } from '../core/reply.ts';
import type { Shelf } from '../quiz/shelf.ts';

export interface AskParts {
  readonly shelf: Shelf;
  readonly plans: PlanStore;
}

interface Found {
  readonly words: string;
  readonly answer: Text;
}

interface Index {
  readonly words: WordIndex;
  readonly found: readonly Found[];
  readonly builtAtMs: number;
}

/** `/ask words`: answers from the chat's banks and plan, with the source; nothing is made up. */
export function createAskCommand(parts: AskParts): AnyCommand {
  const indexes = new Map<string, Index>();
  return command({
    name: 'ask',
    words: ['查', 'ask'],
    where: 'anywhere',
    who: 'member',
    summary: 'ask-summary',
    usage: 'ask-usage',
    args: z.string().trim().min(1).max(200),
    isCall: (rest, { isGroup }) => rest !== '' && (!isGroup || (rest.length <= 40 && !/[？?！!。]/u.test(rest))),
    run: async (words, context) => [await ask(words, context, parts, indexes)],
  });
}

/** An index is built anew after this; a bank imported meanwhile is found then. */
const freshMs = 60_000;
const indexesMax = 20;
const shownMax = 2;

async function ask(words: string, context: Context, parts: AskParts, indexes: Map<string, Index>): Promise<Reply> {
  // While a quiz runs the answers stay in the drawer.
  if (context.run !== null) throw new Refusal('ask-during-quiz');
  const index = await indexOf(context, parts, indexes);
  const answers = index.words.search(words, shownMax).flatMap((at) => index.found[at]?.answer ?? []);
  if (answers.length === 0) return say(text('ask-nothing', { words }));
  return say(lines(...answers));
}

async function indexOf({ chat, locale, nowMs }: Context, parts: AskParts, indexes: Map<string, Index>): Promise<Index> {
  const key = `${chat.id}:${locale}`;
  const known = indexes.get(key);
  if (known !== undefined && nowMs - known.builtAtMs < freshMs && nowMs >= known.builtAtMs) return known;
  const found = await collect(chat.id, locale, parts);
  const built = { words: createWordIndex(found.map((entry) => entry.words)), found, builtAtMs: nowMs };
  putNewest(indexes, key, built, indexesMax);
  return built;
}

async function collect(chat: string, locale: Locale, { shelf, plans }: AskParts): Promise<readonly Found[]> {
  const listed = await shelf.list(chat, locale);
  const banks = await Promise.all(listed.map(({ name }) => shelf.open(chat, name, locale)));
  const questions = banks.flatMap((bank) =>
    (bank?.questions ?? []).map((question) => ({ question, bank: bank?.name ?? '' })),
  );
  const items = await plans.items(chat);
  return [
    ...questions.map(({ question, bank }) => ({ words: wordsOf(question), answer: questionAnswer(question, bank) })),
    ...items.map((planItem) => ({ words: `${planItem.title} ${planItem.detail}`, answer: planAnswer(planItem) })),
  ];
}

const rightOf = (question: Question): string =>
  question.kind === 'fill-in'
    ? (question.accepted[0] ?? '')
    : question.correct.map((position) => question.options[position] ?? '').join('、');

const wordsOf = (question: Question): string =>
  [question.text, rightOf(question), question.explanation, question.topic].join(' ');

function questionAnswer(question: Question, bank: string): Text {
  return lines(
    text('ask-question', { question: question.text, answer: rightOf(question) }),
    question.explanation === '' ? null : literal(question.explanation),
    text('ask-source', { source: question.source === '' ? bank : question.source }),
  );
}

function planAnswer({ on, title, detail }: PlanItem): Text {
  return lines(text('ask-plan', { day: { on }, title }), detail === '' ? null : literal(detail));
}
