import { localDateOf } from '../../domain/calendar.ts';
import type { TimeZone } from '../../domain/local-date.ts';
import { readRelay, type Relay } from '../../domain/relay/relay.ts';
import { relayTopic } from '../../domain/relay/relay-topic.ts';
import { text } from '../../i18n/text.ts';
import { day } from '../../i18n/values.ts';
import { chatDay } from '../check-in/check-in-day.ts';
import type { Context, Listener } from '../core/command.ts';
import type { PersonalEvent } from '../core/event.ts';
import { type Reply, say } from '../core/reply.ts';
import { noteOtherDay, recordRelay, type RecordRelayParts } from './record-relay.ts';
import { relayReplies, type RelayReplyParts } from './relay-reply.ts';

export type RelayParts = RecordRelayParts & RelayReplyParts;

/** Takes relays (接龙) about today's study and records everybody on them; relays about other things are left alone. */
export function createRelayListener(parts: RelayParts): Listener {
  return {
    name: 'relay',
    isForUs(event) {
      const relay = event.isGroup ? relayOf(event) : null;
      // Which day it is for the chat cannot be known without the store; a day off does no harm here.
      const today = localDateOf(event.atMs, 'UTC' as TimeZone);
      return relay !== null && relayTopic(relay, { today, prompted: false }).kind === 'today';
    },
    hear(context) {
      const relay = context.chat.isGroup ? relayOf(context.event) : null;
      if (relay === null) return null;
      const on = chatDay(context);
      const topic = relayTopic(relay, { today: on, prompted: isPrompted(context) });
      switch (topic.kind) {
        case 'other':
          return null;
        case 'past':
          return async () => {
            const { isOtherDay } = await noteOtherDay(relay, on, context, parts);
            return isOtherDay ? [say(text('relay-past-day', { day: day(topic.on), typed: topic.on }))] : [];
          };
        case 'today':
          return () => recordAndSay(relay, topic.isDayNamed, context, parts);
      }
    },
  };
}

const relayOf = (event: PersonalEvent): Relay | null => (event.kind === 'text' ? readRelay(event.text) : null);

async function recordAndSay(
  relay: Relay,
  isNamed: boolean,
  context: Context,
  parts: RelayParts,
): Promise<readonly Reply[]> {
  const on = chatDay(context);
  const outcome = await recordRelay(relay, { on, isNamed }, context, parts);
  return relayReplies(outcome, on, context, parts);
}

function isPrompted(context: Context): boolean {
  const { promptedAtMs } = context.chat;
  return promptedAtMs !== null && localDateOf(promptedAtMs, context.zone) === chatDay(context);
}
