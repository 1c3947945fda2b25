import type { Update } from '@grammyjs/types';
import type { Fault, FaultHandle } from '../faults.ts';
import type { Services } from '../services.ts';
import { queueUpdate } from '../update-queue.ts';

/** Everything that can go wrong on purpose. */
export function troublingDriver(services: Services) {
  const { world, faults, tricks } = services;
  return {
    /** Plans a fault for calls to come. */
    fault: (fault: Fault): FaultHandle => faults.add(fault),
    /** How long answers take from now on, getUpdates excepted. */
    setLatencyMs: services.setLatencyMs,
    /** Every update comes once more after it was confirmed. */
    duplicateUpdates: (isOn: boolean): void => {
      tricks.isDuplicating = isOn;
    },
    /** Updates come in another order within their batch. */
    reorderUpdates: (isOn: boolean): void => {
      tricks.isReordering = isOn;
    },
    /** Queues an update exactly as it is given; without an id it gets the next one. Returns the id. */
    injectUpdate: (update: Omit<Update, 'update_id'> & { readonly update_id?: number }): number => {
      const { queue } = world;
      const id = update.update_id ?? queue.nextId;
      queue.nextId = Math.max(queue.nextId, id + 1);
      queueUpdate(queue, { ...update, update_id: id }, { group: 'injected', nowMs: world.nowMs() });
      return id;
    },
  };
}
