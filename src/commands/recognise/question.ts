import { lines, literal, text, type Text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import type { GroupTrace, PersonTrace } from './traces.ts';

/** Asks somebody which of those met before they are, each by what the group has seen of them. */
export function personQuestion(name: string, traces: readonly PersonTrace[]): Text {
  const offers = traces.map((trace, index) => {
    const what =
      trace.lastOn === null
        ? text('recognise-trace-none')
        : text('recognise-trace', { day: day(trace.lastOn), streak: trace.streak });
    const who =
      trace.name === '' || trace.name === name ? what : text('recognise-named', { name: trace.name, trace: what });
    return text('recognise-offer', { number: index + 1, trace: who });
  });
  return lines(text('recognise-person', { name }), ...offers, text('recognise-nobody'));
}

/** Asks a group which of those known before it is. */
export function groupQuestion(traces: readonly (GroupTrace | null)[], isForOrganisers: boolean): Text {
  const offers = traces.map((trace, index) => {
    const what = trace === null ? text('recognise-group-quiet') : groupWords(trace);
    return text('recognise-offer', { number: index + 1, trace: what });
  });
  const opening = isForOrganisers ? text('recognise-group-organisers') : text('recognise-group');
  return lines(opening, ...offers, text('recognise-group-new'));
}

function groupWords({ title, memberCount, lastOn }: GroupTrace): Text {
  const active = lastOn === null ? text('recognise-group-quiet') : text('recognise-group-active', { day: day(lastOn) });
  const named = title === '' ? text('recognise-untitled') : literal(title);
  return text('recognise-group-trace', { title: named, count: memberCount, trace: active });
}
