import { badRequest } from '../api-error.ts';
import { chatFor, messageFor } from '../access.ts';
import type { Methods } from './method.ts';

/** Answers to taps, and reactions. */
export const reactingMethods: Methods = {
  answerCallbackQuery: (params, { world }) => {
    const tap = world.taps.get(params.callback_query_id);
    if (!tap || world.nowMs() - tap.atMs > world.queryExpiryMs)
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    tap.answer ??= {
      text: params.text === undefined || params.text === '' ? null : params.text,
      isAlert: params.show_alert === true,
      url: params.url ?? null,
      atMs: world.nowMs(),
    };
    world.changed();
    return true;
  },

  setMessageReaction: (params, { world }) => {
    const state = chatFor(world, params.chat_id, 'edit');
    const stored = messageFor(state, params.message_id, 'message to react');
    const reactions = params.reaction ?? [];
    if (reactions.length === 0) stored.reactions.delete(world.bot.id);
    else stored.reactions.set(world.bot.id, reactions);
    world.changed();
    return true;
  },
};
