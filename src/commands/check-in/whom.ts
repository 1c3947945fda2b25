import { literal, text } from '../../i18n/text.ts';
import { Refusal } from '../../errors.ts';
import type { RosterStore, SeatedMember } from '../../store/roster.ts';
import type { Context } from '../core/command.ts';
import { type Choice, type Reply, reply } from '../core/reply.ts';
import { findMember } from './find-member.ts';
import { nameOf, shownName } from './roster-message.ts';

/** Whose record is meant, or what to ask back. */
export type Whom =
  | { readonly kind: 'self'; readonly rest: string }
  | { readonly kind: 'other'; readonly seat: number; readonly rest: string }
  | { readonly kind: 'ask'; readonly replies: readonly Reply[] };

const named = /^[@＠]\s*(.+)$/su;
const numbered = /^[#＃]\s*(\d+)\s*(.*)$/su;
/** Telegram's bots end in “bot”, https://core.telegram.org/bots/features#creating-a-new-bot: they are no members. */
const botMention = /^[@＠]\w*bot(?!\w)\s*/iu;

const choicesMax = 8;
const tokenMaxBytes = 64;

/** The words without a mention of a bot in front. */
export const withoutBot = (words: string): string => words.trim().replace(botMention, '');

/** True when words after a command name somebody. */
export const namesSomebody = (words: string): boolean => named.test(withoutBot(words));

/** Throws Refusal when words begin with `@name` or `#seat`: only check-ins and undo can be done for somebody else. */
export function refuseOnBehalf(words: string): void {
  if (namesSomebody(words) || numbered.test(withoutBot(words))) throw new Refusal('only-for-oneself');
}

/**
 * Whom `words` name: `@name` or `#seat` first, only for organisers; otherwise the sender.
 * Throws Refusal when a member names somebody else or nobody of that name is known.
 */
export async function whomOf(
  command: string,
  words: string,
  context: Context,
  roster: Pick<RosterStore, 'all' | 'one'>,
): Promise<Whom> {
  const spoken = withoutBot(words);
  const number = numbered.exec(spoken);
  const name = named.exec(spoken)?.[1];
  if (number === null && name === undefined) return { kind: 'self', rest: spoken };
  if (!(await context.isOrganiser())) throw new Refusal('only-organisers');
  if (number !== null) {
    const seat = Number(number[1]);
    if ((await roster.one(context.chat.id, seat)) === null) throw new Refusal('member-not-found', { name: `#${seat}` });
    return { kind: 'other', seat, rest: number[2] ?? '' };
  }
  const members = (await roster.all(context.chat.id)).filter(({ hasLeft }) => !hasLeft);
  const found = findMember(name ?? '', members);
  if (found.kind === 'none') throw new Refusal('member-not-found', { name: shownName(found.name) });
  if (found.kind === 'one') return { kind: 'other', seat: found.member.seat, rest: found.rest };
  return { kind: 'ask', replies: [askWhich(command, found.name, found.members, found.rest)] };
}

function askWhich(command: string, name: string, members: readonly SeatedMember[], rest: string): Reply {
  const choices = members.slice(0, choicesMax).map((member): Choice => {
    const whole = `${command} #${member.seat} ${rest}`.trim();
    const token = Buffer.byteLength(whole) <= tokenMaxBytes ? whole : `${command} #${member.seat}`;
    const name = nameOf(member.isOptedOut ? null : member.name);
    const label = text('member-seat', { name, seat: member.seat });
    return { label, token, say: literal(`/${whole}`) };
  });
  return reply({ kind: 'choices', text: text('member-which', { name: shownName(name) }), choices, columns: 1 });
}
