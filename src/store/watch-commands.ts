import type { Command } from 'ioredis';
import type { RedisClient } from './client.ts';
import { scriptNamed } from './script.ts';
import { storeErrorOf } from './store-error.ts';

/** Hears of every command when it is answered or given up. */
export interface CommandWatch {
  nowMs(): number;
  /** `command` is the name of a script where it is one of ours. `code` is a StoreErrorCode, or null when the command was answered. */
  askedRedis(command: string, code: string | null, sinceMs: number): void;
}

/** What the client says by itself when it connects, some of it in vain: older servers do not know all of it. */
const greetings: ReadonlySet<string> = new Set(['hello', 'auth', 'client', 'select', 'info', 'readonly', 'cluster']);

/** Part of how scripts are called, and of no interest. */
const scriptMissing = 'NOSCRIPT';

/** All commands of a client go through it, those of transactions too. */
interface CommandSender {
  sendCommand(command: Command, ...where: readonly unknown[]): unknown;
}

const nameOf = ({ name, args }: Command): string =>
  (name === 'evalsha' ? scriptNamed(String(args[0])) : undefined) ?? name;

/** From now on tells `watch` of every command of the client; the client works as before. */
export function watchCommands(redis: RedisClient, watch: CommandWatch): void {
  const client = redis as CommandSender;
  const send = client.sendCommand.bind(redis);
  /** What waits for the connection comes by a second time when there is one. */
  const waiting = new WeakSet<object>();
  client.sendCommand = (command, ...where) => {
    if (greetings.has(command.name)) return send(command, ...where);
    if (redis.status !== 'ready') {
      if (waiting.has(command)) return send(command, ...where);
      waiting.add(command);
    } else if (waiting.delete(command)) return send(command, ...where);
    const { promise } = command;
    const name = nameOf(command);
    const sinceMs = watch.nowMs();
    // Beside whoever waits for the answer: a rejection stays theirs.
    promise.then(
      () => {
        watch.askedRedis(name, null, sinceMs);
      },
      (error: unknown) => {
        const isMissing = error instanceof Error && error.message.startsWith(scriptMissing);
        watch.askedRedis(name, isMissing ? null : storeErrorOf(error).code, sinceMs);
      },
    );
    return send(command, ...where);
  };
}
