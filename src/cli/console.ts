import { readFile, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type ConsoleAdapter, createConsoleAdapter } from '../bots/console/console-adapter.ts';
import type { ConsoleClock } from '../bots/console/console-clock.ts';
import { createConsoleEvents } from '../bots/console/console-events.ts';
import { createSession } from '../bots/console/console-session.ts';
import type { Cast } from '../bots/console/cast.ts';
import type { ConsoleWords } from '../bots/console/console-words.ts';
import { wrapText } from '../bots/console/display-width.ts';
import { createMessageBook, type MessageBook } from '../bots/console/message-book.ts';
import { createPaint, type Paint } from '../bots/console/paint.ts';
import { openScreen, type Screen } from '../bots/console/screen.ts';
import { createTranscript, type Transcript } from '../bots/console/transcript.ts';
import type { Config } from '../config.ts';
import { type Catalogue, openCatalogue } from '../i18n/catalogue.ts';
import { text } from '../i18n/text.ts';
import { type Banzhang, createBanzhang } from '../index.ts';
import type { Log } from '../log.ts';
import { createConsoleClock } from './console-clock.ts';
import { consoleWords, openingWords } from './console-words.ts';
import { exitCodes } from './exit-code.ts';
import { furnish, isUnfurnished } from './furnish.ts';
import { createGroupZone, type GroupZone } from './group-zone.ts';
import { isPlaying } from './is-playing.ts';
import { isOpenElsewhere } from './open-elsewhere.ts';
import { keyPrefix, openStore, type OpenStore } from './open-store.ts';
import { createProcessStatus } from './process-status.ts';
import { sampleCast } from './sample-cast.ts';
import { speakLocale } from './sample-chats.ts';
import { createShownLog } from './shown-log.ts';
import { loadConfig, logWarnings, openQuietLog, type Surroundings } from './settings.ts';
import { createOccurrenceStore } from '../store/occurrences.ts';
import { makeFolders } from '../store/make-folders.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';
import { openMetrics, serveHealth } from './serve-health.ts';

/** Everything the terminal chat is made of. */
interface Terminal {
  readonly surroundings: Surroundings;
  readonly config: Config;
  readonly log: Log;
  readonly catalogue: Catalogue;
  readonly cast: Cast;
  readonly words: ConsoleWords;
  readonly clock: ConsoleClock;
  readonly zone: GroupZone;
  readonly paint: Paint;
  readonly screen: Screen;
  readonly transcript: Transcript;
  readonly book: MessageBook;
  readonly adapter: ConsoleAdapter;
  readonly isTerminal: boolean;
  readonly stop: StopRequest;
}

/** The terminal chat with its sample group; resolves to the exit code when it has been left. */
export async function openConsole(surroundings: Surroundings): Promise<number> {
  const config = loadConfig(surroundings);
  const stop = listenForStop(process.exit);
  // Terminal chats move time: they stay away from the data of a real bot.
  const prefix = config.telegram === null ? keyPrefix : `${keyPrefix}-console`;
  // With a Redis of its own elsewhere it may be missing; what cannot be kept is then not kept.
  if (config.redis !== null) await makeFolders(config.dataDir).catch(() => undefined);
  const terminal = assemble(surroundings, config, stop);
  logWarnings(config, terminal.log);
  const store = await openStore(config, terminal.log, prefix);
  try {
    await chat(terminal, store);
  } finally {
    terminal.screen.close();
    await store.close();
    stop.release();
  }
  return exitCodes.done;
}

function assemble(surroundings: Surroundings, config: Config, stop: StopRequest): Terminal {
  const { input, output, env } = surroundings;
  const isTerminal = input.isTTY && output.isTTY && env['TERM'] !== 'dumb';
  const { locale, timeZone, dataDir } = config;
  const zone = createGroupZone(timeZone);
  const clock = createConsoleClock({ path: join(dataDir, 'terminal.json'), zone: zone.now, wallMs: Date.now });
  const catalogue = openCatalogue(clock.now);
  const cast = sampleCast(catalogue, locale);
  const words = consoleWords({ catalogue, locale, zone: zone.now, cast });
  const paint = createPaint(isTerminal && (env['NO_COLOR'] ?? '') === '');
  const screen = openScreen({ input, output, isTerminal, onInterrupt: stop.request });
  const transcript = createTranscript({ screen, paint, cast, words, clock });
  const book = createMessageBook(`${Date.now().toString(36)}${process.pid.toString(36)}`);
  const keepFile = (name: string, bytes: Uint8Array): Promise<string> => keep(join(dataDir, 'received'), name, bytes);
  const adapter = createConsoleAdapter({ cast, transcript, book, clock, keepFile });
  const log = openQuietLog(
    config,
    env,
    isTerminal && surroundings.errors.isTTY ? aboveThePrompt(screen, paint) : undefined,
  );
  // Whoever read our output has gone: nobody is there to talk to.
  output.on('error', stop.request);
  const parts = { surroundings, config, log, catalogue, cast, words, clock, paint, screen };
  return { ...parts, zone, transcript, book, adapter, isTerminal, stop };
}

