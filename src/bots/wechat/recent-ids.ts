/** The last so many ids that came by. */
export interface RecentIds {
  /** True the first time. */
  isNew(id: string): boolean;
}

export function createRecentIds(max: number): RecentIds {
  const ids = new Set<string>();
  return {
    isNew(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      const oldest = ids.size > max ? ids.values().next().value : undefined;
      if (oldest !== undefined) ids.delete(oldest);
      return true;
    },
  };
}
