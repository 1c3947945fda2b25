/** What the terminal itself says, in the language of whoever sits at it. */
export interface ConsoleWords {
  /** Said after a reaction, which is only a picture. */
  readonly recorded: string;
  readonly seen: string;
  readonly help: string;
  readonly leaving: string;
  readonly nothingToChoose: string;
  readonly skipUsage: string;
  readonly skipTooFar: string;
  readonly emptyText: string;
  readonly photoSent: string;
  readonly failed: string;
  readonly notRecorded: string;
  /** What stands before the words of somebody. */
  speaks(name: string): string;
  privateTo(name: string): string;
  onlyFor(name: string): string;
  moment(atMs: number): string;
  nowIs(atMs: number): string;
  speakingAs(name: string): string;
  whoRow(number: number, name: string, isOrganiser: boolean, isCurrent: boolean): string;
  nobodyCalled(name: string): string;
  unknownCommand(name: string, nearest: string | null): string;
  noSuchChoice(number: number, count: number): string;
  choiceOfAnother(name: string): string;
  fileUnreadable(path: string, reason: string): string;
  fileSent(name: string): string;
  fileKept(path: string): string;
}
