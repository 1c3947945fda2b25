import ts from 'typescript';
import { limitsFromDoc } from './doc-limits.ts';
import type { Field, Shape } from './shape.ts';

export type ShapeReader = {
  readonly shape: (type: ts.Type) => Shape;
  readonly fields: (type: ts.Type) => ReadonlyMap<string, Field>;
};

/** A reader that turns checked TypeScript types into shapes; `fileTypeName` marks where a file may be uploaded. */
export function shapeReader(checker: ts.TypeChecker, fileTypeName: string): ShapeReader {
  const known = new Map<ts.Type, Shape>();
  const shape = (type: ts.Type): Shape => {
    const before = known.get(type);
    if (before) return before;
    const read = readShape(type);
    known.set(type, read);
    return read;
  };

  const readShape = (type: ts.Type): Shape => {
    const simple = simpleShape(type);
    if (simple) return simple;
    if (type.isUnion()) return unionShape(type);
    // `string & Record<never, never>` is how the declarations say "one of these, or any other string".
    if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String)) return { kind: 'string' };
    const element = arrayElement(checker, type);
    if (element) return { kind: 'array', element: () => shape(element) };
    const name = (type.aliasSymbol ?? type.getSymbol())?.name ?? 'object';
    if (name === fileTypeName) return { kind: 'file' };
    let read: ReadonlyMap<string, Field> | undefined;
    return { kind: 'object', name, fields: () => (read ??= fields(type)) };
  };

  const unionShape = (type: ts.UnionType): Shape => {
    const name = type.aliasSymbol?.name ?? 'one of several';
    const options = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined));
    if (options.every((part) => part.flags & ts.TypeFlags.BooleanLiteral) && options.length === 2)
      return { kind: 'boolean' };
    const [only] = options;
    return options.length === 1 && only ? shape(only) : { kind: 'union', name, options: options.map(shape) };
  };

  const fields = (type: ts.Type): ReadonlyMap<string, Field> => {
    const read = checker.getPropertiesOfType(type).map((symbol) => readField(symbol));
    return new Map(read.filter((field) => field !== null).map((field) => [field.name, field]));
  };

  const readField = (symbol: ts.Symbol): Field | null => {
    const type = checker.getTypeOfSymbol(symbol);
    // `title?: undefined` marks a field that this kind of object never has.
    if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)) return null;
    const fieldShape = shape(type);
    const doc = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    return {
      name: symbol.name,
      isRequired: !(symbol.flags & ts.SymbolFlags.Optional),
      isDeprecated: symbol.getJsDocTags(checker).some((tag) => tag.name === 'deprecated'),
      shape: fieldShape,
      limits: limitsFromDoc(doc, fieldShape),
    };
  };

  return { shape, fields };
}

function simpleShape(type: ts.Type): Shape | null {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { kind: 'literal', value: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral)
    return { kind: 'literal', value: 'intrinsicName' in type && type.intrinsicName === 'true' };
  if (type.flags & ts.TypeFlags.TemplateLiteral) return { kind: 'string' };
  if (type.flags & ts.TypeFlags.String) return { kind: 'string' };
  if (type.flags & ts.TypeFlags.Number) return { kind: 'number' };
  if (type.flags & ts.TypeFlags.Boolean) return { kind: 'boolean' };
  return null;
}

function arrayElement(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  const name = type.getSymbol()?.name;
  if (name !== 'Array' && name !== 'ReadonlyArray') return undefined;
  return checker.getTypeArguments(type as ts.TypeReference)[0];
}
