import { badRequest } from '../api-error.ts';
import { MAX_DOWNLOAD_BYTES } from '../files.ts';
import type { Methods } from './method.ts';

/** getFile; the bytes themselves are served over HTTP. */
export const downloadMethods: Methods = {
  getFile: (params, { world }) => {
    const file = world.files.get(params.file_id);
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.size > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
    return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  },
};
