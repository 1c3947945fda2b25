import { z } from 'zod';
import { letterOf } from '../../domain/quiz/paper.ts';
import { Refusal } from '../../errors.ts';
import { blankLine, lines, literal, type Text, text } from '../../i18n/text.ts';
import type { Question } from '../../domain/question.ts';
import type { BankStore } from '../../store/banks.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { privately, type Reply, say } from '../core/reply.ts';
import type { Shelf } from '../quiz/shelf.ts';

export interface BankParts {
  readonly banks: BankStore;
  readonly shelf: Shelf;
}

type BankWish =
  | { readonly kind: 'list' }
  | { readonly kind: 'show'; readonly name: string; readonly page: number }
  | { readonly kind: 'delete'; readonly name: string };

const pageSize = 5;

function readBankWish(words: string): BankWish | null {
  if (/^(list|列表)?$/i.test(words)) return { kind: 'list' };
  const match = /^(show|delete|看|查看|删除|刪除)\s+(.+?)(?:\s+(\d{1,4}))?$/iu.exec(words);
  const [, verb, name, page] = match ?? [];
  if (verb === undefined || name === undefined) return null;
  if (/^(show|看|查看)$/i.test(verb)) return { kind: 'show', name, page: Number(page ?? 1) };
  return { kind: 'delete', name: page === undefined ? name : `${name} ${page}` };
}

/** One Chinese word, as banks are called; an English one may go on an ordinary sentence (“bank holiday”). */
const isBankName = (words: string): boolean =>
  /^\p{Script=Han}{1,12}\d{0,3}$/u.test(words) && !/[哪谁誰吗嗎呢吧啊]|什么|什麼/u.test(words);

/** `/bank`: the banks of the chat; an organiser may read one through in private, or delete it. */
export function createBankCommand(parts: BankParts): AnyCommand {
  return command({
    name: 'bank',
    words: ['题库', '題庫', 'bank'],
    where: 'anywhere',
    who: 'organiser',
    summary: 'bank-summary',
    usage: 'bank-usage',
    args: z
      .string()
      .transform(readBankWish)
      .pipe(z.custom<BankWish>((wish) => wish !== null)),
    isCall: (rest, { isGroup }) => !isGroup || readBankWish(rest) !== null || isBankName(rest),
    run: (wish, context) => runWish(wish, context, parts),
  });
}

async function runWish(wish: BankWish, context: Context, parts: BankParts): Promise<readonly Reply[]> {
  const { chat, locale, event, run } = context;
  switch (wish.kind) {
    case 'list': {
      const banks = await parts.shelf.list(chat.id, locale);
      const rows = banks.map(({ name, questionCount }) => text('quiz-bank-row', { name, count: questionCount }));
      return [say(lines(text('quiz-bank-list'), ...rows, blankLine, text('bank-usage')))];
    }
    case 'show':
      // Whoever plays may be the organiser: nobody reads the answers while they are asked for.
      if (run !== null) throw new Refusal('ask-during-quiz');
      return [privately(say(await pageText(wish.name, wish.page, context, parts)))];
    case 'delete': {
      if (await parts.banks.remove(chat.id, event.id, wish.name))
        return [say(text('bank-deleted', { name: wish.name }))];
      const isBuiltIn = (await parts.shelf.open(chat.id, wish.name, locale)) !== null;
      throw new Refusal(isBuiltIn ? 'bank-built-in' : 'bank-unknown', { name: wish.name });
    }
    default:
      return wish satisfies never;
  }
}

async function pageText(name: string, page: number, { chat, locale }: Context, { shelf }: BankParts): Promise<Text> {
  const bank = await shelf.open(chat.id, name, locale);
  if (bank === null) throw new Refusal('bank-unknown', { name });
  const pageCount = Math.max(1, Math.ceil(bank.questions.length / pageSize));
  if (page < 1 || page > pageCount) throw new Refusal('bank-no-page', { page, count: pageCount });
  const from = (page - 1) * pageSize;
  const shown = bank.questions.slice(from, from + pageSize);
  return lines(
    text('bank-page', { name: bank.name, page, count: pageCount }),
    ...shown.flatMap((question, index) => [blankLine, ...questionLines(question, from + index + 1)]),
  );
}

function questionLines(question: Question, number: number): readonly Text[] {
  const head = literal(`${number}. ${question.text}`);
  if (question.kind === 'fill-in') return [head, literal(`= ${question.accepted.join(' / ')}`)];
  const options = question.options.map((option, position) =>
    literal(`${question.correct.includes(position) ? '✓' : '  '} ${letterOf(position)}. ${option}`),
  );
  return [head, ...options];
}
