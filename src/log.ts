import { pino } from 'pino';
import type { Secret } from './config-secret.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

type LogValue = string | number | boolean | null | undefined | Error | readonly (string | number)[];

/** Chosen values only: a platform's context or payload does not fit, so that no message text ends in a log. */
export type LogFields = Readonly<Record<string, LogValue>>;

export interface Log {
  readonly debug: (fields: LogFields, message: string) => void;
  readonly info: (fields: LogFields, message: string) => void;
  readonly warn: (fields: LogFields, message: string) => void;
  readonly error: (fields: LogFields, message: string) => void;
  /** Whether `debug` lines are written. */
  readonly isDebug?: boolean;
  /** The same log with these fields on every line. */
  readonly child: (fields: LogFields) => Log;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** Values that must never be printed, whatever their shape. */
  readonly secrets?: readonly Secret[];
  /** Where finished lines go; standard error if not given. */
  readonly destination?: (line: string) => void;
}

/** A log of JSON lines from which tokens, passwords and the given secrets are struck out as the last step. */
export function createLog({ level, secrets = [], destination = toStandardError }: LogOptions): Log {
  const scrub = createScrubber(secrets);
  const write = (line: string): void => {
    destination(scrub(line));
  };
  return wrap(
    pino(
      {
        level,
        base: { pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }), log: describeErrors, bindings: describeErrors },
      },
      { write },
    ),
  );
}

/** Name, code, message, stack and causes of an error and nothing else of it: SDK errors carry whole messages along. */
export function describeError(error: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    message,
    stack,
    ...(cause !== undefined && depth < deepestCause ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

const deepestCause = 3;

/** Text in which tokens, passwords in URLs and the given secrets are replaced by `[secret]`. */
export function createScrubber(secrets: readonly Secret[]): (text: string) => string {
  const exact = secrets
    .flatMap((secret) => [secret.reveal(), JSON.stringify(secret.reveal()).slice(1, -1)])
    .filter((value) => value.length >= shortestExactSecret);
  const patterns = [...new Set(exact)].sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text.replace(telegramToken, '[secret]').replace(urlCredentials, '$1[secret]@');
    for (const value of patterns) clean = clean.replaceAll(value, '[secret]');
    return clean;
  };
}

/** Shorter ones would strike out ordinary words. */
const shortestExactSecret = 4;
/** No `\b` in front: in `/bot123:…/` of a Bot API address there is none. https://core.telegram.org/bots/api#authorizing-your-bot */
const telegramToken = /\d{6,12}(?::|%3A)[A-Za-z0-9_-]{30,}/gi;
const urlCredentials = /((?:rediss?|https?):\/\/)[^\s/"'@\\]+@/gi;

function describeErrors(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, value instanceof Error ? describeError(value) : value]),
  );
}

function toStandardError(line: string): void {
  process.stderr.write(line);
}

function wrap(logger: pino.Logger): Log {
  return {
    isDebug: logger.isLevelEnabled('debug'),
    debug: (fields, message) => {
      logger.debug(fields, message);
    },
    info: (fields, message) => {
      logger.info(fields, message);
    },
    warn: (fields, message) => {
      logger.warn(fields, message);
    },
    error: (fields, message) => {
      logger.error(fields, message);
    },
    child: (fields) => wrap(logger.child(fields)),
  };
}
