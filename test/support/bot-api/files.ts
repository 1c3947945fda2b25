import type { Document, PhotoSize } from '@grammyjs/types';
import { badRequest } from './api-error.ts';
import { imageSize } from './image-size.ts';
import type { Upload } from './request-body.ts';
import { nextSerial, type StoredFile, type World } from './world.ts';

// https://core.telegram.org/bots/api#sending-files and tdlib/telegram-bot-api, Client.h MAX_DOWNLOAD_FILE_SIZE
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
export const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

const MIME_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/plain',
  gift: 'application/octet-stream',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  yaml: 'application/x-yaml',
  yml: 'application/x-yaml',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  zip: 'application/zip',
};

/** Keeps a file; `folder` is the first part of its path for downloads. */
export function storeFile(
  world: World,
  folder: 'photos' | 'documents',
  file: { readonly name: string; readonly bytes: Buffer; readonly size?: number },
): StoredFile {
  const serial = String(nextSerial(world));
  const extension = extensionOf(file.name);
  const stored: StoredFile = {
    fileId: `BQACAgUAAxkBAAI${serial.padStart(8, '0')}`,
    uniqueId: `AgAD${serial.padStart(6, '0')}`,
    path: `${folder}/file_${serial}${extension === '' ? '' : `.${extension}`}`,
    name: file.name,
    bytes: file.bytes,
    size: file.size ?? file.bytes.length,
  };
  world.files.set(stored.fileId, stored);
  return stored;
}

/** The file a call sends: just uploaded, or known by its id. */
export function fileFor(
  world: World,
  reference: string,
  uploads: ReadonlyMap<string, Upload>,
  folder: 'photos' | 'documents',
): StoredFile {
  if (!reference.startsWith('attach://')) {
    const known = world.files.get(reference);
    if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
    return known;
  }
  const upload = uploads.get(reference.slice('attach://'.length));
  if (!upload) throw badRequest('there is no file in the request');
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
  const max = folder === 'photos' ? MAX_PHOTO_BYTES : MAX_UPLOAD_BYTES;
  if (upload.bytes.length > max)
    throw badRequest(folder === 'photos' ? 'file is too big for a photo' : 'Request Entity Too Large');
  return storeFile(world, folder, { name: upload.fileName, bytes: upload.bytes });
}

/** The sizes of a photo, smallest first, as Telegram lists them; refuses what is no picture or has a wrong shape. */
export function photoSizes(world: World, file: StoredFile): PhotoSize[] {
  const size = imageSize(file.bytes);
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height))
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  const scale = Math.min(1, 90 / Math.max(width, height));
  const preview = storeFile(world, 'photos', { name: `preview-${file.name}`, bytes: file.bytes });
  const small = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  return [
    { file_id: preview.fileId, file_unique_id: preview.uniqueId, ...small, file_size: 1200 },
    { file_id: file.fileId, file_unique_id: file.uniqueId, width, height, file_size: file.size },
  ];
}

/** The Document object for a kept file. */
export function documentOf(file: StoredFile): Document {
  return {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_name: file.name,
    mime_type: MIME_TYPES[extensionOf(file.name)] ?? 'application/octet-stream',
    file_size: file.size,
  };
}

const extensionOf = (name: string): string => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
