import type { IncomingMessage } from 'node:http';
import { isRecord, parseJson } from './json.ts';
import { problem, type Problem } from './schema/problem.ts';
import type { MethodSchema, Shape } from './schema/shape.ts';

export type Upload = { readonly fileName: string; readonly bytes: Buffer };

export type RequestBody = {
  readonly params: Readonly<Record<string, unknown>>;
  /** Uploaded files by the name of their part. */
  readonly uploads: ReadonlyMap<string, Upload>;
  readonly problems: readonly Problem[];
};

type Parts = { readonly texts: Record<string, string>; readonly uploads: Map<string, Upload> };

const NO_UPLOADS: ReadonlyMap<string, Upload> = new Map();

/** All bytes of a request or a response. */
export async function readBytes(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The parameters of a call from its query string and its JSON, urlencoded or multipart body. */
export async function readRequestBody(
  request: IncomingMessage,
  query: URLSearchParams,
  schema: MethodSchema | undefined,
): Promise<RequestBody> {
  const bytes = await readBytes(request);
  const contentType = request.headers['content-type'] ?? '';
  const fromQuery = coerced(Object.fromEntries(query), schema);
  if (contentType.startsWith('application/json') && bytes.length > 0) return jsonBody(bytes, fromQuery.params);
  const parts = readParts(contentType, bytes);
  const { params, problems } = coerced(parts.texts, schema);
  // A file may also be sent as a part named after its field instead of by attach://.
  const direct = [...parts.uploads.keys()].filter(
    (name) => schema?.params.has(name) && parts.texts[name] === undefined,
  );
  const attached = Object.fromEntries(direct.map((name) => [name, `attach://${name}`]));
  return {
    params: { ...fromQuery.params, ...params, ...attached },
    uploads: parts.uploads,
    problems: [...fromQuery.problems, ...problems],
  };
}

function jsonBody(bytes: Buffer, queryParams: Readonly<Record<string, unknown>>): RequestBody {
  const parsed = parseJson(bytes.toString('utf8'));
  const problems = isRecord(parsed)
    ? []
    : [problem('wrong-type', '', 'the body is not a JSON object', "can't parse request JSON object")];
  return { params: { ...queryParams, ...(isRecord(parsed) ? parsed : {}) }, uploads: NO_UPLOADS, problems };
}

function readParts(contentType: string, bytes: Buffer): Parts {
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return { texts: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))), uploads: new Map() };
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  return boundary === undefined ? { texts: {}, uploads: new Map() } : multipartParts(bytes, boundary);
}

function multipartParts(bytes: Buffer, boundary: string): Parts {
  const texts: Record<string, string> = {};
  const uploads = new Map<string, Upload>();
  const delimiter = Buffer.from(`--${boundary}`);
  let at = bytes.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length + 2;
    const next = bytes.indexOf(delimiter, start);
    if (next < 0) break;
    const part = bytes.subarray(start, next - 2);
    const split = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, split).toString('utf8');
    const name = /;\s*name="?([^";\r\n]+)"?/i.exec(head)?.[1] ?? '';
    const fileName = /;\s*filename="?([^";\r\n]+)"?/i.exec(head)?.[1];
    const content = part.subarray(split + 4);
    if (fileName === undefined) texts[name] = content.toString('utf8');
    else uploads.set(name, { fileName, bytes: Buffer.from(content) });
    at = next;
  }
  return { texts, uploads };
}

/** Texts turned into what their fields hold, as the server does for everything that is not JSON. */
function coerced(
  texts: Readonly<Record<string, string>>,
  schema: MethodSchema | undefined,
): { readonly params: Record<string, unknown>; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const params: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(texts)) {
    const shape = schema?.params.get(name)?.shape;
    params[name] = shape ? coerce(text, shape) : text;
    if (params[name] === undefined) problems.push(problem('wrong-type', name, `${text} is not JSON`));
  }
  return { params, problems };
}

function coerce(text: string, shape: Shape): unknown {
  switch (shape.kind) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array':
    case 'object':
      return parseJson(text);
    case 'union': {
      if (shape.options.some((option) => option.kind === 'number') && /^-?\d+$/.test(text)) return Number(text);
      const isText = shape.options.some((option) => option.kind === 'string' || option.kind === 'literal');
      return isText ? text : parseJson(text);
    }
    case 'string':
    case 'literal':
    case 'file':
      return text;
  }
}
