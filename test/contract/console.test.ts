import { groupAddress } from '../../src/bots/console/cast.ts';
import { createConsoleAdapter } from '../../src/bots/console/console-adapter.ts';
import { createConsoleEvents } from '../../src/bots/console/console-events.ts';
import { createMessageBook } from '../../src/bots/console/message-book.ts';
import type { Address } from '../../src/commands/core/event.ts';
import type { Button } from '../../src/commands/core/outgoing.ts';
import { describeAdapter } from './adapter-contract.ts';
import type { AdapterHarness, HarnessPerson, Shown } from './adapter-harness.ts';

const cannot = 'not among its capabilities';

describeAdapter('the terminal', () => Promise.resolve(openTerminal()), {
  'a sent message can be changed, to the same words too': cannot,
  'people who are named are notified': cannot,
  'a picture arrives with its caption': cannot,
  'where the bot was thrown out it is told so, and sending is refused as gone': 'nobody can throw it out',
});

const cast = {
  groupTitle: '学习小组',
  botName: '班长',
  organiserId: 'li',
  members: [
    { id: 'li', name: '小李', languageTag: 'zh-Hans' },
    { id: 'wang', name: '小王', languageTag: 'zh-Hans' },
  ],
} as const;

function openTerminal(): AdapterHarness {
  const shown: { text: string; buttons: readonly Button[]; files: readonly string[] }[] = [];
  const toasts = new Map<string | null, string>();
  const signs = new Map<string | null, string>();
  const book = createMessageBook('s');
  const clock = { now: Date.now };
  const add = (text: string, buttons: readonly Button[], files: readonly string[]): void => {
    shown.push({ text, buttons, files });
  };
  const transcript = {
    message: (_to: Address, text: string, rows: readonly (readonly Button[])[]) => {
      add(text, rows.flat(), []);
    },
    reaction: (sign: string, personId: string | null) => void signs.set(personId, sign),
    toast: (personId: string | null, words: string) => void toasts.set(personId, words),
    file: (_to: Address, caption: string, path: string) => {
      add(caption, [], [path]);
    },
    echo: () => undefined,
    now: () => undefined,
    note: () => undefined,
    hold: () => undefined,
    release: () => undefined,
    lastSaidAtMs: () => 0,
    saidCount: () => 0,
  };
  const keepFile = (name: string): Promise<string> => Promise.resolve(name);
  const adapter = createConsoleAdapter({ cast, transcript, book, clock, keepFile });
  const events = createConsoleEvents({ cast, book, clock });
  const [li, wang] = cast.members;
  const personOf = ({ id }: HarnessPerson) => (id === li.id ? li : wang);
  const messageIds: string[] = [];
  const remember = book.remember;
  book.remember = (at, rows) => {
    const id = remember(at, rows);
    messageIds.push(id);
    return id;
  };
  return {
    adapter,
    group: groupAddress,
    people: [li, wang],
    say(person, text) {
      const event = events.text(personOf(person), text, false);
      void adapter.tell(event);
      return Promise.resolve(event.messageId);
    },
    tap(person, messageId, label) {
      const buttons = shown[messageIds.indexOf(messageId)]?.buttons ?? [];
      const token = buttons.find((button) => button.label === label)?.token ?? '';
      void adapter.tell(events.tap(personOf(person), { at: groupAddress, messageId, buttons }, token));
      return Promise.resolve(() => toasts.get(person.id) ?? null);
    },
    shown: () => shown.map((message, index): Shown => shownOf(message, messageIds[index] ?? null)),
    signsOn: (messageId) => {
      const sign = signs.get(book.authorOf(messageId));
      return sign === undefined ? [] : [sign];
    },
    notified: () => [],
    throwOut: () => Promise.reject(new Error('nobody can')),
    close: () => Promise.resolve(),
  };
}

const shownOf = (
  { text, buttons, files }: { text: string; buttons: readonly Button[]; files: readonly string[] },
  messageId: string | null,
): Shown => ({ messageId, text, buttons: buttons.map(({ label }) => label), files });
