import { readSkip, type Skip } from './read-skip.ts';

/** What a line typed into the terminal asks for. */
export type LineWish =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'say'; readonly text: string; readonly isPrivate: boolean }
  | { readonly kind: 'choose'; readonly number: number }
  | { readonly kind: 'photo'; readonly caption: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'as'; readonly name: string }
  | { readonly kind: 'skip'; readonly skip: Skip }
  | NoteWish
  | { readonly kind: 'next' | 'now' | 'quit' }
  | { readonly kind: 'unknown'; readonly name: string };

/** What the terminal answers by itself. */
export interface NoteWish {
  readonly kind: 'skip-usage' | 'empty' | 'who' | 'help';
}

/** Commands of the terminal itself; the first name of each is the one shown. */
export const terminalCommands = [
  'as',
  'skip',
  'next',
  'who',
  'now',
  'private',
  'photo',
  'file',
  'help',
  'quit',
] as const;

/** What the line asks for; a line without a leading colon or `#number` is said aloud in the group. */
export function readLineWish(line: string): LineWish {
  const words = line.trim();
  if (words === '') return { kind: 'nothing' };
  const choice = /^[#＃:：](\d{1,3})$/u.exec(words);
  if (choice?.[1] !== undefined) return { kind: 'choose', number: Number(choice[1]) };
  const command = /^[:：]([a-zA-Z]+)(?:\s+(.*))?$/su.exec(words);
  if (command?.[1] === undefined) return { kind: 'say', text: withLineEnds(words), isPrivate: false };
  return readCommand(command[1], (command[2] ?? '').trim());
}

function readCommand(typed: string, rest: string): LineWish {
  const name = typed.toLowerCase();
  switch (name) {
    case 'as':
      return rest === '' ? { kind: 'who' } : { kind: 'as', name: rest };
    case 'skip': {
      const skip = readSkip(rest);
      return skip === null ? { kind: 'skip-usage' } : { kind: 'skip', skip };
    }
    case 'private':
    case 'dm':
      return rest === '' ? { kind: 'empty' } : { kind: 'say', text: withLineEnds(rest), isPrivate: true };
    case 'photo':
      return { kind: 'photo', caption: withLineEnds(rest) };
    case 'file':
      return rest === '' ? { kind: 'empty' } : { kind: 'file', path: unquoted(rest) };
    case 'next':
    case 'who':
    case 'now':
    case 'help':
    case 'quit':
      return { kind: name };
    case 'q':
    case 'exit':
      return { kind: 'quit' };
    default:
      return { kind: 'unknown', name };
  }
}

/** Terminals quote a path that is dragged into them. */
const unquoted = (path: string): string => path.replace(/^(['"])(.*)\1$/su, '$2').replace(/\\ /gu, ' ');

/** A typed line has no line ends; a message may. */
const withLineEnds = (words: string): string => words.replaceAll('\\n', '\n');
