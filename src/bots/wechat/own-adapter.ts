import { setTimeout as sleep } from 'node:timers/promises';
import type { Capabilities } from '../../commands/core/capabilities.ts';
import type { Desk } from '../../commands/core/desk.ts';
import { DeliveryError } from '../../errors.ts';
import type { Adapter, AdapterState, OnEvent } from '../adapter.ts';
import { type OwnParts, serve } from './own-service.ts';
import { createOwnStatus, type OwnStatus } from './own-status.ts';

export interface OwnAdapterParts extends OwnParts {
  /** What is assumed before the puppet has been seen. */
  readonly can: Capabilities;
  /** Milliseconds since 1970. */
  wallClock(): number;
}

const catchUpMaxMs = 2_000;
const noteMaxMs = 1_000;

/** The adapter of a bot of our own: it attaches at once, and logs in, reconnects and stands by itself from then on. */
export function createOwnAdapter(parts: OwnAdapterParts): Adapter {
  const status = createOwnStatus();
  const over = new AbortController();
  let served: Promise<void> | null = null;
  let noteHeard: Desk['noteHeard'] = () => Promise.resolve();
  const { account, log } = parts;
  return {
    platform: 'wechat',
    isBound: true,
    account,
    get can() {
      return status.lastSide?.can ?? parts.can;
    },
    start(onEvent: OnEvent, desk: Desk) {
      ({ noteHeard } = desk);
      served ??= serve({ ...parts, status, over: over.signal, onEvent, desk });
      return Promise.resolve();
    },
    async stop() {
      // What has arrived is taken and answered over the line that is there; one that is not there is not waited for.
      if (!status.isConnected()) over.abort();
      await Promise.race([status.side?.catchUp?.(), sleep(catchUpMaxMs, undefined, { ref: false })]);
      const untilMs = status.isConnected() && status.isHearing ? parts.wallClock() : null;
      status.isHearing = false;
      // Whoever takes over is to miss no more than what nobody heard.
      if (untilMs === null) return;
      const noted = noteHeard({ platform: 'wechat', account }, untilMs).catch((error: unknown) => {
        log.warn({ error, account }, 'wechat: until when the account was heard could not be noted');
      });
      await Promise.race([noted, sleep(noteMaxMs, undefined, { ref: false })]);
    },
    async letGo() {
      over.abort();
      await served;
    },
    async send(to, outgoing) {
      return sideOf(status).send(to, outgoing);
    },
    state: () => stateOf(status),
    catchUp: () => status.side?.catchUp?.() ?? Promise.resolve(),
    organisersOf: (chat) => status.side?.organisersOf(chat) ?? Promise.resolve(null),
    memberCountOf: (chat) => status.side?.memberCountOf(chat) ?? Promise.resolve(null),
    publishMenus: () => Promise.resolve(),
    privateChatOf: (personId) => status.lastSide?.privateChatOf(personId) ?? null,
    claim: (standIn, as) => status.lastSide?.claim?.(standIn, as) ?? Promise.resolve('unknown' as const),
  };
}

/** The line that may be spoken over now. Throws DeliveryError. */
function sideOf(status: OwnStatus): Adapter {
  if (status.side !== null && status.isConnected()) return status.side;
  throw new DeliveryError('unreachable', `wechat: ${status.detail}`);
}

function stateOf(status: OwnStatus): AdapterState {
  if (status.side !== null && status.isConnected()) return status.side.state();
  const { trouble, detail, caughtUpAtMs } = status;
  return { isConnected: false, detail, caughtUpAtMs, ...(trouble === null ? {} : { trouble }) };
}
