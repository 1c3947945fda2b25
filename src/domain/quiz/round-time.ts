import type { Question } from '../question.ts';

/** Time to find one's glasses: what every round has before the reading is counted. */
const baseMs = 12_000;
/** An older reader takes in about five Han characters a second, or fifteen letters. */
const hanMs = 200;
const letterMs = 65;
const perPictureMs = 6_000;
/** Typing a word takes longer than tapping a letter; several right options want a second look. */
const typingMs = 12_000;
const multipleFactor = 1.3;
const shortestMs = 20_000;
const longestMs = 120_000;
const stepMs = 5_000;

/** How long a round stays open, in whole five seconds from 20 s to 120 s: grows with what there is to read. */
export function roundTimeMs(question: Question): number {
  const words = [question.text, ...(question.kind === 'fill-in' ? [] : question.options)].join('');
  const hanCount = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  const reading = hanCount * hanMs + (words.length - hanCount) * letterMs;
  const extra = (question.picture === null ? 0 : perPictureMs) + (question.kind === 'fill-in' ? typingMs : 0);
  const factor = question.kind === 'multiple' ? multipleFactor : 1;
  const wanted = (baseMs + reading) * factor + extra;
  return Math.min(longestMs, Math.max(shortestMs, Math.ceil(wanted / stepMs) * stepMs));
}
