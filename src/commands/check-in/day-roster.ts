import { parseLocalDate } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { ProgressStore } from '../../store/progress.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { Board } from '../core/board.ts';
import { type Reply, reply } from '../core/reply.ts';
import { rosterNamesMax, rosterPart, rosterSlot } from './roster-message.ts';

export interface DayRosterParts {
  readonly progress: Pick<ProgressStore, 'latest'>;
  readonly roster: Pick<RosterStore, 'shownNames'>;
}

/** The day's roster message as it stands now. */
export async function dayRoster(chat: string, on: LocalDate, { progress, roster }: DayRosterParts): Promise<Reply> {
  const { memberCount, latest } = await progress.latest(chat, on, rosterNamesMax);
  const names = await roster.shownNames(
    chat,
    latest.map(({ seat }) => seat),
  );
  const listed = latest.map((member, index) => ({ ...member, name: names[index] ?? null }));
  return reply(rosterPart(on, memberCount, listed, null));
}

const isoDateLength = 10;

/** The rosters of all days as boards. */
export const createRosterBoard = (parts: DayRosterParts): Board => ({
  async show({ id }, slot) {
    const on = parseLocalDate(slot.slice(-isoDateLength));
    return on === null || slot !== rosterSlot(on) ? null : dayRoster(id, on, parts);
  },
});
