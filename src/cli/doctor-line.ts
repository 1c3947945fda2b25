/** One thing that was looked at. */
export interface DoctorLine {
  readonly severity: 'ok' | 'warning' | 'fatal';
  readonly area: string;
  readonly message: string;
  /** What to do; empty when nothing has to be done. */
  readonly remedy: string;
}

export const fine = (area: string, message: string): DoctorLine => ({ severity: 'ok', area, message, remedy: '' });

export const odd = (area: string, message: string, remedy: string): DoctorLine => ({
  severity: 'warning',
  area,
  message,
  remedy,
});

export const wrong = (area: string, message: string, remedy: string): DoctorLine => ({
  severity: 'fatal',
  area,
  message,
  remedy,
});

/** A sign for the eye and a word for everybody else. */
const marks = { ok: '✓ ok     ', warning: '! warning', fatal: '✗ wrong  ' } as const;
const areaWidth = 9;

/** The line as it is printed, its remedy under it. */
export function printed({ severity, area, message, remedy }: DoctorLine): string {
  const head = `${marks[severity]} ${area.padEnd(areaWidth)} ${message}`;
  return remedy === '' ? head : `${head}\n${' '.repeat(areaWidth + 11)}→ ${remedy}`;
}
