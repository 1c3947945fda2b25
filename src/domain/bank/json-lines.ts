/**
 * The lines on which the objects of a list start, in order: of the list that is the whole text (`key` null), or of the
 * one under that key of the outer object. Expects text that JSON.parse takes; one pass.
 */
export function elementLines(text: string, key: string | null): readonly number[] {
  const lines: number[] = [];
  const depthOfElements = key === null ? 1 : 2;
  let line = 1;
  let depth = 0;
  let outerKey: string | null = null;
  let lastString = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\n') line += 1;
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (depth === 1) lastString = text.slice(at + 1, end);
      at = end;
    } else if (sign === ':' && depth === 1) outerKey = lastString;
    else if (sign === '{' || sign === '[') {
      if (sign === '{' && depth === depthOfElements && (key === null || outerKey === key)) lines.push(line);
      depth += 1;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return lines;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}

/** The line that a JSON.parse error speaks of, by its position or by the snippet it quotes; 1 when it names none. */
export function lineOfJsonError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  const snippet = /"([^]*)"(?:\.\.\.)? is not valid JSON$/.exec(message)?.[1];
  let end = 0;
  if (position !== undefined) end = Number(position);
  else if (snippet !== undefined) end = Math.max(0, text.indexOf(snippet) + Math.floor(snippet.length / 2));
  else if (message.includes('end of JSON')) end = text.length;
  return text.slice(0, end).split('\n').length;
}
