import type { Picture } from '../question.ts';
import { maxOptions } from './bank-limits.ts';
import { readDeclaredType } from './declared-type.ts';
import type { DraftAnswer, DraftQuestion } from './draft-question.ts';
import { flaw, type Flaw } from './import-problem.ts';
import { readOptionList, type OptionList } from './json-options.ts';
import { asText, asTexts, field, fieldsOf, isObject, type JsonFields, type JsonObject } from './json-value.ts';
import { decodeEntities } from './markup.ts';
import { readAnswer } from './read-answer.ts';
import { readTrueFalse } from './true-false.ts';

/** A question without its line, a flaw of it, or the type that cannot be asked in a chat. */
export type JsonQuestion = Omit<DraftQuestion, 'line'> | Flaw | { readonly unsupported: string };

const names = {
  type: ['type', 'kind', 'questiontype', '题型', '类型'],
  text: ['question', 'text', 'stem', 'title', 'content', 'prompt', '题目', '题干'],
  options: ['options', 'choices', 'answers', '选项'],
  answer: ['answer', 'correct', 'correctanswer', 'correctanswers', 'correctoption', '答案', '正确答案'],
  accepted: ['accepted', 'acceptedanswers', 'alternatives'],
  explanation: ['explanation', 'explain', 'feedback', 'rationale', 'analysis', '解析'],
  source: ['source', 'reference', '来源', '出处'],
  topic: ['topic', 'category', 'subject', '分类', '知识点'],
  picture: ['picture', 'image', '图片'],
} as const;

/**
 * One question of our own JSON form. Answers are letters or option texts, one or a list of them, `true`/`false`, or
 * `accepted` for typed ones. A number is taken only where the options themselves are numbers: some tools count from 0,
 * others from 1.
 */
export function readJsonQuestion(value: JsonObject, path: string): JsonQuestion {
  const fields = fieldsOf(value);
  const typeText = asText(field(fields, names.type)) ?? '';
  const type = readDeclaredType(typeText);
  if (type === 'unsupported') return { unsupported: typeText };
  const texts = readTexts(fields);
  if (typeof texts === 'string') return flaw('wrong-shape', `${path}.${texts}`);
  const picture = readPicture(field(fields, names.picture));
  if (picture === 'wrong') return flaw('wrong-shape', `${path}.picture`);
  const list = readOptionList(field(fields, names.options));
  if (list === null) return flaw('wrong-shape', `${path}.options`);
  const answer = jsonAnswer(fields, list, type);
  if (answer === null) return flaw('wrong-shape', `${path}.answer`);
  return 'code' in answer ? answer : { ...texts, picture, options: list.options, answer };
}

type Texts = Pick<DraftQuestion, 'text' | 'explanation' | 'source' | 'topic'>;

function readTexts(fields: JsonFields): Texts | keyof Texts {
  const texts = { text: '', explanation: '', source: '', topic: '' };
  for (const key of Object.keys(texts) as (keyof Texts)[]) {
    const text = asText(field(fields, names[key]));
    if (text === null) return key;
    texts[key] = text;
  }
  return texts;
}

function readPicture(value: unknown): Picture | null | 'wrong' {
  if (value === undefined || value === '') return null;
  if (typeof value === 'string') return { source: value, alt: '' };
  if (!isObject(value)) return 'wrong';
  const fields = fieldsOf(value);
  const source = asText(field(fields, ['source', 'url', 'src']));
  const alt = asText(field(fields, ['alt', 'description']));
  return source === null || source === '' || alt === null ? 'wrong' : { source, alt };
}

type PlainType = Parameters<typeof readAnswer>[0]['type'];

function jsonAnswer(fields: JsonFields, list: OptionList, type: PlainType): DraftAnswer | Flaw | null {
  const accepted = asTexts(field(fields, names.accepted));
  if (accepted === null) return null;
  if (accepted.length > 0 && (type === null || type === 'fill-in')) return { kind: 'fill-in', accepted };
  if (list.options.length > maxOptions) return flaw('too-many-options', list.options.length);
  const stated = field(fields, names.answer) ?? list.marked;
  const answers = asTexts(stated);
  if (answers === null) return null;
  if (type === 'fill-in') return answers.length === 0 ? flaw('no-answer') : { kind: 'fill-in', accepted: answers };
  const isNumber =
    typeof stated === 'number' || (Array.isArray(stated) && stated.some((one) => typeof one === 'number'));
  if (isNumber && !list.isNumeric) return flaw('ambiguous-answer', answers.join(', '));
  if (typeof stated === 'boolean' && list.options.length === 0) return { kind: 'true-false', isTrue: stated };
  return answers.length > 1 && list.options.length > 0
    ? severalAnswers(answers, list.options, type)
    : readAnswer({ type, options: list.options, answer: answers.join('\n'), isNumbered: false });
}

/** Each of the list on its own, so that an option text may hold any sign. */
function severalAnswers(answers: readonly string[], options: readonly string[], type: PlainType): DraftAnswer | Flaw {
  const correct: number[] = [];
  for (const answer of answers) {
    const read = readAnswer({ type: 'choice', options, answer, isNumbered: false });
    if ('code' in read) return read;
    if (read.kind === 'single' || read.kind === 'multiple') correct.push(...read.correct);
  }
  if (correct.length < answers.length) return flaw('unknown-option', answers.join(', '));
  if (type === 'single' && correct.length > 1) return flaw('several-correct-options', answers.join(', '));
  return { kind: 'multiple', correct: correct.sort((a, b) => a - b) };
}

/** One result of the Open Trivia Database: entities are decoded, the right answer goes to a place that its text decides. */
export function readTriviaQuestion(value: JsonObject, path: string): JsonQuestion {
  const texts = asTexts(value['incorrect_answers'])?.map(decodeEntities);
  const right = asText(value['correct_answer']);
  const text = asText(value['question']);
  const topic = asText(value['category']);
  if (texts === undefined || right === null || text === null || topic === null) return flaw('wrong-shape', path);
  const correct = decodeEntities(right);
  const isTrue = value['type'] === 'boolean' ? readTrueFalse(correct, true) : null;
  const options = [...texts, correct].sort();
  return {
    text: decodeEntities(text),
    topic: decodeEntities(topic),
    explanation: '',
    source: 'Open Trivia Database (CC BY-SA 4.0)',
    picture: null,
    options: isTrue === null ? options : [],
    answer: isTrue === null ? { kind: 'single', correct: [options.indexOf(correct)] } : { kind: 'true-false', isTrue },
  };
}
