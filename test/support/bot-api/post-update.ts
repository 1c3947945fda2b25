import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { parseJson } from './json.ts';
import { readBytes } from './request-body.ts';

export type PostOutcome = {
  /** Null when the connection failed. */
  readonly status: number | null;
  readonly body: unknown;
  readonly retryAfterSeconds: number;
  readonly problem: string;
};

const REQUEST_TIMEOUT_MS = 60_000;

/** What became of an update posted to a webhook; never rejects. */
export function postUpdate(address: string, secretToken: string | null, body: string): Promise<PostOutcome> {
  return new Promise((resolve) => {
    const url = new URL(address);
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(secretToken === null ? {} : { 'x-telegram-bot-api-secret-token': secretToken }),
    };
    // The certificates of tests are their own.
    const outgoing = request(url, { method: 'POST', headers, timeout: REQUEST_TIMEOUT_MS, rejectUnauthorized: false });
    const fail = (problem: string): void => {
      resolve({ status: null, body: null, retryAfterSeconds: 0, problem });
    };
    outgoing.on('response', (response) => {
      readOutcome(response).then(resolve, () => {
        fail('Webhook connection closed');
      });
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => {
      fail('Connection refused');
    });
    outgoing.end(body);
  });
}

async function readOutcome(response: IncomingMessage): Promise<PostOutcome> {
  const bytes = await readBytes(response);
  const status = response.statusCode ?? 0;
  return {
    status,
    body: parseJson(bytes.toString('utf8')),
    retryAfterSeconds: Number(response.headers['retry-after'] ?? 0) || 0,
    problem: `Wrong response from the webhook: ${String(status)} ${response.statusMessage ?? ''}`.trim(),
  };
}
