import type { ChatStore } from '../../store/chats.ts';
import type { MemberStore } from '../../store/members.ts';
import type { PrivateRoundStore } from '../../store/private-rounds.ts';
import type { RosterStore } from '../../store/roster.ts';
import type { RunStore } from '../../store/runs.ts';
import type { OpenQuiz, OpenRounds } from './open-rounds.ts';
import { localeOf } from './room.ts';

export interface MemberRoundsParts {
  readonly runs: Pick<RunStore, 'current' | 'paper'>;
  readonly open: OpenRounds;
  readonly members: Pick<MemberStore, 'chatsOf'>;
  readonly chats: Pick<ChatStore, 'read'>;
  readonly roster: Pick<RosterStore, 'one'>;
  readonly privateRounds: PrivateRoundStore;
}

/** A quiz of a group and the member's place in it. */
export interface Seated {
  readonly quiz: OpenQuiz;
  /** `platform:person` by which the member sits in the group, which may be another platform's. */
  readonly person: string;
}

/** Nobody plays in more groups at one moment. */
const quizzesMax = 8;

/**
 * Quizzes of groups in which the member sits whose round is open or has just closed, ordered by chat. Two round trips
 * when there is none, and reads for eight quizzes at most, whatever the number of chats.
 */
export async function roundsOfMember(member: string, parts: MemberRoundsParts): Promise<readonly Seated[]> {
  const seats = await parts.members.chatsOf(member);
  const running = new Set(await parts.privateRounds.openAmong(seats.map(({ chat }) => chat)));
  const places = seats.filter(({ chat }) => running.has(chat)).sort((a, b) => (a.chat < b.chat ? -1 : 1));
  const found = await Promise.all(places.slice(0, quizzesMax).map((place) => seatedIn(place, parts)));
  return found.filter((seated) => seated !== null);
}

async function seatedIn(
  { chat: id, seat }: { readonly chat: string; readonly seat: number },
  parts: MemberRoundsParts,
): Promise<Seated | null> {
  const [chat, run, entry] = await Promise.all([
    parts.chats.read(id),
    parts.runs.current(id),
    parts.roster.one(id, seat),
  ]);
  if (chat?.isGroup !== true || run === null || entry === null || entry.hasLeft) return null;
  if (run.state === 'paused' || run.round < 1) return null;
  const person = `${entry.platform}:${entry.person}`;
  const known = parts.open.get(id);
  if (known?.run.id === run.id && known.run.round === run.round && known.run.state === run.state) {
    return { quiz: known, person };
  }
  const paper = known?.run.id === run.id ? known.paper : await parts.runs.paper(id, run.id);
  if (paper === null) return null;
  const quiz = { chat, run, locale: localeOf(chat), paper, shownAtMs: run.openedAtMs };
  parts.open.set(quiz);
  return { quiz, person };
}
