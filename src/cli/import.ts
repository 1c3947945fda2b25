import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { problemsText, problemText } from '../commands/files/problem-texts.ts';
import { planImportedText } from '../commands/files/file-listener.ts';
import type { Config } from '../config.ts';
import { importBank } from '../domain/bank/import-bank.ts';
import { localDateOf } from '../domain/calendar.ts';
import { importPlan } from '../domain/plan/import-plan.ts';
import { openCatalogue } from '../i18n/catalogue.ts';
import { lines, type Text, text } from '../i18n/text.ts';
import { createBankStore, sharedBanks } from '../store/banks.ts';
import { createPlanStore } from '../store/plans.ts';
import { CommandFailure, exitCodes } from './exit-code.ts';
import { chatGiven, onlyGroup } from './find-chat.ts';
import { openStore } from './open-store.ts';
import { loadConfig, openQuietLog, type Surroundings } from './settings.ts';

export interface ImportOptions {
  readonly kind: 'bank' | 'plan';
  readonly path: string;
  readonly name?: string;
  readonly chat?: string;
  readonly dryRun?: boolean;
}

/** Reads a bank or a plan from a file into the store, all or nothing; resolves to the exit code. */
export async function importFile(surroundings: Surroundings, options: ImportOptions): Promise<number> {
  const config = loadConfig(surroundings);
  const file = await readGiven(resolve(surroundings.cwd, options.path), options.path);
  const wanted = options.kind === 'bank' ? readBank(file, options) : readPlan(file, options, config);
  const catalogue = openCatalogue();
  const say = (words: Text): string => `${catalogue.say(words, config.locale)}\n`;
  if (wanted.kind === 'refused') {
    surroundings.errors.write(say(wanted.words));
    return exitCodes.failed;
  }
  const said = options.dryRun === true ? text('import-dry-run', { outcome: wanted.words }) : wanted.words;
  if (options.dryRun !== true) await wanted.keep(config, surroundings);
  surroundings.output.write(say(said));
  return exitCodes.done;
}

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is in the file, and what keeping it would say; or why it is refused. */
type Wanted =
  | { readonly kind: 'refused'; readonly words: Text }
  | {
      readonly kind: 'ready';
      readonly words: Text;
      keep(config: Config, surroundings: Surroundings): Promise<void>;
    };

async function readGiven(path: string, asGiven: string): Promise<File> {
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new CommandFailure(`${asGiven}: ${reason}.`);
  }
}

function readBank(file: File, { name: wantedName, chat }: ImportOptions): Wanted {
  const bank = importBank(file);
  if (bank.kind === 'not-a-bank') return { kind: 'refused', words: text('import-neither', { name: file.name }) };
  if (bank.kind === 'refused') {
    return { kind: 'refused', words: problemsText(file.name, bank.problems, bank.problemCount) };
  }
  const { questions, skipped } = bank;
  const name = wantedName ?? bank.name;
  const words = lines(
    text('bank-added', { name, count: questions.length }),
    ...skipped.map(problemText),
    skipped.length > 0 ? text('bank-skipped', { count: skipped.length }) : null,
  );
  return {
    kind: 'ready',
    words,
    keep: (config, surroundings) =>
      withStore(config, surroundings, async ({ redis, keys }) => {
        const to = chat === undefined ? sharedBanks : (await chatGiven(chat, redis, keys)).id;
        const banks = createBankStore(redis, keys);
        const outcome = await banks.put(
          to,
          `import:${randomUUID()}`,
          { name, questions },
          { nowMs: Date.now(), most: 50 },
        );
        if (outcome === 'too-many') throw new CommandFailure('There are too many banks already; delete some first.');
      }),
  };
}

function readPlan(file: File, { name, chat }: ImportOptions, config: Config): Wanted {
  const plan = importPlan(file, { today: localDateOf(Date.now(), config.timeZone) });
  if (plan.kind === 'not-a-plan') return { kind: 'refused', words: text('import-neither', { name: file.name }) };
  if (plan.kind === 'refused') {
    return { kind: 'refused', words: problemsText(file.name, plan.problems, plan.problemCount) };
  }
  const { items } = plan;
  const title = name ?? plan.title;
  return {
    kind: 'ready',
    words: planImportedText(title, items),
    keep: (_config, surroundings) =>
      withStore(config, surroundings, async ({ redis, keys }) => {
        const to = chat === undefined ? await onlyGroup(redis, keys) : await chatGiven(chat, redis, keys);
        await createPlanStore(redis, keys).replace(to.id, `import:${randomUUID()}`, { title, items });
      }),
  };
}

async function withStore(
  config: Config,
  { env }: Surroundings,
  work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<void>,
): Promise<void> {
  const store = await openStore(config, openQuietLog(config, env));
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
