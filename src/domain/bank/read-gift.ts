import { parse, SyntaxError as GiftSyntaxError, type GIFTQuestion } from 'gift-pegjs';
import type { Picture } from '../question.ts';
import { maxQuestions } from './bank-limits.ts';
import type { BankDraft, DraftQuestion } from './draft-question.ts';
import { giftAnswer } from './gift-answer.ts';
import { splitGift, type GiftBlock } from './gift-blocks.ts';
import { prepareGift } from './gift-source.ts';
import { giftPicture, giftText } from './gift-text.ts';
import { problemAt, type ImportProblem } from './import-problem.ts';

type QuestionBlock = Extract<GiftBlock, { kind: 'question' }>;
type Parsed = Exclude<GIFTQuestion, { type: 'Description' | 'Category' }>;
type GiftRead =
  { readonly question: DraftQuestion } | { readonly skip: ImportProblem } | { readonly problem: ImportProblem };

/** A longer block is no question but a file gone wrong; it keeps the grammar's time within bounds. */
const maxBlockCharacters = 10_000;

/** The questions of a GIFT text, each parsed on its own so that one mistake names its line and hides no other. */
export function readGift(text: string): BankDraft {
  const questions: DraftQuestion[] = [];
  const problems: ImportProblem[] = [];
  const skipped: ImportProblem[] = [];
  let topic = '';
  const blocks = splitGift(text);
  if (blocks.filter(({ kind }) => kind === 'question').length > maxQuestions)
    return { name: '', questions, problems: [problemAt(0, 'too-many-questions', maxQuestions)], skipped };
  for (const block of blocks) {
    if (block.kind === 'category') {
      topic = topicOf(block.path);
      continue;
    }
    const read = readBlock(block, topic);
    if ('question' in read) questions.push(read.question);
    else if ('skip' in read) skipped.push(read.skip);
    else problems.push(read.problem);
  }
  return { name: '', questions, problems, skipped };
}

/** `$course$/top/Geography/Rivers` → `Geography/Rivers`. */
function topicOf(path: string): string {
  const parts = path.split('/').map((part) => part.trim());
  const isMoodles = (part: string): boolean => /^\$[a-z]+\$$/.test(part) || part === 'top' || part === '';
  const first = parts.findIndex((part) => !isMoodles(part));
  return first < 0 ? '' : parts.slice(first).join('/');
}

function readBlock(block: QuestionBlock, topic: string): GiftRead {
  const line = block.lines[0]?.number ?? 0;
  const text = block.lines.map((one) => one.text).join('\n');
  if (block.openLine !== null) return { problem: problemAt(block.openLine, 'unclosed-brace') };
  if (text.length > maxBlockCharacters) return { problem: problemAt(line, 'text-too-long', maxBlockCharacters) };
  if (!/(?:^|[^\\])[{}]/.test(text)) return { skip: problemAt(line, 'unsupported-type', 'description') };
  const source = prepareGift(text);
  try {
    const [parsed, ...more] = parse(source.body.trimEnd());
    if (parsed === undefined || more.length > 0) return { problem: problemAt(line, 'bad-gift') };
    if (parsed.type === 'Description' || parsed.type === 'Category')
      return { skip: problemAt(line, 'unsupported-type', 'description') };
    return draftOf(parsed, { block, line, topic, title: source.title });
  } catch (error) {
    if (!(error instanceof GiftSyntaxError)) throw error;
    const at = block.lines[source.titleLines + error.location.start.line - 1]?.number ?? line;
    return { problem: problemAt(at, 'bad-gift', error.found ?? '') };
  }
}

interface Surroundings {
  readonly block: QuestionBlock;
  readonly line: number;
  readonly topic: string;
  readonly title: string;
}

function draftOf(parsed: Parsed, { block, line, topic, title }: Surroundings): GiftRead {
  const read = giftAnswer(parsed);
  if ('unsupported' in read) return { skip: problemAt(line, 'unsupported-type', read.unsupported) };
  if ('code' in read) return { problem: { line, ...read } };
  const own = giftPicture(parsed.stem);
  const inOptions = parsed.type === 'MC' && parsed.choices.some(({ text }) => giftPicture(text) !== null);
  if (own === 'missing' || inOptions) return { skip: problemAt(line, 'missing-picture') };
  const stem = giftText(parsed.stem).replace(/_____ (?=[.,;:!?。，；：！？、）)])/g, '_____');
  return {
    question: {
      line,
      text: stem === '' ? title : stem,
      options: read.options,
      answer: read.answer,
      explanation: [...read.feedback, giftText(parsed.globalFeedback)].filter((text) => text !== '').join('\n'),
      source: commentValue(block.comments, 'source'),
      topic,
      picture: own ?? commentPicture(block.comments),
    },
  };
}

/** GIFT has no place for a source or a local picture: our export writes them as comments (`// source: …`). */
function commentValue(comments: readonly string[], key: string): string {
  const found = comments.find((comment) => comment.startsWith(`${key}:`));
  return found === undefined ? '' : found.slice(key.length + 1).trim();
}

function commentPicture(comments: readonly string[]): Picture | null {
  const source = commentValue(comments, 'picture');
  return source === '' ? null : { source, alt: commentValue(comments, 'picture-alt') };
}
