import type { Api } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Inbound } from '../../commands/core/event.ts';
import { fetchFile } from './fetch-file.ts';

/** What decoding needs to know of the bot and how it gets at files. */
export interface Bot {
  readonly id: number;
  readonly username: string;
  /** Privacy mode is off: the bot sees every message of its groups. */
  readonly canReadAll: boolean;
  /** The content of a file of up to 20 MB; rejects with DeliveryError. */
  fetchFile(fileId: string): Promise<Uint8Array>;
}

/** The bot that `me` tells about. */
export const botOf = (api: Api, me: UserFromGetMe): Bot => ({
  id: me.id,
  username: me.username,
  canReadAll: me.can_read_all_group_messages,
  fetchFile: (fileId) => fetchFile(api, fileId),
});

/**
 * The same event, with privacy mode asked for anew where the bot was put into a group: turning the mode off takes
 * effect by adding the bot again, so what was true at the start may be so no longer.
 */
export async function withFreshSight(event: Inbound, api: Api): Promise<Inbound> {
  if (event.kind !== 'standing' || event.standing !== 'added' || event.seesAll) return event;
  const me = await api.raw.getMe().catch(() => null);
  return { ...event, seesAll: me?.can_read_all_group_messages === true };
}
