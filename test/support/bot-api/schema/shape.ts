/** What a field may hold, as read from the declarations of the Bot API. */
export type Shape =
  | { readonly kind: 'string' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'file' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'array'; readonly element: () => Shape }
  | { readonly kind: 'object'; readonly name: string; readonly fields: () => ReadonlyMap<string, Field> }
  | { readonly kind: 'union'; readonly name: string; readonly options: readonly Shape[] };

/** One bound stated in the official description of a field. */
export type Limit =
  | { readonly kind: 'characters'; readonly min: number; readonly max: number }
  | { readonly kind: 'bytes'; readonly min: number; readonly max: number }
  | { readonly kind: 'elements'; readonly min: number; readonly max: number }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'line-feeds'; readonly max: number }
  | { readonly kind: 'alphabet'; readonly pattern: RegExp }
  | { readonly kind: 'increasing' };

export type Field = {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly shape: Shape;
  readonly limits: readonly Limit[];
};

export type MethodSchema = {
  readonly name: string;
  readonly params: ReadonlyMap<string, Field>;
  readonly result: Shape;
};

export type Schema = {
  readonly methodNames: readonly string[];
  /** The method's schema, or undefined for a name the Bot API does not have. */
  readonly method: (name: string) => MethodSchema | undefined;
  readonly message: Shape;
  /** The shape of an incoming Update, to prove that what the server sends is well formed. */
  readonly update: Shape;
};
