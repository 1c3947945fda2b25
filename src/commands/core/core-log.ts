/** The log as the core uses it. */
export interface CoreLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** The hops of a message, and whether anybody reads them; absent: nobody does. */
  debug?(fields: Readonly<Record<string, unknown>>, message: string): void;
  readonly isDebug?: boolean;
}
