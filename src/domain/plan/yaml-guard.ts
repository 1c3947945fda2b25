/** A plan is five levels deep; texts with a stray bracket here and there still pass. */
const maxDepth = 200;
const marker = /[-?:]\s+/y;

/**
 * The first line (1-based) that shows that a YAML text is no plan and dangerous to parse, or null. One pass. The parser
 * recurses, and running out of stack inside it can end the process (V8 aborts when a pattern is compiled with no stack
 * left); and its time grows with the square of the number of errors, so a file full of them must not reach it.
 */
export function dangerousLine(text: string): number | null {
  const indents: number[] = [];
  let brackets = 0;
  let marginValues = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const content = line.trimStart();
    const indent = line.length - content.length;
    while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
    indents.push(indent);
    if (brackets === 0 && /^[[{]/.test(line)) marginValues += 1;
    const isStray = (brackets === 0 && /^[\]}]/.test(content)) || line.startsWith('%') || marginValues > 1;
    const { most, open } = countBrackets(content, brackets);
    brackets = open;
    if (isStray || indents.length + markerCount(content) + most > maxDepth) return index + 1;
  }
  return null;
}

/** How many block levels open on one line: `- - ? - …`. */
function markerCount(content: string): number {
  let count = 0;
  marker.lastIndex = 0;
  while (marker.test(content)) count += 1;
  return count;
}

/** How many brackets are open after the text and at most within it. */
function countBrackets(content: string, before: number): { readonly most: number; readonly open: number } {
  let open = before;
  let most = before;
  for (const sign of content) {
    if (sign === '[' || sign === '{') open += 1;
    else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return { most, open };
}
