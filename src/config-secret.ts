import { inspect } from 'node:util';

/** A value that prints as `[secret]` wherever it is printed; `reveal()` is the only way to it. */
export interface Secret {
  readonly reveal: () => string;
  readonly toString: () => string;
  readonly toJSON: () => string;
  readonly [inspect.custom]: () => string;
}

const mask = (): string => '[secret]';

/** The value behind a mask; it is held in a closure, so that no property holds it. */
export function secret(value: string): Secret {
  return Object.freeze({ reveal: () => value, toString: mask, toJSON: mask, [inspect.custom]: mask });
}
