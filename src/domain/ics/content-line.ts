/** One property of a calendar, unfolded. https://www.rfc-editor.org/rfc/rfc5545#section-3.1 */
export interface ContentLine {
  /** 1-based line of the file on which it begins. */
  readonly line: number;
  /** In capitals. */
  readonly name: string;
  /** Names in capitals, values without their quotation marks. */
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
}

const namePattern = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):([\s\S]*)$/;
const paramPattern = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";])*)/g;

/** The properties of a text with `\n` line breaks in order; what is no property is left out. */
export function readContentLines(text: string): readonly ContentLine[] {
  const unfolded: { line: number; text: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const last = unfolded.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.text += line.slice(1);
    else unfolded.push({ line: index + 1, text: line });
  }
  return unfolded.flatMap((each) => {
    const [, name, params = '', value = ''] = namePattern.exec(each.text.trimEnd()) ?? [];
    return name === undefined ? [] : [{ line: each.line, name: name.toUpperCase(), params: paramsOf(params), value }];
  });
}

const paramsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(paramPattern)].map(([, name = '', value = '']) => [
      name.toUpperCase(),
      value.replaceAll('"', ''),
    ]),
  );

/** A text value in words. https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11 */
export const unescapeText = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_all, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
