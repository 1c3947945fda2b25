import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours what is said, or leaves it plain. */
export interface Paint {
  bot(words: string): string;
  /** Each member has a colour of their own, by their place in the group. */
  member(words: string, place: number): string;
  dim(words: string): string;
  choice(words: string): string;
}

const memberStyles: readonly Style[] = ['cyan', 'yellow', 'magenta', 'blue', 'red'];

export function createPaint(colours: boolean): Paint {
  const style = (format: Style, words: string): string =>
    // The stream is not asked: whether colours are wanted was decided where the environment was read.
    colours && words !== '' ? styleText(format, words, { validateStream: false }) : words;
  return {
    bot: (words) => style(['green', 'bold'], words),
    member: (words, place) => style(memberStyles[place % memberStyles.length] ?? 'cyan', words),
    dim: (words) => style('dim', words),
    choice: (words) => style('bold', words),
  };
}
