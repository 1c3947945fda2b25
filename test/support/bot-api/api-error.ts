/** What a failed call is answered with, besides code and description. */
export type ErrorParameters = { readonly retry_after?: number; readonly migrate_to_chat_id?: number };

/** A call refused the way Telegram refuses it; `message` is the description with its prefix. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: ErrorParameters | null;

  constructor(code: number, description: string, parameters: ErrorParameters | null = null) {
    super(description);
    this.name = 'ApiError';
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (text: string, parameters: ErrorParameters | null = null): ApiError =>
  new ApiError(400, `Bad Request: ${text}`, parameters);

export const forbidden = (text: string): ApiError => new ApiError(403, `Forbidden: ${text}`);

export const conflict = (text: string): ApiError => new ApiError(409, `Conflict: ${text}`);

/** https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Query.cpp#L105 */
export const tooManyRequests = (retryAfterSeconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${String(retryAfterSeconds)}`, {
    retry_after: retryAfterSeconds,
  });
