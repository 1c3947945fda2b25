import type { Inbound, PersonalEvent } from './event.ts';

/** Takes events of people and groups whom a new login of the platform made unclear; nothing of them is admitted. */
export interface Reception {
  /**
   * False when the event is ordinary talk. What is held here goes to `handle` as soon as it is plain who it is of; rejects
   * with StoreError when the event must be told again.
   */
  receive(event: PersonalEvent, isForUs: boolean, handle: (again: PersonalEvent) => Promise<void>): Promise<boolean>;
  /**
   * Hands over what waits for somebody who writes now and turned out plain without being asked. True when what they write
   * was itself about who somebody is, and nobody else need see it.
   */
  recall(event: PersonalEvent, handle: (again: PersonalEvent) => Promise<void>): Promise<boolean>;
}

/** Whether it is not plain who wrote or in which chat; nothing may be credited then. */
export const isUnclear = (event: PersonalEvent): boolean =>
  event.chatMayBe !== undefined || event.sender.mayBe !== undefined;

/** What of a happening is of people and chats that are plain; null when nothing is. */
export function plainPart(event: Exclude<Inbound, PersonalEvent>): Exclude<Inbound, PersonalEvent> | null {
  if (event.chatMayBe !== undefined) return null;
  if (event.kind !== 'joined' && event.kind !== 'left') return event;
  const people = event.people.filter(({ mayBe }) => mayBe === undefined);
  return people.length === 0 && event.people.length > 0 ? null : { ...event, people };
}
