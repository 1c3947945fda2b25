import type { CallRecord, Violation } from './call-log.ts';
import { describeCall } from './call-log.ts';
import { carryOut, type CallServices } from './carry-out.ts';
import { createWorld, type BotApiOptions } from './create-world.ts';
import { createFaults } from './faults.ts';
import { chatMethods } from './methods/chats.ts';
import { downloadMethods } from './methods/downloads.ts';
import { editingMethods } from './methods/editing.ts';
import type { Methods } from './methods/method.ts';
import { profileMethods } from './methods/profile.ts';
import { reactingMethods } from './methods/reacting.ts';
import { receivingMethods } from './methods/receiving.ts';
import { sendingMethods } from './methods/sending.ts';
import { createPace } from './pace.ts';
import { createPoller, wakePoll, type Poller, type UpdateTricks } from './poller.ts';
import { createWaiting, type Waiting } from './waiting.ts';
import { createWebhook, wakeWebhook, type Webhook } from './webhook.ts';

/** Everything that works together behind the HTTP side. */
export type Services = CallServices & {
  readonly tricks: UpdateTricks;
  readonly waiting: Waiting;
  readonly poller: Poller;
  readonly webhook: Webhook;
  readonly setLatencyMs: (latencyMs: number) => void;
};

const STATELESS_METHODS: Methods = {
  ...sendingMethods,
  ...editingMethods,
  ...reactingMethods,
  ...chatMethods,
  ...profileMethods,
  ...downloadMethods,
};

/** The parts of a server, wired together. */
export function createServices(options: BotApiOptions): Services {
  const calls: CallRecord[] = [];
  const violations: Violation[] = [];
  const tricks: UpdateTricks = { isDuplicating: false, isReordering: false };
  const waiting = createWaiting(() => `last calls:\n${calls.slice(-12).map(describeCall).join('\n')}`);
  const world = createWorld(options, waiting.changed);
  const { queue, nowMs } = world;
  const pace = createPace(nowMs, options.limits, options.enforcesLimits);
  const faults = createFaults();
  const latency = { ms: options.latencyMs ?? 0 };
  const poller = createPoller({ queue, tricks, nowMs, slowsRepeatedPolls: options.slowsRepeatedPolls ?? true });
  const webhook = createWebhook({
    queue,
    tricks,
    nowMs,
    retryBaseMs: options.webhookRetryBaseMs ?? 1000,
    changed: waiting.changed,
    onReply: (method, params) => {
      void carryOut(called, method, { params, uploads: new Map(), problems: [] }, new AbortController().signal);
    },
  });
  queue.onPush = () => {
    wakePoll(poller);
    wakeWebhook(webhook);
  };
  const methods: Methods = { ...STATELESS_METHODS, ...receivingMethods(queue, poller, webhook) };
  const called: CallServices = { world, methods, faults, pace, calls, violations, latencyMs: () => latency.ms };
  const setLatencyMs = (latencyMs: number): void => {
    latency.ms = latencyMs;
  };
  return { ...called, tricks, waiting, poller, webhook, setLatencyMs };
}
