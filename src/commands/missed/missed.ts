import type { Silence } from '../core/desk.ts';
import type { Address } from '../core/event.ts';

export interface Missed {
  /** Resolves when the chats concerned are noted. */
  tell(account: Pick<Address, 'platform' | 'account'>, silence: Silence): Promise<void>;
}

/** Being built. */
export const createMissed = (): Missed => ({ tell: () => Promise.resolve() });
