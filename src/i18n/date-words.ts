/** Puts days and moments into words of one language, with the year where it is another than people live in. */
export interface DateWords {
  /** `on`: `YYYY-MM-DD`. */
  day(on: string, nowMs: number): string;
  /** By the clocks of `zone`. */
  moment(at: { readonly atMs: number; readonly zone: string }, nowMs: number): string;
}

interface Format {
  readonly short: Intl.DateTimeFormat;
  readonly withYear: Intl.DateTimeFormat;
  readonly year: Intl.DateTimeFormat;
}

const dayFields = { month: 'short', day: 'numeric', weekday: 'short' } as const;
const momentFields = { ...dayFields, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Zones whose formats are kept; a bot serves few, a hostile one cannot grow the map. */
const keptZones = 64;

/** `tag`: the BCP 47 tag of the language. */
export function createDateWords(tag: string): DateWords {
  const days = formatOf(tag, { ...dayFields, timeZone: 'UTC' });
  const moments = new Map<string, Format>();
  const momentsIn = (zone: string): Format => {
    const known = moments.get(zone);
    if (known !== undefined) return known;
    if (moments.size >= keptZones) moments.clear();
    const format = formatOf(tag, { ...momentFields, timeZone: zone });
    moments.set(zone, format);
    return format;
  };
  return {
    day: (on, nowMs) => said(days, Date.parse(`${on}T00:00:00Z`), nowMs),
    moment: ({ atMs, zone }, nowMs) => said(momentsIn(zone), atMs, nowMs),
  };
}

function formatOf(tag: string, fields: Intl.DateTimeFormatOptions): Format {
  const { timeZone = 'UTC' } = fields;
  return {
    short: new Intl.DateTimeFormat(tag, fields),
    withYear: new Intl.DateTimeFormat(tag, { ...fields, year: 'numeric' }),
    year: new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }),
  };
}

function said({ short, withYear, year }: Format, atMs: number, nowMs: number): string {
  const format = isThisYear(year.format(atMs), nowMs) ? short : withYear;
  // Several of them may stand in a list, whose commas are its own.
  return format.format(atMs).replaceAll(',', '');
}

const hourMs = 3_600_000;

/** In the first and last hours of a year there are two of it on earth: a day does not say by which clocks it is one. */
const isThisYear = (year: string, nowMs: number): boolean =>
  [nowMs - 12 * hourMs, nowMs + 14 * hourMs].some((atMs) => String(new Date(atMs).getUTCFullYear()) === year);
