import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renderSVG, renderUnicodeCompact } from 'uqr';
import type { CoreLog } from '../../commands/core/core-log.ts';

/** https://github.com/wechaty/puppet/blob/main/src/schemas/event.ts */
export const scanStatus = { cancel: 1, waiting: 2, scanned: 3, confirmed: 4, timeout: 5 } as const;

export interface LoginSheetParts {
  /** Where the picture lies while it is wanted. */
  readonly svgPath: string;
  readonly account: string;
  /** Where to draw, if somebody looks at it. */
  readonly output: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly log: CoreLog;
}

/** What is shown to whoever has to log in with a phone. */
export interface LoginSheet {
  /** To be called with every `scan` event; a code is drawn once. */
  show(code: string, status: number): Promise<void>;
  /** Nobody has to log in any more. */
  clear(): Promise<void>;
}

export function createLoginSheet({ svgPath, account, output, log }: LoginSheetParts): LoginSheet {
  let drawn: string | null = null;
  let turn = Promise.resolve();
  // One after the other, so that an old picture never comes after its removal.
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work).catch((error: unknown) => {
      log.warn({ error, path: svgPath }, 'wechat: the QR code could not be kept as a picture');
    });
    return turn;
  };
  const draw = async (code: string): Promise<void> => {
    if (output.isTTY === true) output.write(`\n${renderUnicodeCompact(code, { border: 2 })}\n`);
    await writePicture(svgPath, renderSVG(code, { border: 2 }));
    log.warn({ account, path: svgPath }, 'wechat: scan the QR code with the phone of the account to log in');
  };
  return {
    async show(code, status) {
      const isWanted = status === scanStatus.waiting || status === scanStatus.timeout;
      if (isWanted && code !== '' && code !== drawn) {
        drawn = code;
        await inTurn(() => draw(code));
      }
      if (status === scanStatus.scanned) log.info({ account }, 'wechat: scanned; confirm on the phone');
      if (status === scanStatus.confirmed) log.info({ account }, 'wechat: confirmed; logging in');
      if (status === scanStatus.cancel) log.info({ account }, 'wechat: the login was cancelled on the phone');
    },
    clear() {
      drawn = null;
      return inTurn(() => rm(svgPath, { force: true }));
    },
  };
}

/** Whoever scans it is asked to let this bot in: nobody else's to see. */
async function writePicture(path: string, svg: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(`${path}.new`, { force: true });
  await writeFile(`${path}.new`, svg, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
