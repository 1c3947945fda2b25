import type { Chat, Update } from '@grammyjs/types';
import { isTaken, type CallFilter, type CallRecord, type Violation } from '../call-log.ts';
import { checkResult, checkUpdate } from '../schema/check-request.ts';
import type { Problem } from '../schema/problem.ts';
import type { Services } from '../services.ts';
import { transcript, type SeenMessage } from '../transcript.ts';
import type { Delivery } from '../webhook.ts';
import { chatStateFor, type Ref } from './refs.ts';

const DEFAULT_WAIT_MS = 5000;

/** What a test can see: chats, calls, breaches of the rules, and waiting for any of it. */
export function observingDriver(services: Services) {
  const { world, calls, violations, waiting, webhook, poller } = services;
  const messages = (chat: Ref): SeenMessage[] => transcript(chatStateFor(world, chat));
  return {
    /** What is in the chat now. */
    messages,
    botMessages: (chat: Ref): SeenMessage[] => messages(chat).filter((one) => one.isByBot),
    chat: (ref: Ref): Chat => chatStateFor(world, ref).chat,
    /** The bytes of a file that was sent by anybody. */
    fileBytes: (fileId: string): Buffer | undefined => world.files.get(fileId)?.bytes,
    /** Commands set for each scope and language (`default`, `default zh`, `chat 42 en` …). */
    commands: (): ReadonlyMap<string, readonly { readonly command: string; readonly description: string }[]> =>
      world.commands,

    /** Calls so far, oldest first; without a filter all but getUpdates. */
    calls: (filter?: CallFilter): CallRecord[] => calls.filter((call) => isTaken(call, filter)),
    /** The first value `look` finds that is not null, undefined or false; rejects with the last calls. */
    waitFor: <T>(look: () => T | null | undefined | false, timeoutMs = DEFAULT_WAIT_MS): Promise<T> =>
      waiting.waitFor(look, timeoutMs),
    /** The first message of the bot in the chat that fits, once it is there. */
    waitForMessage: (
      chat: Ref,
      fits: RegExp | ((message: SeenMessage) => boolean),
      timeoutMs = DEFAULT_WAIT_MS,
    ): Promise<SeenMessage> => {
      const isFit = (one: SeenMessage): boolean => (fits instanceof RegExp ? fits.test(one.text) : fits(one));
      return waiting.waitFor(() => messages(chat).find((one) => one.isByBot && isFit(one)), timeoutMs);
    },

    /** Every breach of the rules of the Bot API so far; tests assert at their end that there is none. */
    violations: (): readonly Violation[] => violations,
    /** The breaches so far, which are forgotten by that: for tests that provoke them. */
    takeViolations: (): Violation[] => violations.splice(0),
    /** Where this server itself sent something the declarations do not allow. */
    ownFaults: (): Problem[] => [
      ...world.queue.history.flatMap((update) => checkUpdate(update)),
      ...calls.filter((call) => call.outcome === 'ok').flatMap((call) => checkResult(call.method, call.result)),
    ],

    /** Everything ever queued for the bot, in order. */
    updates: (): readonly Update[] => world.queue.history,
    /** How many updates are neither confirmed nor delivered. */
    pendingUpdateCount: (): number => world.queue.pending.length,
    /** True while a getUpdates call waits, that is, the bot is up and has taken everything. */
    isPolled: (): boolean => poller.waiting !== null,
    webhookUrl: (): string | null => webhook.setting?.url ?? null,
    /** Every attempt to deliver an update to the webhook. */
    deliveries: (): readonly Delivery[] => webhook.deliveries,
  };
}
