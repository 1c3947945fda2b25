import type { TextKey, TextParams } from './i18n/text.ts';

/** A wish that cannot be granted, said to the person in the chat's language: a text key and its variables. */
export class Refusal extends Error {
  readonly key: TextKey;
  readonly params: TextParams;

  constructor(key: TextKey, params: TextParams = {}) {
    super(key);
    this.name = 'Refusal';
    this.key = key;
    this.params = params;
  }
}

export const storeErrorCodes = ['redis-unreachable', 'redis-read-only', 'redis-reply', 'redis-full'] as const;
export type StoreErrorCode = (typeof storeErrorCodes)[number];

/** The store did not do what was asked; nothing may be acknowledged. Codes are explained in docs/errors.md. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

export const deliveryErrorCodes = [
  'rate-limited',
  'gone',
  'moved',
  'forbidden',
  'bad-request',
  'unknown-outcome',
  'unreachable',
  'unauthorised',
] as const;
export type DeliveryErrorCode = (typeof deliveryErrorCodes)[number];

export interface DeliveryErrorDetails extends ErrorOptions {
  /** With `rate-limited`: how long the platform asks us to wait. */
  readonly retryAfterMs?: number;
  /** With `moved`: the chat's new id on the same platform and account. */
  readonly movedTo?: string;
}

/** A platform did not take a message; see docs/errors.md for what each code means and what is done about it. */
export class DeliveryError extends Error {
  readonly code: DeliveryErrorCode;
  readonly retryAfterMs: number | null;
  readonly movedTo: string | null;

  constructor(code: DeliveryErrorCode, message: string, details: DeliveryErrorDetails = {}) {
    super(message, details);
    this.name = 'DeliveryError';
    this.code = code;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.movedTo = details.movedTo ?? null;
  }
}

/** One thing wrong in the configuration: which key and what to do about it. */
export interface ConfigProblem {
  readonly key: string;
  readonly message: string;
}

/** Everything that is wrong in the configuration at once; the process ends with exit code 2. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ key, message }) => `${key}: ${message}`).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
