import type { Directory } from '../core/desk.ts';
import type { Address, Person, PersonalEvent } from '../core/event.ts';

type Recogniser = Pick<Directory, 'known' | 'passingIdOf'>;

interface Resolved {
  readonly id: string;
  readonly mayBe?: readonly string[];
}

/** The held event as it is to be handled now, possibly still unclear; null when its ids are of a login gone by. */
export async function settledEvent(event: PersonalEvent, directory: Recogniser): Promise<PersonalEvent | null> {
  const { account } = event.from;
  const who =
    event.sender.mayBe === undefined ? { id: event.sender.id } : await resolve(account, event.sender.id, directory);
  const where = await resolveChat(event, who, directory);
  if (who === null || where === null) return null;
  const { name, languageTag } = event.sender;
  const sender: Person = { id: who.id, name, languageTag, ...(who.mayBe === undefined ? {} : { mayBe: who.mayBe }) };
  const from: Address = { ...event.from, chat: where.id };
  const { chatMayBe, ...plain } = { ...event, sender, from };
  return chatMayBe === undefined || where.mayBe === undefined ? plain : { ...plain, chatMayBe: where.mayBe };
}

/** In private the chat is the person. */
function resolveChat(event: PersonalEvent, who: Resolved | null, directory: Recogniser): Promise<Resolved | null> {
  const { account, chat } = event.from;
  if (event.chatMayBe !== undefined) return resolve(account, chat, directory);
  return Promise.resolve(event.isGroup || who === null ? { id: chat } : { id: who.id });
}

async function resolve(account: string, standIn: string, directory: Recogniser): Promise<Resolved | null> {
  const passing = await directory.passingIdOf(account, standIn);
  if (passing === null) return null;
  const recognised = (await directory.known(account, [passing])).get(passing);
  if (recognised === undefined) return null;
  return recognised.kind === 'unclear' ? { id: recognised.id, mayBe: recognised.mayBe } : { id: recognised.id };
}
