export type FaultKind = '429' | '500' | '502' | 'error' | 'cut-before' | 'cut-after' | 'slow';

export type Fault = {
  /** The method it befalls, or `*` for all but getUpdates. */
  readonly method: string;
  /**
   * `429` and `500` are answered in place of the call; `502` is a gateway's page that is no JSON; `error` answers
   * with `error`; `cut-before` hangs up before anything happened, `cut-after` when the call had its effect already;
   * `slow` waits `delayMs` before the call is carried out.
   */
  readonly kind: FaultKind;
  /** How many calls it befalls; once if not given. */
  readonly times?: number;
  /** Only calls for this chat. */
  readonly chatId?: number;
  /** Seconds, for `429`; 1 if not given. */
  readonly retryAfter?: number;
  readonly delayMs?: number;
  readonly error?: {
    readonly code: number;
    readonly description: string;
    readonly parameters?: { readonly migrate_to_chat_id?: number; readonly retry_after?: number };
  };
};

export type FaultHandle = {
  /** How many calls it will still befall. */
  readonly remaining: () => number;
  readonly remove: () => void;
};

export type Faults = {
  readonly add: (fault: Fault) => FaultHandle;
  /** The fault that befalls this call, if any; it counts as used. */
  readonly take: (method: string, params: Readonly<Record<string, unknown>>) => Fault | null;
};

export function createFaults(): Faults {
  const planned: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      const plan = { fault, left: fault.times ?? 1 };
      planned.push(plan);
      return {
        remaining: () => plan.left,
        remove: () => {
          plan.left = 0;
        },
      };
    },
    take: (method, params) => {
      const plan = planned.find(({ fault, left }) => left > 0 && befalls(fault, method, params));
      if (!plan) return null;
      plan.left -= 1;
      return plan.fault;
    },
  };
}

function befalls(fault: Fault, method: string, params: Readonly<Record<string, unknown>>): boolean {
  const isMethod = fault.method === method || (fault.method === '*' && method !== 'getUpdates');
  return isMethod && (fault.chatId === undefined || Number(params['chat_id']) === fault.chatId);
}
