import type { LineEnd } from './own-line.ts';

/** What the operator has set, as far as advice needs it. */
export interface LineSetting {
  readonly puppet: string;
  /** Null: looked up by the token. */
  readonly endpoint: string | null;
  readonly isTlsOff: boolean;
}

/** What happened to a line and what to check, as one sentence for the log and the health page; holds no secret. */
export function adviceFor(end: LineEnd, { puppet, endpoint, isTlsOff }: LineSetting): string {
  switch (end) {
    case 'gateway-gone':
      return `the gateway ${endpoint ?? '(looked up by the token)'} does not answer; ${
        endpoint === null
          ? 'ask the vendor whether the token is valid and paid for'
          : `see that it runs there and speaks ${isTlsOff ? 'without TLS' : 'TLS'}`
      }`;
    case 'token-refused':
      return 'the gateway refuses the token; copy WECHATY_PUPPET_SERVICE_TOKEN anew';
    case 'token-in-use':
      return 'the gateway serves another program on this token; end that one, or let both use the same Redis';
    case 'no-sign':
      return `${puppet} gave no sign of life; see WECHATY_LOG=verbose for what it says (it may print the token)`;
    case 'no-login':
      return `${puppet} shows neither a QR code nor a login; see that this machine, or the gateway, reaches WeChat`;
    case 'silent':
      return `${puppet} has fallen silent; connecting anew`;
    case 'logged-out':
      return 'the account was logged out and nothing followed; connecting anew for a QR code';
    case 'start-failed':
      return `${puppet} could not be started; banzhang doctor looks at the packages`;
    default:
      return end satisfies never;
  }
}
