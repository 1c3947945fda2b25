import type { IncomingFile } from '../../commands/core/event.ts';
import { DeliveryError } from '../../errors.ts';
import { downloadMaxBytes } from './limits.ts';
import { within } from './wait.ts';
import type { WechatFile, WechatMessage } from './wechat-bot.ts';

const downloadTimeoutMs = 60_000;

/** The file of a message; its content is fetched only when asked for. */
export const fileOf = (message: WechatMessage): IncomingFile => ({
  name: nameOf(message),
  sizeBytes: null,
  fetchBytes: () => fetchBytes(message),
});

/** Puppets put the name into a field of its own or into the text; some put XML there. */
function nameOf(message: WechatMessage): string {
  const { filename } = message.payload ?? {};
  if (filename !== undefined && filename !== '') return filename;
  const text = message.text().trim();
  return fileName.test(text) ? text : 'file';
}

const fileName = /^[^\n<>/\\]{1,200}\.\w{1,10}$/u;

async function fetchBytes(message: WechatMessage): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    const file: WechatFile = await within(downloadTimeoutMs, message.toFileBox());
    bytes = await within(downloadTimeoutMs, file.toBuffer());
  } catch (error) {
    throw new DeliveryError('unreachable', 'wechat file: it cannot be had', { cause: error });
  }
  if (bytes.byteLength > downloadMaxBytes) throw new DeliveryError('bad-request', 'wechat file: over 20 MB');
  return bytes;
}
