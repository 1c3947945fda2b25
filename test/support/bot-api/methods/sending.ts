import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from '../api-error.ts';
import { chatFor, topicFor } from '../access.ts';
import { documentOf, fileFor, photoSizes } from '../files.ts';
import { isAdmin } from '../members.ts';
import { nextSerial, post, type ChatState, type MessageContent, type World } from '../world.ts';
import { composeText, prepareSend } from './compose.ts';
import type { Methods } from './method.ts';

/** sendMessage, sendPhoto, sendDocument and sendChatAction. */
export const sendingMethods: Methods = {
  sendMessage: (params, { world }) => {
    const { state, base } = prepareSend(world, params, 'text messages');
    const { text, entities } = composeText(world, params.text, params.parse_mode, params.entities);
    if (text === '') throw badRequest('message text is empty');
    const content = { ...base, text, ...(entities.length > 0 ? { entities } : {}) };
    if (params.ephemeral_message_parameters)
      return postEphemeral(world, state, content, params.ephemeral_message_parameters);
    return post(world, state, content).message;
  },

  sendPhoto: (params, { world, uploads }) => {
    const { state, base } = prepareSend(world, params, 'photos');
    const photo = photoSizes(world, fileFor(world, params.photo, uploads, 'photos'));
    return post(world, state, { ...base, photo, ...caption(world, params) }).message;
  },

  sendDocument: (params, { world, uploads }) => {
    const { state, base } = prepareSend(world, params, 'documents');
    const document = documentOf(fileFor(world, params.document, uploads, 'documents'));
    return post(world, state, { ...base, document, ...caption(world, params) }).message;
  },

  sendChatAction: (params, { world }) => {
    const state = chatFor(world, params.chat_id, 'write');
    topicFor(world, state, params.message_thread_id);
    return true;
  },
};

/** The caption part of a message, or nothing when it is empty. */
export function caption(
  world: World,
  params: {
    readonly caption?: string;
    readonly parse_mode?: string;
    readonly caption_entities?: readonly MessageEntity[];
  },
): Pick<MessageContent, 'caption' | 'caption_entities'> {
  if (params.caption === undefined) return {};
  const { text, entities } = composeText(world, params.caption, params.parse_mode, params.caption_entities);
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

// Others than administrators have this long after a tap to answer with a message only that person sees.
const EPHEMERAL_WINDOW_MS = 15_000;

function postEphemeral(
  world: World,
  state: ChatState,
  content: MessageContent,
  wanted: { readonly receiver_user_id: number; readonly callback_query_id?: string },
): unknown {
  const receiver = world.people.get(wanted.receiver_user_id)?.user;
  if (!receiver) throw badRequest('user not found');
  const tap = wanted.callback_query_id === undefined ? undefined : world.taps.get(wanted.callback_query_id);
  const isInTime = tap?.userId === receiver.id && world.nowMs() - tap.atMs <= EPHEMERAL_WINDOW_MS;
  if (!isAdmin(state, world.bot.id) && !isInTime) throw badRequest('EPHEMERAL_MESSAGE_NOT_ALLOWED');
  const ephemeral = { ...content, receiver_user: receiver, ephemeral_message_id: nextSerial(world) };
  return post(world, state, ephemeral, receiver.id).message;
}
