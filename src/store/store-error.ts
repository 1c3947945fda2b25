import { StoreError, type StoreErrorCode } from '../errors.ts';

/** The StoreError that an error of the Redis client stands for. */
export function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/^(READONLY|MISCONF|NOREPLICAS)/.test(message))
    return new StoreError('redis-read-only', message, { cause: error });
  if (message.startsWith('OOM')) return new StoreError('redis-full', message, { cause: error });
  if (/^(ERR|WRONGTYPE|CROSSSLOT|NOPERM)/.test(message))
    return new StoreError('redis-reply', message, { cause: error });
  return new StoreError('redis-unreachable', message, { cause: error });
}

/** The result of `work`; any client error comes out as StoreError. */
export async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storeErrorOf(error);
  }
}

const troubles: Readonly<Record<StoreErrorCode, string>> = {
  'redis-unreachable': 'does not answer',
  'redis-read-only': 'takes no writes',
  'redis-reply': 'answers with an error',
  'redis-full': 'is full',
};

/** What Redis does, for operators, with the code under which docs/errors.md goes on; the client's own words are for programmers. */
export const troubleOf = ({ code }: StoreError): string => `${troubles[code]} (${code})`;
