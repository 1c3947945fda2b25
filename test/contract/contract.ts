import { expect } from 'vitest';
import type { OnEvent } from '../../src/bots/adapter.ts';
import type { Inbound } from '../../src/commands/core/event.ts';
import type { Outgoing } from '../../src/commands/core/outgoing.ts';
import type { AdapterHarness } from './adapter-harness.ts';
import { noDesk } from '../support/no-desk.ts';

/** One thing that holds for every adapter. */
export interface Contract {
  readonly title: string;
  readonly check: (harness: AdapterHarness) => Promise<void>;
}

const taken: OnEvent = () => Promise.resolve({ isTaken: true });
export const words = (text: string): Outgoing => ({ kind: 'message', text, buttons: [], mentions: [], quote: null });
export const withButtons: Outgoing = {
  kind: 'message',
  text: '第 1 题',
  buttons: [[{ label: '甲', token: 'answer 1 a' }], [{ label: '乙', token: 'answer 1 b' }]],
  mentions: [],
  quote: null,
};

/** Starts the adapter and collects what it tells of what happened; who is there is told at times of its own. */
export async function listening({ adapter, desk }: AdapterHarness, onEvent: OnEvent = taken): Promise<Inbound[]> {
  const heard: Inbound[] = [];
  await adapter.start((event) => {
    if (event.kind !== 'present') heard.push(event);
    return onEvent(event);
  }, desk ?? noDesk);
  return heard;
}

export const textsOf = (events: readonly Inbound[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'text' ? event.text : []));

export const heardTexts = (heard: readonly Inbound[], ...texts: readonly string[]): Promise<void> =>
  expect.poll(() => textsOf(heard), { timeout: 10_000 }).toEqual(texts);
