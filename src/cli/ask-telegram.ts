import { z } from 'zod';
import type { TelegramConfig } from '../config.ts';

/** What the Bot API server answered, without the token in any of it. */
export type TelegramAnswer =
  | { readonly kind: 'said'; readonly result: Readonly<Record<string, unknown>>; readonly serverAtMs: number | null }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | { readonly kind: 'silent'; readonly detail: string };

/** https://core.telegram.org/bots/api#making-requests */
const answerShape = z.object({
  ok: z.boolean(),
  description: z.string().optional(),
  result: z.record(z.string(), z.unknown()).optional(),
});

const patienceMs = 6_000;

/** One question without parameters, asked once. Never rejects. */
export async function askTelegram(
  { token, apiRoot }: Pick<TelegramConfig, 'token' | 'apiRoot'>,
  method: 'getMe' | 'getWebhookInfo',
): Promise<TelegramAnswer> {
  const url = `${apiRoot}/bot${token.reveal()}/${method}`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
    const answer = answerShape.safeParse(await response.json().catch(() => null));
    if (!answer.success) return { kind: 'silent', detail: `${apiRoot} is no Bot API server (HTTP ${response.status})` };
    const { ok, description = '', result = {} } = answer.data;
    if (!ok) return { kind: 'refused', status: response.status, detail: description };
    return { kind: 'said', result, serverAtMs: dateOf(response) };
  } catch (error) {
    return { kind: 'silent', detail: `${apiRoot} does not answer (${reasonOf(error)})` };
  }
}

/** Whole seconds; null where the server does not tell. */
function dateOf(response: Response): number | null {
  const atMs = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(atMs) ? null : atMs;
}

/** `fetch` wraps what the system said; its own message is no help, and may hold the address with the token. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return `nothing in ${patienceMs / 1000} s`;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no connection';
}
