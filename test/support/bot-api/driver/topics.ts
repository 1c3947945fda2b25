import type { World } from '../world.ts';
import { chatStateFor, personFor, type Ref } from './refs.ts';
import { sendIncoming } from './talk.ts';

const TOPIC_ICON_COLOR = 7_322_096;

/** The topics of a forum. */
export function topicsDriver(world: World) {
  return {
    /** A new topic of a forum; returns its message_thread_id. */
    addTopic: (chat: Ref, name: string, by: Ref): number => {
      const state = chatStateFor(world, chat);
      if (state.chat.is_forum !== true) throw new Error(`${state.chat.title ?? 'the private chat'} is no forum`);
      // The topic "General" owns number 1, so no other message of a forum ever has it.
      state.nextMessageId = Math.max(state.nextMessageId, 1);
      const id = state.nextMessageId + 1;
      state.topics.set(id, { id, name, isClosed: false });
      const created = { forum_topic_created: { name, icon_color: TOPIC_ICON_COLOR } };
      const place = { message_thread_id: id, is_topic_message: true };
      sendIncoming(world, state, { from: personFor(world, by).user, ...place, ...created });
      return id;
    },

    /** From now on only administrators write there. */
    closeTopic: (chat: Ref, threadId: number): void => {
      const topic = chatStateFor(world, chat).topics.get(threadId);
      if (!topic) throw new Error(`no topic ${String(threadId)}`);
      topic.isClosed = true;
    },

    deleteTopic: (chat: Ref, threadId: number): void => {
      chatStateFor(world, chat).topics.delete(threadId);
    },
  };
}
