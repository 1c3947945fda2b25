/** A picture of 32 by 24 points, for tests to which it does not matter what it shows. */
export const TINY_PNG: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAYCAIAAAAUMWhjAAAAJElEQVR42mPQq71IU8QwasGoBaMWjFowasGoBaMWjFowNCwAAL+6dD3k3PHsAAAAAElFTkSuQmCC',
  'base64',
);
