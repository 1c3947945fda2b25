import { Argument, Command, CommanderError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { exitCodes } from './exit-code.ts';
import type { ExportOptions } from './export-deliveries.ts';
import type { ImportOptions } from './import.ts';
import type { RestoreOptions } from './restore.ts';
import { type RoleName, roleNames, roles } from './role.ts';
import type { Surroundings } from './settings.ts';

/** What each command does; resolves to the exit code. Loaded when called, so that `--help` is quick. */
const commands = {
  start: async (surroundings: Surroundings, role: RoleName) =>
    (await import('./start.ts')).start(surroundings, roles[role]),
  console: async (surroundings: Surroundings) => (await import('./console.ts')).openConsole(surroundings),
  import: async (surroundings: Surroundings, options: ImportOptions) =>
    (await import('./import.ts')).importFile(surroundings, options),
  backup: async (surroundings: Surroundings, path: string) =>
    (await import('./backup.ts')).backup(surroundings, { path }),
  restore: async (surroundings: Surroundings, options: RestoreOptions) =>
    (await import('./restore.ts')).restore(surroundings, options),
  export: async (surroundings: Surroundings, options: ExportOptions) =>
    (await import('./export-deliveries.ts')).exportDeliveries(surroundings, options),
  doctor: async (surroundings: Surroundings) => (await import('./doctor.ts')).doctor(surroundings),
  stop: async (surroundings: Surroundings) => (await import('./stop.ts')).stop(surroundings),
} as const;

/** Runs the command that the arguments name, `start` when there are none; resolves to the exit code. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let code: number = exitCodes.done;
  const program = declare(surroundings, (outcome) => {
    code = outcome;
  });
  try {
    await program.parseAsync(args.length === 0 ? ['start'] : [...args], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version "fail" with 0; everything else that commander refuses is wrong usage.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.wrong;
  }
}

function declare(surroundings: Surroundings, end: (code: number) => void): Command {
  const program = new Command('banzhang')
    .description('The class monitor of a study group: reminders, quizzes and daily check-ins in the chat.')
    .version(version(), '-V, --version')
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(banzhang --help lists what there is)')
    .helpCommand('help [command]', 'how to use a command')
    .addHelpText('after', '\nSettings come from the environment and from .env; banzhang doctor looks through them.');
  program
    .command('start')
    .description('run the bot (default): Telegram and WeChat where they are set, else the terminal chat')
    .addOption(
      new Option('--role <role>', 'what this process of several does')
        .choices(roleNames)
        .default('all' satisfies RoleName),
    )
    .action(async ({ role }: { readonly role: RoleName }) => {
      end(await commands.start(surroundings, role));
    });
  program
    .command('console')
    .description('chat with a sample group in the terminal, or by lines on standard input')
    .action(async () => {
      end(await commands.console(surroundings));
    });
  declareImport(program, surroundings, end);
  declareExport(program, surroundings, end);
  declareBackup(program, surroundings, end);
  program
    .command('doctor')
    .description('look at settings, Redis, tokens, ports and clocks, and say what to do')
    .action(async () => {
      end(await commands.doctor(surroundings));
    });
  program
    .command('stop')
    .description('end the embedded Redis cleanly')
    .action(async () => {
      end(await commands.stop(surroundings));
    });
  return program;
}

function declareImport(program: Command, surroundings: Surroundings, end: (code: number) => void): void {
  program
    .command('import')
    .description('read a question bank (for all chats) or a study plan (for one chat) from a file')
    .addArgument(new Argument('<kind>', 'what the file holds').choices(['bank', 'plan']))
    .argument('<file>', 'CSV, JSON, Aiken or GIFT for banks; YAML, CSV or Markdown for plans')
    .option('--name <name>', 'call it so instead of after the file')
    .option('--chat <id>', 'only for this chat: our id, or platform:id such as telegram:-1001234567890')
    .option('--dry-run', 'only say what would be imported')
    .action(async (kind: 'bank' | 'plan', path: string, options: Omit<ImportOptions, 'kind' | 'path'>) => {
      end(await commands.import(surroundings, { ...options, kind, path }));
    });
}

function declareExport(program: Command, surroundings: Surroundings, end: (code: number) => void): void {
  program
    .command('export')
    .description('write what became of messages that were due: of a fan-out, of one chat, or of all')
    .addArgument(new Argument('<kind>', 'what to write').choices(['deliveries']))
    .option('--fan-out <number>', 'only of this one, as “send” lists them')
    .option('--chat <id>', 'only of this chat: our id, platform:id or its title')
    .addOption(new Option('--format <format>', 'of the output').choices(['csv', 'json']).default('csv'))
    .option('--out <file>', 'where to, instead of standard output')
    .action(async (_kind: 'deliveries', options: ExportOptions) => {
      end(await commands.export(surroundings, options));
    });
}

function declareBackup(program: Command, surroundings: Surroundings, end: (code: number) => void): void {
  program
    .command('backup')
    .description('write everything that is kept to one file, while the bot runs')
    .argument('<file>', 'a new one, or an old one to write over; - for standard output')
    .action(async (path: string) => {
      end(await commands.backup(surroundings, path));
    });
  program
    .command('restore')
    .description('read a backup into an empty server')
    .argument('<file>', 'as banzhang backup wrote it; - for standard input')
    .option('--replace', 'delete what is there, after asking')
    .option('--yes', 'do not ask')
    .action(async (path: string, options: Omit<RestoreOptions, 'path'>) => {
      end(await commands.restore(surroundings, { ...options, path }));
    });
}

/** As package.json beside `dist` or `src` says. */
function version(): string {
  const description = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version: own } = JSON.parse(description) as { readonly version: string };
  return own;
}
