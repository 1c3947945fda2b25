import { z } from 'zod';
import { normalise } from '../domain/normalise.ts';
import type { Bank, Question } from '../domain/question.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

/** Banks imported from the command line belong to every chat; they are kept under this name. */
export const sharedBanks: ChatId = 'shared';

/** A few milliseconds during which nobody else is served. */
const askedAtOnce = 50;

export interface Putting {
  readonly nowMs: number;
  /** Banks that the chat may have. */
  readonly most: number;
}

const listing = z.object({ name: z.string(), questionCount: z.number(), importedAtMs: z.number() });
export type BankListing = z.infer<typeof listing>;

const putBank = script({
  name: 'put-bank',
  keys: ['banks', 'bank', 'handled'],
  args: ['name', 'listing', 'questions', 'most'],
  reply: jsonReply(z.object({ outcome: z.enum(['added', 'replaced', 'too-many']) })),
});

const removeBank = script({
  name: 'remove-bank',
  keys: ['banks', 'bank', 'handled'],
  args: ['name'],
  reply: jsonReply(z.object({ isRemoved: z.boolean() })),
});

export type BankStore = ReturnType<typeof createBankStore>;

/** Question banks of chats. All reject with StoreError. */
export function createBankStore(redis: RedisClient, keys: Keys) {
  return {
    /** Adds or replaces a bank; told again it says the same. One round trip. */
    async put(
      chat: ChatId,
      event: string,
      bank: Bank,
      { nowMs, most }: Putting,
    ): Promise<'added' | 'replaced' | 'too-many'> {
      const name = normalise(bank.name);
      const listed: BankListing = { name: bank.name, questionCount: bank.questions.length, importedAtMs: nowMs };
      const { outcome } = await putBank(
        redis,
        { banks: keys.banks(chat), bank: keys.bank(chat, name), handled: keys.handled(chat, event) },
        { name, listing: JSON.stringify(listed), questions: JSON.stringify(bank.questions), most },
      );
      return outcome;
    },

    /** The chat's banks, the newest first. */
    async list(chat: ChatId): Promise<readonly BankListing[]> {
      const listings = await guarded(redis.hvals(keys.banks(chat)));
      return listings.map((json) => listing.parse(JSON.parse(json))).sort((a, b) => b.importedAtMs - a.importedAtMs);
    },

    /** The bank of that name (width, case and script do not matter), null when there is none. Two round trips. */
    async open(chat: ChatId, name: string): Promise<Bank | null> {
      const wanted = normalise(name);
      const [listed, questions] = await guarded(
        Promise.all([redis.hget(keys.banks(chat), wanted), redis.get(keys.bank(chat, wanted))]),
      );
      if (listed === null || questions === null) return null;
      return { name: listing.parse(JSON.parse(listed)).name, questions: JSON.parse(questions) as Question[] };
    },

    /** How many of the chats have no bank of that name; one read a chat, many at a time. */
    async lackingCount(chats: readonly ChatId[], bankName: string): Promise<number> {
      const name = normalise(bankName);
      let lacking = 0;
      for (let from = 0; from < chats.length; from += askedAtOnce) {
        const asked = chats.slice(from, from + askedAtOnce).map((chat) => redis.hexists(keys.banks(chat), name));
        lacking += (await guarded(Promise.all(asked))).filter((has) => has === 0).length;
      }
      return lacking;
    },

    /** True when there was such a bank and it is gone now; told again it says the same. One round trip. */
    async remove(chat: ChatId, event: string, bankName: string): Promise<boolean> {
      const name = normalise(bankName);
      const { isRemoved } = await removeBank(
        redis,
        { banks: keys.banks(chat), bank: keys.bank(chat, name), handled: keys.handled(chat, event) },
        { name },
      );
      return isRemoved;
    },
  };
}
