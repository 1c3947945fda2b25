import { z, type ZodType } from 'zod';

/** What a script answers as cjson text, read by `shape`. */
export const jsonReply = <T>(shape: ZodType<T>): ZodType<T> =>
  z
    .string()
    .transform((json) => JSON.parse(json) as unknown)
    .pipe(shape);
