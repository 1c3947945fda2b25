import type { Person } from '../../commands/core/event.ts';
import type { Cast } from './cast.ts';

/** The member meant by a number of the list, a name or its only possible beginning or part; null when nobody is. */
export function findMember(words: string, { members }: Cast): Person | null {
  const wanted = words.normalize('NFKC').trim().replace(/^@/u, '').toLowerCase();
  if (/^\d+$/.test(wanted)) return members[Number(wanted) - 1] ?? null;
  const named = members.map((member) => ({ member, name: member.name.toLowerCase() }));
  const exact = named.find(({ name }) => name === wanted);
  if (exact !== undefined) return exact.member;
  const partly = named.filter(({ name }) => name.includes(wanted));
  return partly.length === 1 ? (partly[0]?.member ?? null) : null;
}
