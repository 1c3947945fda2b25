import type { BotCommandScope } from '@grammyjs/types';
import { badRequest } from '../api-error.ts';
import { chatFor } from '../access.ts';
import type { World } from '../world.ts';
import type { Call, Methods } from './method.ts';

/** What the bot says about itself: getMe, commands, name and descriptions, menu button. */
export const profileMethods: Methods = {
  getMe: (_params, { world }) => world.bot,

  setMyCommands: (params, { world }) => {
    world.commands.set(commandKey(world, params.scope, params.language_code), params.commands);
    world.changed();
    return true;
  },
  deleteMyCommands: (params, { world }) => {
    world.commands.delete(commandKey(world, params.scope, params.language_code));
    world.changed();
    return true;
  },
  getMyCommands: (params, { world }) => world.commands.get(commandKey(world, params.scope, params.language_code)) ?? [],

  setMyName: (params, call) => setText(call, 'name', params.name, params.language_code),
  getMyName: (params, { world }) => ({ name: text(world, 'name', params.language_code, world.bot.first_name) }),
  setMyDescription: (params, call) => setText(call, 'description', params.description, params.language_code),
  getMyDescription: (params, { world }) => ({ description: text(world, 'description', params.language_code, '') }),
  setMyShortDescription: (params, call) => setText(call, 'short', params.short_description, params.language_code),
  getMyShortDescription: (params, { world }) => ({
    short_description: text(world, 'short', params.language_code, ''),
  }),

  setChatMenuButton: () => true,
  getChatMenuButton: () => ({ type: 'commands' }),
};

/** The key a scope and language have in `world.commands`; chats named by a scope must exist. */
function commandKey(world: World, scope: BotCommandScope | undefined, language: string | undefined): string {
  if (scope && 'chat_id' in scope) {
    const { chat } = chatFor(world, scope.chat_id, 'read');
    const isForGroup = scope.type !== 'chat';
    if (isForGroup && chat.type === 'private') throw badRequest("can't use specified scope in private chats");
  }
  const { type, chat_id, user_id } = { chat_id: '', user_id: '', ...(scope ?? { type: 'default' }) };
  return [type, chat_id, user_id, language ?? ''].join(' ').replace(/ +/g, ' ').trim();
}

function setText({ world }: Call, name: string, value: string | undefined, language: string | undefined): true {
  const key = `${name} ${language ?? ''}`;
  if (value === undefined || value === '') world.descriptions.delete(key);
  else world.descriptions.set(key, value);
  world.changed();
  return true;
}

function text(world: World, name: string, language: string | undefined, otherwise: string): string {
  return world.descriptions.get(`${name} ${language ?? ''}`) ?? world.descriptions.get(`${name} `) ?? otherwise;
}
