import { normalise } from '../../domain/normalise.ts';

/** What `/quiz …` asks for. */
export type QuizWish =
  | { readonly kind: 'start'; readonly bank: string | null; readonly count: number | null }
  | { readonly kind: QuizControl };

export type QuizControl = 'stop' | 'skip' | 'pause' | 'resume' | 'banks';

const controls: Readonly<Record<QuizControl, readonly string[]>> = {
  stop: ['stop', 'end', '停止', '结束', '停'],
  skip: ['skip', 'next', '跳过', '下一题'],
  pause: ['pause', '暂停'],
  resume: ['resume', 'continue', '继续', '恢复'],
  banks: ['list', 'banks', '列表', '题库'],
};

const controlOf = new Map(
  Object.entries(controls).flatMap(([control, words]) => words.map((word) => [word, control as QuizControl] as const)),
);

/** Rounds that one quiz may have. */
export const roundsMax = 50;

/** The wish in the words after `/quiz`: a control word, or a bank's name and a number of rounds, either or both. */
export function readQuizWish(words: string): QuizWish {
  const plain = normalise(words);
  const control = controlOf.get(plain);
  if (control !== undefined) return { kind: control };
  const match =
    /^(?:(.*?)\s+)?(\d{1,4})\s*(?:题|道题?|questions?)?$/u.exec(plain) ??
    /^(.*?)(\d{1,3})\s*(?:题|道题?)$/u.exec(plain);
  if (match?.[2] === undefined) return { kind: 'start', bank: plain === '' ? null : plain, count: null };
  const bank = match[1] === undefined || match[1] === '' ? null : match[1];
  return { kind: 'start', bank, count: Number(match[2]) };
}

/** Whether words after a bare `答题` still are a call: a control word, a count, or one name; not a sentence. */
export function isQuizCall(words: string): boolean {
  if (words === '' || controlOf.has(normalise(words))) return true;
  return (
    /^\S{1,20}$|^(?:\S{1,20}\s+){0,4}\d{1,4}(?:\s*(?:题|題|道|questions?))?$/u.test(words) &&
    !/[？?！!。，,]/u.test(words)
  );
}

/** One word that may be a bank's name, not the middle of a sentence (“quiz at 5”). */
export const isOneName = (name: string): boolean =>
  /^\S+$/u.test(name) &&
  !/^(?:at|by|on|in|is|no|for|of|day|week|chapter|unit|page|part|until|till|room|the|第|还有|還有)$/u.test(name);
