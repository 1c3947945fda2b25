import { text, type Text } from '../../i18n/text.ts';

const minuteMs = 60_000;
const minutesPerHour = 60;

/** How long something took, in whole minutes (at least one), from an hour on with hours. */
export function durationText(ms: number): Text {
  const minutes = Math.max(1, Math.round(ms / minuteMs));
  if (minutes < minutesPerHour) return text('alarm-minutes', { count: minutes });
  return text('alarm-hours', { hours: Math.floor(minutes / minutesPerHour), minutes: minutes % minutesPerHour });
}
