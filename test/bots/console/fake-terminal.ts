import type { Cast } from '../../../src/bots/console/cast.ts';
import { createConsoleAdapter } from '../../../src/bots/console/console-adapter.ts';
import { createConsoleEvents } from '../../../src/bots/console/console-events.ts';
import { createMessageBook } from '../../../src/bots/console/message-book.ts';
import { createPaint } from '../../../src/bots/console/paint.ts';
import type { Screen } from '../../../src/bots/console/screen.ts';
import { createSession } from '../../../src/bots/console/console-session.ts';
import { createTranscript } from '../../../src/bots/console/transcript.ts';
import { consoleWords } from '../../../src/cli/console-words.ts';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';

const cast: Cast = {
  groupTitle: '学习小组',
  botName: '班长',
  organiserId: 'li',
  members: [
    { id: 'li', name: '小李', languageTag: 'zh-Hans' },
    { id: 'wang', name: '小王', languageTag: 'zh-Hans' },
    { id: 'zhang', name: '老张', languageTag: 'zh-Hans' },
  ],
};

/** A terminal without a terminal: lines go in from a list, what is printed is kept. */
export function openFakeTerminal(lines: readonly string[] = [], columns = 60, isUnfinished = () => false) {
  const printed: string[] = [];
  const prompts: string[] = [];
  const waiting = [...lines];
  const failures: unknown[] = [];
  let aheadMs = 0;
  const startMs = Date.UTC(2026, 10, 30, 1);
  const clock = {
    now: () => startMs + aheadMs,
    aheadMs: () => aheadMs,
    moveTo(atMs: number) {
      aheadMs = Math.max(aheadMs, atMs - startMs);
    },
    keep: () => undefined,
    nextAtMs: () => startMs + aheadMs + 3_600_000,
  };
  const screen: Screen = {
    print: (more) => void printed.push(...more),
    readLine: () => Promise.resolve(waiting.shift() ?? null),
    setPrompt: (prompt) => void prompts.push(prompt),
    columns: () => columns,
    close: () => void waiting.splice(0),
  };
  const words = consoleWords({
    catalogue: openCatalogue(clock.now),
    locale: 'zh-Hans',
    zone: () => 'Asia/Shanghai',
    cast,
  });
  const paint = createPaint(false);
  const book = createMessageBook('s');
  const transcript = createTranscript({ screen, paint, cast, words, clock });
  const files: { name: string; bytes: Uint8Array }[] = [];
  const adapter = createConsoleAdapter({
    cast,
    transcript,
    book,
    clock,
    keepFile(name, bytes) {
      files.push({ name, bytes });
      return Promise.resolve(`/kept/${name}`);
    },
  });
  const events = createConsoleEvents({ cast, book, clock });
  const due: (() => Promise<void>)[] = [];
  const session = createSession({
    cast,
    words,
    paint,
    screen,
    transcript,
    book,
    events,
    adapter,
    clock,
    time: {
      runDue: () => due.shift()?.() ?? Promise.resolve(),
      settle: () => Promise.resolve(),
      nextDueAtMs: () => Promise.resolve(null),
    },
    isUnfinished: () => Promise.resolve(isUnfinished()),
    isEchoing: true,
    readFile: (path) =>
      path.endsWith('.csv')
        ? Promise.resolve({ name: 'bank.csv', bytes: new Uint8Array([1, 2]) })
        : Promise.reject(new Error('ENOENT')),
    onFailure: (error) => void failures.push(error),
    onLine: () => undefined,
  });
  return { adapter, session, transcript, events, book, clock, printed, prompts, failures, files, due };
}
