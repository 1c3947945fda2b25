import type { TimeZone } from './local-date.ts';
import type { Schedule } from './schedule.ts';

/** Mainland China's public holidays and make-up workdays, or Monday to Friday; the chat's own days off come off either. */
export type WorkdaysKind = 'china' | 'own';

/** Zones of mainland China; Hong Kong, Macao and Taiwan know no make-up workdays. https://github.com/eggert/tz/blob/main/backward */
const mainlandZones: ReadonlySet<string> = new Set([
  ...['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Chongqing', 'Asia/Chungking', 'Asia/Harbin', 'Asia/Kashgar', 'PRC'],
]);

/** By which calendar the chat's workdays go. */
export function workdaysKindOf(chat: {
  readonly zone: TimeZone;
  readonly settings: { readonly workdays: WorkdaysKind | null };
}): WorkdaysKind {
  return chat.settings.workdays ?? (mainlandZones.has(chat.zone) ? 'china' : 'own');
}

/** The schedule as the index of what is due keeps it: by an own calendar Monday to Friday; the days off are left out when they come. */
export function scheduleByKind(schedule: Schedule, kind: WorkdaysKind): Schedule {
  if (schedule.kind !== 'workdays' || kind === 'china') return schedule;
  return { kind: 'weekly', weekdays: [1, 2, 3, 4, 5], minutes: schedule.minutes };
}
