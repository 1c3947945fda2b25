import { z } from 'zod';
import type { LocalDate } from '../domain/local-date.ts';
import type { Plan, PlanItem } from '../domain/plan/plan.ts';
import type { RedisClient } from './client.ts';
import { jsonReply } from './json-reply.ts';
import type { ChatId, Keys } from './keys.ts';
import { script } from './script.ts';
import { guarded } from './store-error.ts';

const putPlan = script({
  name: 'put-plan',
  keys: ['plan', 'chat', 'handled'],
  args: ['isWhole', 'title'],
  reply: jsonReply(z.object({ replacedCount: z.number(), itemCount: z.number() })),
});

export type PlanStore = ReturnType<typeof createPlanStore>;

/** Study plans of chats: one item a civil day. All reject with StoreError. */
export function createPlanStore(redis: RedisClient, keys: Keys) {
  const put = (chat: ChatId, event: string, plan: Plan, isWhole: boolean) =>
    putPlan(
      redis,
      { plan: keys.plan(chat), chat: keys.chat(chat), handled: keys.handled(chat, event) },
      { isWhole: isWhole ? 1 : 0, title: plan.title },
      plan.items.flatMap((item) => [item.on, JSON.stringify(item)]),
    );
  return {
    /** Replaces the whole plan. One round trip. */
    replace: (chat: ChatId, event: string, plan: Plan) => put(chat, event, plan, true),

    /** Sets the item of one day. One round trip. */
    setDay: (chat: ChatId, event: string, planItem: PlanItem) =>
      put(chat, event, { title: '', items: [planItem] }, false),

    /** The items of the days asked, null where there is none. One round trip. */
    async days(chat: ChatId, days: readonly LocalDate[]): Promise<readonly (PlanItem | null)[]> {
      const found = await guarded(redis.hmget(keys.plan(chat), ...days));
      return found.map((json) => (json === null ? null : (JSON.parse(json) as PlanItem)));
    },

    /** Every planned day in order. Grows with the plan (≤ 1,000 items). */
    async allDays(chat: ChatId): Promise<readonly LocalDate[]> {
      const days = await guarded(redis.hkeys(keys.plan(chat)));
      return days.sort() as LocalDate[];
    },

    /** The whole plan in order. Grows with the plan (≤ 1,000 items). */
    async items(chat: ChatId): Promise<readonly PlanItem[]> {
      const items = await guarded(redis.hvals(keys.plan(chat)));
      return items.map((json) => JSON.parse(json) as PlanItem).sort((a, b) => (a.on < b.on ? -1 : 1));
    },
  };
}
