import type { Address, Person } from '../../commands/core/event.ts';

/** The people of the sample group and what it is called. */
export interface Cast {
  readonly groupTitle: string;
  readonly botName: string;
  /** At least one; the first is who speaks at the start. */
  readonly members: readonly Person[];
  readonly organiserId: string;
}

/** The one login that a terminal has. */
export const consoleAccount = 'terminal';

/** The sample group. */
export const groupAddress: Address = { platform: 'console', account: consoleAccount, chat: 'group' };

/** A member's own chat with the bot. */
export const privateAddress = (personId: string): Address => ({ ...groupAddress, chat: personId });
