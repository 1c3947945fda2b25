import type { TimeZone } from '../local-date.ts';
import { offsetWindowAt } from '../zone-offset.ts';

interface OffsetChange {
  readonly atMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The zone's offsets between two instants, each change on its own. https://www.rfc-editor.org/rfc/rfc5545#section-3.6.5 */
export function timeZoneLines(zone: TimeZone, fromMs: number, untilMs: number): readonly string[] {
  const changes = changesIn(zone, fromMs, untilMs);
  const { offsetMs } = offsetWindowAt(fromMs, zone);
  const isDaylight = (changes[0]?.toMs ?? offsetMs) < offsetMs;
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    // Programs that know the zone by its name look no further; for others, what was before the first change holds back to 1970.
    ...observance({ atMs: -offsetMs, fromMs: offsetMs, toMs: offsetMs }, isDaylight),
    ...changes.flatMap((change) => observance(change, change.toMs > change.fromMs)),
    'END:VTIMEZONE',
  ];
}

function changesIn(zone: TimeZone, fromMs: number, untilMs: number): readonly OffsetChange[] {
  const changes: OffsetChange[] = [];
  for (let window = offsetWindowAt(fromMs, zone); window.untilMs < untilMs;) {
    const next = offsetWindowAt(window.untilMs, zone);
    if (next.offsetMs !== window.offsetMs) {
      changes.push({ atMs: window.untilMs, fromMs: window.offsetMs, toMs: next.offsetMs });
    }
    window = next;
  }
  return changes;
}

/** The onset stands in the local time that was before it. */
function observance({ atMs, fromMs, toMs }: OffsetChange, isDaylight: boolean): readonly string[] {
  const kind = isDaylight ? 'DAYLIGHT' : 'STANDARD';
  const onset = new Date(atMs + fromMs).toISOString().slice(0, 19).replace(/[-:]/g, '');
  return [
    `BEGIN:${kind}`,
    `DTSTART:${onset}`,
    `TZOFFSETFROM:${offsetText(fromMs)}`,
    `TZOFFSETTO:${offsetText(toMs)}`,
    `END:${kind}`,
  ];
}

/** `+0800`, `-0330`. */
function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const twoDigits = (count: number): string => String(count).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}${twoDigits(minutes % 60)}`;
}
