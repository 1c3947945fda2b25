import { randomBytes } from 'node:crypto';
import { ConfigError, DeliveryError, StoreError } from '../errors.ts';
import { createLog, createScrubber } from '../log.ts';
import { secretsIn } from './secrets-in.ts';

export const exitCodes = { done: 0, failed: 1, wrong: 2 } as const;

/** Says what went wrong on standard error, in words without a stack, and returns the code to end with. */
export function reportFailure(error: unknown, env: Readonly<Record<string, string | undefined>>): number {
  const secrets = secretsIn(env);
  const scrub = createScrubber(secrets);
  const say = (line: string): void => {
    process.stderr.write(`${scrub(line)}\n`);
  };
  if (error instanceof ConfigError) {
    for (const { key, message } of error.problems) say(`${key}: ${message}`);
    return exitCodes.wrong;
  }
  if (error instanceof StoreError || error instanceof DeliveryError) {
    say(`${error.code}: ${error.message}`);
    return exitCodes.failed;
  }
  if (error instanceof CommandFailure) {
    say(error.message);
    return error.exitCode;
  }
  const incident = randomBytes(4).toString('hex');
  createLog({ level: 'error', secrets }).error({ incident, error: asError(error) }, 'the command failed');
  say(`Something went wrong that should not have (incident ${incident}, see the log line above).`);
  return exitCodes.failed;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** A command that cannot do what it was asked; its message is for people. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}
