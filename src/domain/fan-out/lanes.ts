import type { TimeZone } from '../local-date.ts';

/** A chat of an audience, as far as it decides when and by whom it is served. */
export interface Served<P extends string> {
  readonly id: string;
  readonly platform: P;
  readonly account: string;
  readonly zone: TimeZone;
}

/** Chats that one account serves at one time; each lane is fed by itself, so that none waits for a slower one. */
export interface Lane<P extends string> {
  readonly platform: P;
  readonly account: string;
  readonly dueAtMs: number;
  readonly chats: readonly string[];
}

/** The lanes of an audience, earliest first; `dueAtMs` tells when chats of a zone are due. */
export function lanesOf<P extends string>(
  audience: readonly Served<P>[],
  dueAtMs: (zone: TimeZone) => number,
): readonly Lane<P>[] {
  const dueIn = new Map<TimeZone, number>();
  const lanes = new Map<string, Omit<Lane<P>, 'chats'> & { readonly chats: string[] }>();
  for (const { id, platform, account, zone } of audience) {
    const atMs = dueIn.get(zone) ?? dueAtMs(zone);
    dueIn.set(zone, atMs);
    const name = `${platform} ${account} ${String(atMs)}`;
    const lane = lanes.get(name);
    if (lane === undefined) lanes.set(name, { platform, account, dueAtMs: atMs, chats: [id] });
    else lane.chats.push(id);
  }
  return [...lanes.values()].toSorted((a, b) => a.dueAtMs - b.dueAtMs);
}
