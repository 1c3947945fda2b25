import type { Recognised } from '../../commands/core/desk.ts';

/** Who is behind the platform's ids in this login, as far as this process has met them. */
export interface IdBook {
  of(platformId: string): Recognised | null;
  /** The platform's id of a lasting id or stand-in. */
  platformIdOf(lasting: string): string | null;
  put(platformId: string, recognised: Recognised): void;
  clear(): void;
}

/** Keeps the last `max` of them: whoever is forgotten is looked up again. */
export function createIdBook(max: number): IdBook {
  const byPlatformId = new Map<string, Recognised>();
  const byLastingId = new Map<string, string>();
  return {
    of: (platformId) => byPlatformId.get(platformId) ?? null,
    platformIdOf: (lasting) => byLastingId.get(lasting) ?? null,
    put(platformId, recognised) {
      byPlatformId.delete(platformId);
      byPlatformId.set(platformId, recognised);
      byLastingId.set(recognised.id, platformId);
      if (byPlatformId.size <= max) return;
      for (const [oldest, { id }] of byPlatformId) {
        byPlatformId.delete(oldest);
        if (byLastingId.get(id) === oldest) byLastingId.delete(id);
        break;
      }
    },
    clear() {
      byPlatformId.clear();
      byLastingId.clear();
    },
  };
}
