const isSilent = process.env.npm_config_loglevel === 'silent';
/** Even a silent start says what it does when that takes longer than people wait without wondering. */
const slowAfterMs = 3_000;

/** Does `work` and says so in one line on standard error; `npm start --silent` says it only if it is slow. */
export async function step(sentence, work) {
  const say = () => process.stderr.write(`${sentence} …\n`);
  if (!isSilent) say();
  const timer = isSilent ? setTimeout(say, slowAfterMs) : undefined;
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

/** Says something that matters even in a silent start. */
export function note(sentence) {
  process.stderr.write(`${sentence}\n`);
}
