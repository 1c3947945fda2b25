import { FluentParser, Visitor } from '@fluent/syntax';

export { FluentParser };

class VariableNames extends Visitor {
  names = new Set();

  visitVariableReference(reference) {
    this.names.add(reference.id.name);
  }
}

/** The sorted names of the variables that a message uses. */
export function visitor(message) {
  const found = new VariableNames();
  found.visit(message);
  return [...found.names].sort();
}
