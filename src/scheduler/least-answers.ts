/** How long the answer to a call takes at the least, by account. */
export interface LeastAnswers {
  note(account: string, ms: number): void;
  /** In milliseconds; 0 until enough answers are known to say. */
  of(account: string): number;
}

/** Answers after which a shorter one of before is forgotten at the latest, when it is so many twice. */
const countedMax = 100;

interface Counted {
  readonly beforeMs: number;
  ms: number;
  count: number;
}

/** The least of the latest hundred or two. */
export function createLeastAnswers(): LeastAnswers {
  const accounts = new Map<string, Counted>();
  return {
    note(account, ms) {
      const known = accounts.get(account) ?? { beforeMs: 0, ms: Infinity, count: 0 };
      known.ms = Math.min(known.ms, Math.max(0, ms));
      known.count += 1;
      accounts.set(account, known.count < countedMax ? known : { beforeMs: known.ms, ms: Infinity, count: 0 });
    },
    of(account) {
      const known = accounts.get(account);
      return known === undefined ? 0 : Math.min(known.beforeMs, known.ms);
    },
  };
}
