import type { CoreLog } from '../../commands/core/core-log.ts';

/** The line to a gateway broke (gRPC status 14). https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const lineBroken = /\bUNAVAILABLE\b|ECONNREFUSED|ECONNRESET/;

const quietMs = 60_000;

/**
 * Takes what wechaty emits as errors. Most are nothing, such as the one at every change of a room, so that they are
 * counted and written once a minute. https://github.com/wechaty/wechaty/issues/2410
 */
export function createBotErrors(log: CoreLog, clock: () => number, onOutOfReach: () => void) {
  let heldBackCount = 0;
  let writtenAtMs = -Infinity;
  return (error: unknown): void => {
    const said = error instanceof Error ? error.message : String(error);
    if (lineBroken.test(said)) onOutOfReach();
    if (clock() - writtenAtMs < quietMs) {
      heldBackCount += 1;
      return;
    }
    log.info({ said: said.slice(0, 200), heldBackCount }, 'wechat: wechaty reports an error');
    writtenAtMs = clock();
    heldBackCount = 0;
  };
}
