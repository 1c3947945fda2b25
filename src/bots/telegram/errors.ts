import { DeliveryError, type DeliveryErrorCode } from '../../errors.ts';

/** What the Bot API server said when it refused a call. https://core.telegram.org/bots/api#making-requests */
export interface Refusal {
  readonly status: number;
  readonly description: string;
  readonly retryAfterSeconds: number | null;
  readonly movedTo: string | null;
}

/** How the message of a `bad-request` reads when the message to change is no longer there or cannot be changed. */
export const editTargetGone = 'message to edit not found';

/** The server's refusal in an error of the SDK, null when the error is no answer of the server. */
export function refusalOf(error: unknown): Refusal | null {
  // By shape and not by class: a bot that uses the plugin may bring its own copy of grammY.
  if (!isRecord(error) || typeof error['error_code'] !== 'number') return null;
  const parameters = isRecord(error['parameters']) ? error['parameters'] : {};
  const { retry_after: retryAfter, migrate_to_chat_id: movedTo } = parameters;
  return {
    status: error['error_code'],
    description: typeof error['description'] === 'string' ? error['description'] : '',
    retryAfterSeconds: typeof retryAfter === 'number' ? retryAfter : null,
    movedTo: typeof movedTo === 'number' ? String(movedTo) : null,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const settledDescriptions = /message is not modified|query is too old|query id is invalid/i;
const threadDescriptions = /message thread not found|TOPIC_(?:DELETED|CLOSED|ID_INVALID)/i;

/** True when what was asked for is so already, or can no longer matter to anybody. */
export const isSettled = ({ description }: Refusal): boolean => settledDescriptions.test(description);

/** True when the topic that was named is not there to write into. */
export const isThreadGone = ({ description }: Refusal): boolean => threadDescriptions.test(description);

/** True when the message to change shows a picture, so that only its caption can be changed. */
export const isCaptioned = ({ description }: Refusal): boolean => /no text in the message to edit/i.test(description);

/**
 * The DeliveryError an SDK error of `method` stands for.
 * Made of chosen fields only: SDK errors carry the token in a URL and whole payloads along.
 */
export function deliveryErrorOf(error: unknown, method: string): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const refusal = refusalOf(error);
  if (refusal !== null) return fromRefusal(refusal, method);
  const { isNeverSent, reason } = networkFailureOf(error);
  return new DeliveryError(isNeverSent ? 'unreachable' : 'unknown-outcome', `telegram ${method}: ${reason}`);
}

function fromRefusal(refusal: Refusal, method: string): DeliveryError {
  const { status, retryAfterSeconds, movedTo } = refusal;
  const message = `telegram ${method}: ${String(status)} ${withoutToken(detailOf(refusal))}`;
  if (status === 429) {
    return new DeliveryError('rate-limited', message, {
      retryAfterMs: (retryAfterSeconds ?? defaultRetrySeconds) * 1000,
    });
  }
  if (movedTo !== null) return new DeliveryError('moved', message, { movedTo });
  return new DeliveryError(codeOf(refusal), message);
}

/** Servers on the way (proxies, balancers) send 429 without saying how long. */
const defaultRetrySeconds = 5;

const uneditable = /message (?:to edit not found|can't be edited|identifier is not specified)|MESSAGE_ID_INVALID/i;
const detailOf = ({ description }: Refusal): string => (uneditable.test(description) ? editTargetGone : description);

// The words are those of tdlib/telegram-bot-api, Client.cpp, and of the backend's own codes that it passes on.
const goneDescriptions =
  /bot was (?:kicked|blocked)|bot is not a member|deactivated|was deleted|can't initiate conversation|chat not found|PEER_ID_INVALID/i;
const forbiddenDescriptions =
  /not enough rights|have no rights|need administrator rights|CHAT_(?:WRITE|SEND_\w+)_FORBIDDEN|CHAT_RESTRICTED|CHAT_ADMIN_REQUIRED/i;

/** Only media are forbidden in the chat; words still go. */
const mediaDescriptions = /rights to send (?:photos|documents|media|files)|CHAT_SEND_(?:PHOTOS|DOCS|MEDIA)_FORBIDDEN/i;

function codeOf({ status, description }: Refusal): DeliveryErrorCode {
  // 404 is what a token of the wrong shape gets, 401 a wrong or revoked one.
  if (status === 401 || status === 404) return 'unauthorised';
  if (status >= 500) return 'unknown-outcome';
  if (goneDescriptions.test(description)) return 'gone';
  if (mediaDescriptions.test(description)) return 'bad-request';
  if (status === 403 || forbiddenDescriptions.test(description)) return 'forbidden';
  return 'bad-request';
}

const withoutToken = (words: string): string => words.replace(/\d+(?::|%3A)[\w-]{20,}/gi, '[secret]');

/** Failures before the first byte was sent: the call cannot have had an effect. */
const neverSentCodes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
const connectOnly = /\bconnect (?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET)/;
const certificateCodes = /CERT|ALTNAME|SELF_SIGNED|UNABLE_TO_VERIFY/;

function networkFailureOf(error: unknown): { readonly isNeverSent: boolean; readonly reason: string } {
  for (const layer of layersOf(error)) {
    const code = typeof layer['code'] === 'string' ? layer['code'] : '';
    const words = typeof layer['message'] === 'string' ? layer['message'] : '';
    if (neverSentCodes.has(code) || certificateCodes.test(code) || connectOnly.test(words)) {
      return { isNeverSent: true, reason: code === '' ? 'no connection' : code };
    }
    if (code !== '') return { isNeverSent: false, reason: code };
    if (layer['type'] === 'invalid-json') return { isNeverSent: false, reason: 'the answer is not JSON' };
    if (/timed out after/.test(words)) return { isNeverSent: false, reason: 'timed out' };
    if (layer['type'] === 'aborted' || layer['name'] === 'AbortError') return { isNeverSent: false, reason: 'aborted' };
  }
  return { isNeverSent: false, reason: 'the connection failed' };
}

/** The error and what it wraps, outermost first; grammY keeps the cause in `error`, fetch in `cause`. */
function* layersOf(error: unknown): Generator<Readonly<Record<string, unknown>>> {
  let layer = error;
  for (let depth = 0; depth < 4 && isRecord(layer); depth += 1) {
    yield layer;
    layer = layer['error'] ?? layer['cause'];
  }
}
