import { createInterface, type Interface } from 'node:readline';

/** Where lines are read from and printed to. */
export interface Screen {
  /** Finished lines, above whatever is being typed. */
  print(lines: readonly string[]): void;
  /** The next line typed; null when there will be none. */
  readLine(): Promise<string | null>;
  /** What stands before the line being typed; empty hides it, for output that goes nowhere but to a file. */
  setPrompt(prompt: string): void;
  /** Cells of a line. */
  columns(): number;
  /** No more lines are read; a waiting `readLine` resolves to null. */
  close(): void;
}

export interface ScreenParts {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** True: a person types with an editor, history and a prompt. False: plain lines in, plain lines out. */
  readonly isTerminal: boolean;
  /** Ctrl-C, where the terminal gives it to us and not to the process. */
  onInterrupt(): void;
}

/** Lines of a file or pipe are not wrapped: whoever reads them knows best how wide they may be. */
const endless = 10_000;
const narrowest = 20;
const historySize = 500;

export function openScreen(parts: ScreenParts): Screen {
  const { input, output, isTerminal } = parts;
  const editor = createInterface({ input, output, terminal: isTerminal, historySize, removeHistoryDuplicates: true });
  const lines = readLines(editor);
  // The prompt that nobody will answer stays behind on a line of its own.
  if (isTerminal) editor.on('close', () => void output.write('\n'));
  if (isTerminal) editor.on('SIGINT', parts.onInterrupt);
  editor.setPrompt('');
  return {
    print(printed) {
      const text = printed.map((line) => `${line}\n`).join('');
      if (isTerminal && !lines.isClosed()) printAbove(editor, output, text);
      else output.write(text);
    },
    readLine() {
      if (isTerminal && !lines.isClosed()) editor.prompt(true);
      return lines.next();
    },
    setPrompt(prompt) {
      editor.setPrompt(isTerminal ? prompt : '');
    },
    columns: () => (isTerminal ? Math.max(narrowest, output.columns ?? 80) : endless),
    close() {
      if (!lines.isClosed()) editor.close();
    },
  };
}

interface Lines {
  next(): Promise<string | null>;
  isClosed(): boolean;
}

/** Lines as they come, kept until somebody asks. */
function readLines(editor: Interface): Lines {
  const waiting: string[] = [];
  let isClosed = false;
  let wake: (() => void) | null = null;
  editor.on('line', (line) => {
    waiting.push(line);
    wake?.();
  });
  editor.on('close', () => {
    isClosed = true;
    wake?.();
  });
  return {
    isClosed: () => isClosed,
    async next() {
      while (waiting.length === 0 && !isClosed) {
        await new Promise<void>((done) => {
          wake = done;
        });
      }
      return waiting.shift() ?? null;
    },
  };
}

const up = (rows: number): string => (rows > 0 ? `\u001B[${String(rows)}A` : '');
const clearBelow = '\u001B[0J';

/** Takes the line being typed away, prints, and puts it back with the cursor where it was. */
function printAbove(editor: Interface, output: NodeJS.WritableStream, text: string): void {
  const { rows } = editor.getCursorPos();
  // The editor will go up as many rows as it last drew; the empty lines are what it goes up over.
  output.write(`\r${up(rows)}${clearBelow}${text}${'\n'.repeat(rows)}`);
  editor.prompt(true);
}
