import type { Log } from '../log.ts';

/** The packages that a WeChat bot brings; what breaks inside them breaks nothing of ours. */
const wechatPackages =
  /[\\/]node_modules[\\/](?:wechaty(?:-[\w-]+)?|@chatie[\\/][\w-]+|@grpc[\\/]grpc-js|memory-card|file-box|watchdog|state-switch|gerror|flash-store|level\w*|wechat4u)[\\/]/;
/** What sockets of theirs throw comes with frames of Node.js alone. https://github.com/wechaty/wechaty/issues/2695 */
const networkCodes = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNREFUSED', 'EAI_AGAIN', 'ENOTFOUND']);

/** Whether an error that nobody caught comes from inside the WeChat packages, and not from what they called of ours. */
export function isFromWechat(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const first = frames.find((line) => !isOfNode(line));
  if (first !== undefined) return wechatPackages.test(first);
  return 'code' in error && networkCodes.has(String(error.code));
}

const isOfNode = (frame: string): boolean => /^\s+at (?:.*\()?(?:node:|<anonymous>\)?$)/.test(frame);

const events = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * While it stands, errors that nobody caught inside the WeChat packages are logged and end nothing; all others do what
 * they did before. Returns how to take it away. docs/decisions/0012 says why.
 */
export function guardAgainstWechat(log: Log): () => void {
  const undo = events.map((event) => {
    // What stood there ends the process; it is asked only where the error is not of this kind.
    const before = process.listeners(event as 'uncaughtException');
    const guard = (error: Error): void => {
      if (!isFromWechat(error)) {
        for (const listener of before) listener(error, event);
        return;
      }
      log.error({ error }, 'wechat: an error inside wechaty that it did not catch');
    };
    for (const listener of before) process.off(event, listener);
    process.on(event, guard);
    return () => {
      process.off(event, guard);
      for (const listener of before) process.on(event, listener);
    };
  });
  return () => {
    for (const step of undo) step();
  };
}
