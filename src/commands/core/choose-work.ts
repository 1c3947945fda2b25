import { asText, type Text, text } from '../../i18n/text.ts';
import type { Admission } from '../../store/chats.ts';
import type { AnyCommand, Context, Listener } from './command.ts';
import type { Address } from './event.ts';
import { type Reply, toast } from './reply.ts';
import { route } from './route.ts';
import type { CommandTable } from './table.ts';

/** What the one handler that an event is meant for does. */
export interface Work {
  /** Of the command or listener, or that there was none. */
  readonly name: string;
  /**
   * Of a member's own record they are told by name where all read it; what `listened` for is always answered, and the
   * rest only while the chat has not just read it.
   */
  readonly sort: 'refusal' | 'answer' | 'personal' | 'listened';
  run(): Promise<readonly Reply[]>;
}

export interface ChoosingParts {
  readonly table: CommandTable;
  readonly listeners: readonly Listener[];
  /** True where we are a guest in somebody's bot: commands that are not ours are its business. */
  isGuest(address: Address): boolean;
}

const listened = ({ name }: Listener, run: Work['run']): Work => ({ name, sort: 'listened', run });
const refusalName = 'refusal';

/** The one handler that the event is meant for; null leaves it as ordinary talk. */
export async function chooseWork(context: Context, admission: Admission, parts: ChoosingParts): Promise<Work | null> {
  const { event } = context;
  if (admission.hasLeft) return refuse(text('left-group'));
  for (const listener of parts.listeners) {
    const work = (await listener.hearFirst?.(context)) ?? null;
    if (work !== null) return listened(listener, work);
  }
  const routed = route(event, parts.table);
  if (routed.kind === 'command') return commandWork(routed.command, routed.rest, routed.isSlash, context);
  if (routed.kind === 'unknown-command')
    return parts.isGuest(event.from) ? null : unknownWork(routed.nearest, routed.name, context);
  for (const listener of parts.listeners) {
    const work = listener.hear(context);
    if (work !== null) return listened(listener, work);
  }
  if (event.kind === 'choice') return refuse(text('button-stale'));
  return null;
}

const refuse = (words: Text): Work => ({
  name: refusalName,
  sort: 'refusal',
  run: () => Promise.resolve([toast(words)]),
});

async function commandWork(
  command: AnyCommand,
  rest: string,
  isSlash: boolean,
  context: Context,
): Promise<Work | null> {
  const prepared = command.prepare(rest);
  // A word alone may be talk of the group; with something behind it the command itself said that it is a call.
  if (prepared === null && !isSlash && context.chat.isGroup && rest === '') return null;
  // What a message recorded before it was edited is not known any more: to record again would count it twice.
  const isEdited = context.event.kind === 'text' && context.event.isEdited;
  if (isEdited && command.isPersonal === true) return null;
  if (command.where === 'group' && !context.chat.isGroup) return refuse(text('only-in-group'));
  if (command.where === 'private' && context.chat.isGroup) return refuse(text('only-in-private'));
  if (context.event.isAnonymous && command.who === 'member' && command.isPersonal === true) {
    return refuse(text('anonymous-not-credited'));
  }
  if (command.who === 'owner' && !context.isOwner) return refuse(text('only-owners'));
  if (command.who === 'organiser' && !(await context.isOrganiser())) return refuse(text('only-organisers'));
  if (prepared === null) return refuse(asText(command.usage ?? 'usage-none'));
  const sort = command.isPersonal === true ? 'personal' : 'answer';
  return { name: command.name, sort, run: () => prepared(context) };
}

function unknownWork(nearest: AnyCommand | null, name: string, context: Context): Work | null {
  // In groups a slash command may be meant for another bot: silence unless it is nearly one of ours.
  if (nearest !== null) return refuse(text('unknown-command-near', { name, nearest: nearest.name }));
  const isForUs = !context.chat.isGroup || (context.event.kind === 'text' && context.event.isAddressed);
  return isForUs ? refuse(text('unknown-command', { name })) : null;
}
