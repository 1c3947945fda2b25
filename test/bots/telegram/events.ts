import type { Inbound, TextEvent } from '../../../src/commands/core/event.ts';

/** A text event as decoding makes them; `fields` replace what is usual. */
export function textEvent(fields: Partial<TextEvent> = {}): TextEvent {
  return {
    id: 'tg:1',
    order: 1,
    atMs: 0,
    from: { platform: 'telegram', account: '7', chat: '-100' },
    isGroup: true,
    title: null,
    sender: { id: '501', name: 'Lin', languageTag: null },
    isAnonymous: false,
    kind: 'text',
    text: 'A',
    messageId: '1',
    isAddressed: false,
    isEdited: false,
    ...fields,
  };
}

/** The words of what was heard, in order. */
export const textsOf = (events: readonly Inbound[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'text' ? event.text : []));

export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

/** Something to wait for that the test opens. */
export function gate(): Gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
