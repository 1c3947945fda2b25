import type { Api } from 'grammy';
import { DeliveryError } from '../../errors.ts';
import { deliveryErrorOf } from './errors.ts';
import { downloadMaxBytes } from './limits.ts';

const downloadTimeoutMs = 60_000;

/**
 * The content of a file that was sent to the bot, up to 20 MB; rejects with DeliveryError only, and the download's
 * address, which holds the token, never gets into it. Two calls. https://core.telegram.org/bots/api#getfile
 */
export async function fetchFile(api: Api, fileId: string): Promise<Uint8Array> {
  const path = await pathOf(api, fileId);
  const response = await download(addressOf(api, path));
  const sizeBytes = Number(response.headers.get('content-length') ?? 0);
  if (sizeBytes > downloadMaxBytes) throw tooBig();
  const bytes = await response.arrayBuffer().catch(() => {
    throw new DeliveryError('unreachable', 'telegram file: the download broke off');
  });
  if (bytes.byteLength > downloadMaxBytes) throw tooBig();
  return new Uint8Array(bytes);
}

const tooBig = (): DeliveryError => new DeliveryError('bad-request', 'telegram file: over 20 MB');

async function pathOf(api: Api, fileId: string): Promise<string> {
  try {
    const { file_path: path } = await api.raw.getFile({ file_id: fileId });
    if (path !== undefined) return path;
  } catch (error) {
    throw deliveryErrorOf(error, 'getFile');
  }
  throw new DeliveryError('bad-request', 'telegram getFile: the server names no file');
}

function addressOf({ token, options }: Api, path: string): string {
  const root = options?.apiRoot ?? 'https://api.telegram.org';
  const environment = options?.environment === 'test' ? 'test/' : '';
  return `${root}/file/bot${token}/${environment}${path}`;
}

async function download(url: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
  } catch {
    // The error itself names the address. A download has no effect, so it may simply be tried again.
    throw new DeliveryError('unreachable', 'telegram file: the download failed');
  }
  if (response.ok) return response;
  await response.body?.cancel();
  const code = response.status >= 500 || response.status === 429 ? 'unreachable' : 'bad-request';
  throw new DeliveryError(code, `telegram file: ${String(response.status)}`);
}