/** On a terminal a log line must not tear the line being typed. */
const aboveThePrompt = (screen: Screen, paint: Paint): ((line: string) => void) =>
  createShownLog((line) => {
    screen.print([paint.dim(line)]);
  }, Date.now);

async function chat(terminal: Terminal, store: OpenStore): Promise<void> {
  const { config, clock, log, adapter, transcript, stop } = terminal;
  const metrics = await openMetrics(config);
  const status = createProcessStatus();
  const banzhang = createBanzhang({
    redis: store.target,
    keyPrefix: store.keyPrefix,
    locale: config.locale,
    timeZone: config.timeZone,
    owners: config.owners.map(({ platform, id }) => `${platform}:${id}`),
    workdays: config.workdays,
    publicUrl: config.http?.publicUrl ?? null,
    log,
    ...(metrics === null ? {} : { meter: metrics.meter }),
    clock: clock.now,
  });
  status.enter('connecting', banzhang);
  const http = await serveHealth(config, { status, metrics, webhook: null }, log);
  try {
    transcript.hold();
    await banzhang.attach(adapter);
    await banzhang.start();
    status.enter('serving');
    await open(terminal, store, banzhang);
    await talk(terminal, store, banzhang);
    if (terminal.isTerminal || stop.isWanted()) transcript.note(terminal.words.leaving);
  } finally {
    status.enter('stopping');
    await http?.close();
    await banzhang.stop();
  }
}

/** Furnishes the group at its first meeting, and says where one is. */
async function open(terminal: Terminal, store: OpenStore, banzhang: Banzhang): Promise<void> {
  const { surroundings, cast, clock, catalogue, transcript, screen, adapter, config } = terminal;
  const { locale } = config;
  const isNew = await isUnfurnished(store.redis, store.keys);
  if (isNew) {
    // The same ids at every try: what was done before the program was killed is not done again.
    const events = createConsoleEvents({ cast, book: createMessageBook('furnish'), clock });
    const reminder = catalogue.say(text('console-sample-reminder'), locale);
    await furnish({ cast, events, adapter, locale, reminder });
    await banzhang.settle();
    transcript.release('forgotten');
  }
  if ((surroundings.env['BANZHANG_LOCALE'] ?? '') !== '') await speakLocale(locale, cast, store);
  await terminal.zone.look(cast, store);
  const movedToMs = clock.aheadMs() > 0 ? clock.now() : null;
  screen.print([
    ...wrapText(openingWords({ catalogue, locale, zone: terminal.zone.now, cast }, movedToMs), screen.columns()),
    '',
  ]);
  if (await isOpenElsewhere(store)) transcript.note(catalogue.say(text('console-second-window'), locale));
  if (!isNew) transcript.release('shown');
}

async function talk(terminal: Terminal, store: OpenStore, banzhang: Banzhang): Promise<void> {
  const { cast, clock, book, zone, surroundings, stop, log } = terminal;
  let lineCount = 0;
  const session = createSession({
    ...terminal,
    events: createConsoleEvents({ cast, book, clock }),
    time: {
      runDue: banzhang.runDue,
      async settle() {
        await banzhang.settle();
        // Without the store the zone is the one last seen.
        await zone.look(cast, store).catch(() => undefined);
      },
      nextDueAtMs: createOccurrenceStore(store.redis, store.keys).nextAtMs,
    },
    isEchoing: !terminal.isTerminal,
    isUnfinished: async () => !terminal.isTerminal && (await isPlaying(cast, store)),
    readFile: (path) => readGiven(resolve(surroundings.cwd, path.replace(/^~(?=\/)/, homedir()))),
    onFailure(error) {
      log.error({ error: error instanceof Error ? error : new Error(String(error)) }, 'a line could not be handled');
    },
    onLine() {
      lineCount += 1;
    },
  });
  void stop.wanted.then(async () => {
    session.stop();
    // What the store does not take is given up: it would hold us for as long as the store is away.
    await terminal.adapter.stop();
  });
  await session.run();
  if (lineCount === 0 && !terminal.isTerminal && !stop.isWanted()) {
    const hint = 'Nothing came on standard input. Set TELEGRAM_BOT_TOKEN for a real bot, or run this in a terminal.\n';
    surroundings.errors.write(hint);
  }
}

/** More than any bank or plan may have. */
const fileMaxBytes = 50_000_000;

async function readGiven(path: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  try {
    const { size } = await stat(path);
    if (size > fileMaxBytes) throw new Error('> 50 MB');
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Error(code === '' && error instanceof Error ? error.message : code, { cause: error });
  }
}

async function keep(dir: string, name: string, bytes: Uint8Array): Promise<string> {
  await makeFolders(dir);
  const path = join(dir, name);
  await writeFile(path, bytes);
  return path;
}
