/** Something stands in the way of the set-up: one sentence, and what a tool said about it. */
export class SetupError extends Error {
  constructor(sentence, toolOutput = '') {
    super(sentence);
    this.name = 'SetupError';
    this.toolOutput = lastLines(toolOutput, 25);
  }
}

function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Ends the process as a failed or interrupted set-up should end; anything else is a bug and shows its stack. */
export function endWith(error) {
  if (error.name === 'Interrupted') process.exit(error.exitCode);
  if (error.name !== 'SetupError') throw error;
  if (error.toolOutput !== '') console.error(error.toolOutput);
  console.error(error.message);
  process.exit(1);
}
