import { lines, literal, text, type Text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import { amountText } from '../check-in/amount-text.ts';
import type { GroupTrace, PersonTrace } from './traces.ts';

/** One of those that somebody or a group may be; `isTaken` when another of this login is taken for it. */
export interface Offer<Trace> {
  readonly trace: Trace;
  readonly isTaken: boolean;
}

/** Asks somebody which of those met before they are, each by what the group has seen of them. */
export function personQuestion(name: string, offers: readonly Offer<PersonTrace>[]): Text {
  const traces = offers.map(({ trace }) => trace);
  const said = traces.map((trace) => {
    const others = traces.filter((other) => other !== trace && lookOf(other) === lookOf(trace));
    return { words: named(name, trace, detailed(trace, others)), isAlike: others.some(isAlikeTo(trace)) };
  });
  return lines(
    text('recognise-person', { name }),
    ...said.map(({ words }, index) => numbered(index, words, offers[index]?.isTaken === true)),
    text('recognise-nobody'),
    said.some(({ isAlike }) => isAlike) ? text('recognise-alike') : null,
  );
}

function numbered(index: number, words: Text, isTaken: boolean): Text {
  return text('recognise-offer', {
    number: index + 1,
    trace: isTaken ? text('recognise-held', { trace: words }) : words,
  });
}

/** What is told of everybody. */
const lookOf = ({ name, lastOn, streak }: PersonTrace): string => JSON.stringify([name, lastOn, streak]);
const isAlikeTo =
  (one: PersonTrace) =>
  (other: PersonTrace): boolean =>
    JSON.stringify(one) === JSON.stringify(other);

const named = (name: string, trace: PersonTrace, words: Text): Text =>
  trace.name === '' || trace.name === name ? words : text('recognise-named', { name: trace.name, trace: words });

/** In words, with as much more as tells it apart from the others that look the same. */
function detailed(trace: PersonTrace, others: readonly PersonTrace[]): Text {
  if (trace.lastOn === null) return text('recognise-trace-none');
  const differs = (of: (one: PersonTrace) => unknown): boolean =>
    others.some((other) => JSON.stringify(of(other)) !== JSON.stringify(of(trace)));
  const amounts = trace.lastAmounts.map(amountText);
  const more = [
    differs(({ lastAmounts }) => lastAmounts)
      ? amounts.length === 0
        ? text('recognise-amount-none')
        : text('recognise-amount', { amounts: { list: amounts } })
      : null,
    differs(({ total }) => total) ? text('recognise-total', { count: trace.total }) : null,
    differs(({ best }) => best) ? text('recognise-best', { count: trace.best }) : null,
    trace.firstOn !== null && differs(({ firstOn }) => firstOn)
      ? text('recognise-first', { day: day(trace.firstOn) })
      : null,
  ].filter((one) => one !== null);
  const look = text('recognise-trace', { day: day(trace.lastOn), streak: trace.streak });
  return more.reduce<Text>((words, one) => text('recognise-and', { trace: words, more: one }), look);
}

/** Asks a group which of those known before it is. */
export function groupQuestion(offers: readonly Offer<GroupTrace | null>[], isForOrganisers: boolean): Text {
  const said = offers.map(({ trace, isTaken }, index) =>
    numbered(index, trace === null ? text('recognise-group-quiet') : groupWords(trace), isTaken),
  );
  const opening = isForOrganisers ? text('recognise-group-organisers') : text('recognise-group');
  return lines(opening, ...said, text('recognise-group-new'));
}

function groupWords({ title, memberCount, lastOn }: GroupTrace): Text {
  const active = lastOn === null ? text('recognise-group-quiet') : text('recognise-group-active', { day: day(lastOn) });
  const name = title === '' ? text('recognise-untitled') : literal(title);
  return memberCount === null
    ? text('recognise-group-bare', { title: name, trace: active })
    : text('recognise-group-trace', { title: name, count: memberCount, trace: active });
}
