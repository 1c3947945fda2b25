import type { Duties } from '../index.ts';

/** What one process of several does. */
export interface Role extends Duties {
  /** Without which it would have nothing to do. */
  readonly needs: 'an account' | 'a port' | null;
}

/** What `banzhang start --role` takes. */
export const roles = {
  /** Everything; the terminal chat where no account is set. */
  all: { hears: true, wakes: true, needs: null },
  /** Takes updates and answers them, and leads quizzes. */
  bot: { hears: true, wakes: false, needs: 'an account' },
  /** Does what is due: reminders, digests, fan-outs. */
  worker: { hears: false, wakes: true, needs: 'an account' },
  /** Health, metrics and calendars over HTTP. */
  web: { hears: false, wakes: false, needs: 'a port' },
} as const satisfies Readonly<Record<string, Role>>;

export type RoleName = keyof typeof roles;
export const roleNames = Object.keys(roles) as readonly RoleName[];
