import { ConfigError, type ConfigProblem } from '../errors.ts';

interface Closable {
  close(): Promise<void>;
}

/** All values; or one error that names everything that is wrong, with what was opened closed again. */
export async function allOrNone<T extends readonly (Closable | object | null | undefined)[]>(work: {
  readonly [Index in keyof T]: Promise<T[Index]>;
}): Promise<T> {
  const outcomes = await Promise.allSettled(work);
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  if (errors.length === 0)
    return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as never;
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled' && isClosable(outcome.value)) await outcome.value.close();
  }
  throw merged(errors);
}

const isClosable = (value: unknown): value is Closable =>
  typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function';

/** What is no question of configuration comes first; questions of configuration are told together. */
function merged(errors: readonly unknown[]): unknown {
  const problems: ConfigProblem[] = [];
  for (const error of errors) {
    if (!(error instanceof ConfigError)) return error;
    problems.push(...error.problems);
  }
  return new ConfigError(problems);
}
