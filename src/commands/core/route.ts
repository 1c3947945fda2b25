import { normalise } from '../../domain/normalise.ts';
import type { AnyCommand, Place } from './command.ts';
import type { PersonalEvent } from './event.ts';
import type { CommandTable } from './table.ts';

/** What an event asks for, before anybody is asked whether they may. */
export type Route =
  | { readonly kind: 'command'; readonly command: AnyCommand; readonly rest: string; readonly isSlash: boolean }
  | { readonly kind: 'unknown-command'; readonly name: string; readonly nearest: AnyCommand | null }
  | { readonly kind: 'talk' };

const talk: Route = { kind: 'talk' };
/** Of a text without a slash, so much is looked at to see whether it is a call. */
const wordCallMaxCharacters = 2_000;

/** The command that an event names; `talk` when it names none. Does not depend on the number of commands. */
export function route(event: PersonalEvent, table: CommandTable): Route {
  if (event.kind === 'choice') return routeToken(event.token, table);
  const words = (event.kind === 'text' ? event.text : event.caption).trim();
  if (words === '') return talk;
  const slash = /^[/／]([a-z0-9_]+|\p{Script=Han}+)(?:@\w+)?(?:\s+|$)/iu.exec(words);
  if (slash?.[1] !== undefined) return routeSlash(slash[1], words.slice(slash[0].length), table);
  return event.kind === 'text' && event.isEdited ? talk : routeWord(words, event, table);
}

function routeToken(token: string, table: CommandTable): Route {
  const space = token.indexOf(' ');
  const name = space === -1 ? token : token.slice(0, space);
  const command = table.byName(name);
  if (command === null) return talk;
  return { kind: 'command', command, rest: space === -1 ? '' : token.slice(space + 1), isSlash: true };
}

function routeSlash(name: string, rest: string, table: CommandTable): Route {
  const word = normalise(name);
  const command = table.byName(word) ?? table.byWord(word);
  if (command !== null) return { kind: 'command', command, rest: rest.trim(), isSlash: true };
  return { kind: 'unknown-command', name, nearest: table.nearest(word) };
}

const wordEnd = /[\s,，。.!！~～、:：;；?？]/u;

function routeWord(words: string, place: Place, table: CommandTable): Route {
  const all = words.replace(/^[“"「『【(（[*]+/u, '');
  const opened = all.slice(0, wordCallMaxCharacters);
  const end = opened.search(wordEnd);
  const first = end === -1 ? opened : opened.slice(0, end);
  const command = table.byWord(normalise(first.replace(/[”"」』】)）\]*]+$/u, '')));
  if (command === null) return talk;
  const rest =
    end === -1
      ? ''
      : all
          .slice(end)
          .replace(/^[\s,，。.!！~～、:：;；]+/u, '')
          .trim();
  const isCall = command.isCall ?? ((following: string) => following === '' || !place.isGroup);
  if (!isCall(rest.slice(0, wordCallMaxCharacters).trim(), place)) return talk;
  return { kind: 'command', command, rest, isSlash: false };
}
