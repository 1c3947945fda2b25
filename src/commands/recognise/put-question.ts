import type { Text } from '../../i18n/text.ts';
import type { Chats } from '../core/chats.ts';
import type { Directory } from '../core/desk.ts';
import type { Address, PersonalEvent } from '../core/event.ts';
import { groupQuestion, personQuestion } from './question.ts';
import { groupTrace, personTrace, type TraceStores } from './traces.ts';

export interface QuestionParts extends TraceStores {
  readonly directory: Pick<Directory, 'passingIdOf' | 'groupSize'>;
  readonly admission: Pick<Chats, 'idOf'>;
  /** Ids of those who administer the chat; null where the platform names nobody. */
  askOrganisers(address: Address): Promise<readonly string[] | null>;
  clock(): number;
}

export interface Asked {
  readonly atMs: number;
  /** In the order of their numbers, once they are put together. */
  readonly offers: Promise<readonly string[]>;
}

const offersMax = 9;

export interface Question {
  readonly offers: readonly string[];
  readonly question: Text;
}

/** In the order in which they were offered before, where the same were: people remember their number. */
async function inOrder(mayBe: readonly string[], before: Asked | undefined): Promise<readonly string[] | null> {
  const offers = (await before?.offers.catch(() => null)) ?? [];
  const isSame = offers.length === Math.min(mayBe.length, offersMax) && offers.every((id) => mayBe.includes(id));
  return isSame ? offers : null;
}

async function areTaken(
  event: PersonalEvent,
  ids: readonly string[],
  parts: QuestionParts,
): Promise<readonly boolean[]> {
  const met = await Promise.all(ids.map((id) => parts.directory.passingIdOf(event.from.account, id)));
  return met.map((passing) => passing !== null);
}

type Asking = (
  event: PersonalEvent,
  mayBe: readonly string[],
  before: Asked | undefined,
  parts: QuestionParts,
) => Promise<Question>;

/** Which of those met before somebody is asked to choose from. */
export const askPerson: Asking = async (event, mayBe, before, parts) => {
  const chat = event.isGroup ? await parts.admission.idOf(event, parts.clock()) : null;
  const place = { chat, platform: event.from.platform, nowMs: parts.clock() };
  const order = await inOrder(mayBe, before);
  const ids = order ?? mayBe;
  const taken = await areTaken(event, ids, parts);
  const all = await Promise.all(
    ids.map(async (id, index) => ({
      id,
      trace: await personTrace(id, place, parts),
      isTaken: taken[index] === true,
    })),
  );
  // Those who are free, then those with something to lose come first; nobody reads a long list.
  if (order === null) {
    all.sort(
      (a, b) => Number(a.isTaken) - Number(b.isTaken) || (b.trace.lastOn ?? '').localeCompare(a.trace.lastOn ?? ''),
    );
  }
  const shown = all.slice(0, offersMax);
  return { offers: shown.map(({ id }) => id), question: personQuestion(event.sender.name, shown) };
};

/** Which groups known before a group is asked to choose from. */
export const askGroup: Asking = async (event, mayBe, _before, parts) => {
  const offers = mayBe.slice(0, offersMax);
  const taken = await areTaken(event, offers, parts);
  const nowMs = parts.clock();
  const shown = await Promise.all(
    offers.map(async (chat, index) => {
      const size = await parts.directory.groupSize(event.from.account, chat);
      // People count the bot too.
      const memberCount = size === null ? null : size + 1;
      const trace = await groupTrace({ ...event.from, chat }, { nowMs, memberCount }, parts);
      return { trace, isTaken: taken[index] === true };
    }),
  );
  const organisers = await organisersOf(event, parts);
  return { offers, question: groupQuestion(shown, organisers.length > 0) };
};

/** Empty where the platform names nobody. */
export const organisersOf = async (
  event: PersonalEvent,
  parts: Pick<QuestionParts, 'askOrganisers'>,
): Promise<readonly string[]> => (await parts.askOrganisers(event.from).catch(() => null)) ?? [];
