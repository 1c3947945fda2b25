/** One thing wrong with a request. */
export type Problem = {
  readonly code:
    | 'unknown-method'
    | 'unknown-field'
    | 'missing-field'
    | 'deprecated-field'
    | 'wrong-type'
    | 'wrong-value'
    | 'too-short'
    | 'too-long'
    | 'too-many'
    | 'bad-text'
    | 'bad-button'
    | 'bad-keyboard'
    | 'conflict';
  /** Where, e.g. `reply_markup.inline_keyboard[0][1].callback_data`; empty for the request as a whole. */
  readonly path: string;
  readonly message: string;
  /** What the real server would answer, where that is known. */
  readonly answer?: string;
};

/** A problem; `answer` is the text after "Bad Request: " of the real server. */
export function problem(code: Problem['code'], path: string, message: string, answer?: string): Problem {
  return { code, path, message, ...(answer === undefined ? {} : { answer }) };
}

/** `parent.child`, or just `child` at the top. */
export const below = (parent: string, child: string): string => (parent === '' ? child : `${parent}.${child}`);
