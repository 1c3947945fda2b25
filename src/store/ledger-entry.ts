import { z } from 'zod';
import { type Outcome, outcomes } from './outcome.ts';

const fields = z.object({
  outcome: z.enum(outcomes),
  atMs: z.number(),
  messageId: z.string().nullable(),
  /** With `failed`: why. */
  code: z.string().nullable(),
});
export type EntryFields = z.infer<typeof fields>;

export interface LedgerEntry extends EntryFields {
  readonly kind: string;
  readonly ref: string;
  readonly dueAtMs: number;
}

const lettersOf: Readonly<Record<Outcome, string>> = {
  sent: 's',
  late: 'l',
  moved: 'v',
  removed: 'r',
  muted: 'm',
  unknown: 'u',
  failed: 'f',
  'skipped-late': 'L',
  'skipped-quiet': 'Q',
  'skipped-nothing': 'N',
  'skipped-cancelled': 'C',
};

/**
 * What stands behind kind and ref of an entry: letter of the outcome, due instant and time since in ms of base 36, code and
 * message, with full stops between. Rarely over 64 bytes in all, so that Redis keeps a chat's entries packed in one piece;
 * the due instant is among them, so that no two entries are the same member.
 */
export function writeEntry({ outcome, atMs, messageId, code }: EntryFields, dueAtMs: number): string {
  const numbers = [dueAtMs, Math.round(atMs - dueAtMs)].map((ms) => ms.toString(36));
  return [lettersOf[outcome], ...numbers, code ?? '', messageId ?? ''].join('.');
}

/** The entry that a member of a chat's ledger holds; those of earlier versions are JSON. Throws when it holds none. */
export function readEntry(member: string, dueAtMs: number): LedgerEntry {
  const [kind = '', ref = '', ...rest] = member.split(' ');
  const written = rest.join(' ');
  const entry = written.startsWith('{') ? (JSON.parse(written) as unknown) : unpacked(written, dueAtMs);
  return { kind, ref, dueAtMs, ...fields.parse(entry) };
}

function unpacked(written: string, dueAtMs: number): unknown {
  const [letter, , sinceMs = '', code = '', ...messageId] = written.split('.');
  return {
    outcome: outcomes.find((outcome) => lettersOf[outcome] === letter),
    atMs: dueAtMs + Number.parseInt(sinceMs, 36),
    messageId: messageId.join('.') || null,
    code: code || null,
  };
}
