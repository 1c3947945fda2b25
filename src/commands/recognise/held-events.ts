import type { PersonalEvent } from '../core/event.ts';

/** What unclear people said, until they say who they are. In memory and bounded: they can say it again. */
export interface HeldEvents {
  /** Keeps the event with what it waits for; once, however often it is told. */
  add(waitsFor: string, event: PersonalEvent, nowMs: number): void;
  /** Takes out what waits for `waitsFor`, oldest first. */
  take(waitsFor: string, nowMs: number): readonly PersonalEvent[];
  /** What the events wait for that somebody of this name said on the account. Costs nothing while nothing waits. */
  waitsOf(event: PersonalEvent): readonly string[];
}

const heldMs = 10 * 60_000;
const heldEachMax = 5;
const heldMax = 2_000;

interface Held {
  readonly waitsFor: string;
  readonly event: PersonalEvent;
  readonly untilMs: number;
}

export function createHeldEvents(): HeldEvents {
  let all: readonly Held[] = [];
  return {
    add(waitsFor, event, nowMs) {
      all = all.filter(({ untilMs }) => untilMs > nowMs);
      const own = all.filter((held) => held.waitsFor === waitsFor && held.event.sender.id === event.sender.id);
      if (own.length >= heldEachMax || all.length >= heldMax || own.some((held) => held.event.id === event.id)) return;
      all = [...all, { waitsFor, event, untilMs: nowMs + heldMs }];
    },
    take(waitsFor, nowMs) {
      const taken = all.filter((held) => held.waitsFor === waitsFor && held.untilMs > nowMs);
      all = all.filter((held) => held.waitsFor !== waitsFor);
      return taken.map(({ event }) => event);
    },
    waitsOf({ from, sender }) {
      const own = all.filter(({ event }) => event.from.account === from.account && event.sender.name === sender.name);
      return [...new Set(own.map(({ waitsFor }) => waitsFor))];
    },
  };
}
