import { readWorkdaysFile } from '../config-workdays.ts';
import { type DoctorLine, fine, odd, wrong } from './doctor-line.ts';
import { holidaysRemedy, unknownHolidayYear } from './holiday-warning.ts';
import type { Surroundings } from './settings.ts';

/** Whether the public holidays of this year and soon of the next are known, and the file that may add them can be read. */
export function examineHolidays({ cwd, env }: Pick<Surroundings, 'cwd' | 'env'>, nowMs: number): readonly DoctorLine[] {
  const { calendar, problems } = readWorkdaysFile(env, cwd);
  if (problems.length > 0) return problems.map(({ key, message }) => wrong('holidays', `${key}: ${message}`, ''));
  const year = unknownHolidayYear(calendar, nowMs);
  if (year === null) return [fine('holidays', 'public holidays and make-up workdays of the coming weeks are known')];
  return [
    odd('holidays', `those of ${String(year)} are not known: 工作日 goes on as Monday to Friday`, holidaysRemedy),
  ];
}
