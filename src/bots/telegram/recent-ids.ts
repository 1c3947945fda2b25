/** The last so many ids that were added. */
export interface RecentIds {
  add(id: number): void;
  has(id: number): boolean;
}

/** A window over ids, never a highest id: Telegram's numbers may jump anywhere after a quiet week. */
export function createRecentIds(max: number): RecentIds {
  const ids = new Set<number>();
  return {
    add(id) {
      ids.delete(id);
      ids.add(id);
      const oldest = ids.size > max ? ids.values().next().value : undefined;
      if (oldest !== undefined) ids.delete(oldest);
    },
    has: (id) => ids.has(id),
  };
}
