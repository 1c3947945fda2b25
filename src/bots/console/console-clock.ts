/** Wall time that can be moved forward, never back. */
export interface ConsoleClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** How far it is ahead of wall time. */
  aheadMs(): number;
  /** Moves on to that instant; does nothing when it has passed. */
  moveTo(atMs: number): void;
  /** Sees to it that a later run of the program begins no earlier than that instant, should this one end now. */
  keep(atMs: number): void;
  /** The next instant after now at which the group's clocks show that minute of a day. */
  nextAtMs(minuteOfDay: number): number;
}
