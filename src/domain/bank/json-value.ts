/** A value of parsed JSON whose shape is not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for `{…}`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's own properties by lower-case name without underscores: `correct_answer` and `correctAnswer` are one. */
export type JsonFields = ReadonlyMap<string, unknown>;

/** The own properties of an object; what it inherits does not exist here. */
export function fieldsOf(object: JsonObject): JsonFields {
  return new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase().replaceAll('_', ''), value]));
}

/** The value under the first of these names that is there and not null. */
export function field(fields: JsonFields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Strings as they are, numbers and booleans as JSON writes them, nothing as an empty text; null for lists and objects. */
export function asText(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A list of texts, one text as a list of one, nothing as none; null for any other shape. */
export function asTexts(value: unknown): readonly string[] | null {
  if (value === undefined || value === null) return [];
  const texts = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(asText);
  return texts.every((text) => text !== null) ? texts : null;
}
