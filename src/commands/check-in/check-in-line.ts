import { lines, type Text, text } from '../../i18n/text.ts';
import type { Recorded } from '../../store/check-ins.ts';
import { totalText } from './amount-text.ts';
import { nameOf } from './roster-message.ts';

/** What is said of one member's check-in where everybody reads it. */
export function lineText(recorded: Recorded): Text {
  const { outcome, streak, member, memberCount: count } = recorded;
  const name = nameOf(member.name);
  const amount = totalText(member.entries);
  switch (outcome) {
    case 'recorded':
      return lines(
        amount === null
          ? text('check-in-line', { name, streak, count })
          : text('check-in-line-amount', { name, amount, streak, count }),
        milestoneText(recorded),
      );
    case 'added':
      return amount === null ? text('check-in-line-noted', { name }) : text('check-in-line-added', { name, amount });
    case 'again':
      return text('check-in-line-again', { name, streak });
  }
}

interface Milestone {
  /** For the one who is spoken to. */
  readonly alone: Text;
  /** For several, by name. */
  together(names: Text): Text;
}

/** Days in a row that get a warm word. */
export const milestones: ReadonlyMap<number, Milestone> = new Map([
  [7, { alone: text('check-in-week'), together: (names: Text) => text('check-ins-week', { names }) }],
  [30, { alone: text('check-in-month'), together: (names: Text) => text('check-ins-month', { names }) }],
  [100, { alone: text('check-in-hundred'), together: (names: Text) => text('check-ins-hundred', { names }) }],
]);

/** One warm line on a day that completes a week, a month or a hundred days. */
export const milestoneText = ({ outcome, streak }: Recorded): Text | null =>
  outcome === 'recorded' ? (milestones.get(streak)?.alone ?? null) : null;
