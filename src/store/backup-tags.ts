import { keyTable } from './keys.ts';

/** Worth nothing to a server that begins later: who holds what right now, and slots and open calls of the last two minutes. */
const leftOut = [
  'lease',
  'pace',
  'paceCalls',
  'paceChat',
  'paceRecent',
] as const satisfies readonly (keyof typeof keyTable)[];

const leftOutPatterns = leftOut.map((name) => patternOf(keyTable[name].pattern));

/** Keys of one installation, without its prefix, that no backup holds. */
export const isLeftOut = (key: string): boolean => leftOutPatterns.some((pattern) => pattern.test(key));

/** Of BullMQ's keys a backup holds the jobs that wait, told apart from its own bookkeeping by BullMQ itself. */
export const isOfQueue = (key: string): boolean => key.startsWith(`${keyTable.queue.pattern}:`);

/** What is read as one: all keys with the same hash tag; a key without one is by itself. */
export function tagOf(key: string): string {
  const open = key.indexOf('{');
  const close = key.indexOf('}', open + 1);
  return open === -1 || close <= open + 1 ? key : key.slice(open, close + 1);
}

/** What may hold keys of each phase, as SCAN takes it. */
export const phasePatterns = ['{c:*', '*', '{due:*'] as const;

/**
 * When a tag is read, as an index of `phasePatterns`: what second steps lead to comes after what they start from, so
 * that no step is caught half done; the index of what is due comes last, so that nothing due is lost between it and the
 * queue.
 */
export function phaseOf(tag: string): number {
  if (tag.startsWith('{c:')) return 0;
  return tag.startsWith('{due:') ? 2 : 1;
}

function patternOf(pattern: string): RegExp {
  const literal = pattern.replace(/[{}.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/<[^>]+>/g, '.+')}$`, 's');
}
