import { localDateOf } from '../../domain/calendar.ts';
import { readCheckIn } from '../../domain/check-in-reply.ts';
import { normalise } from '../../domain/normalise.ts';
import { text } from '../../i18n/text.ts';
import type { Context, Listener } from '../core/command.ts';
import type { PersonalEvent } from '../core/event.ts';
import { shorten } from '../core/cut-text.ts';
import { privately, type Reply, say, toast } from '../core/reply.ts';
import { chatDay, checkInDay, toldAtMs } from './check-in-day.ts';
import { checkIn, type CheckInParts } from './check-in.ts';

/** How long after a prompt a mere `1` or `✅` is taken for an answer to it. */
export const signFreshMs = 3 * 3_600_000;
const askedWordsMaxCharacters = 30;
/** Says nothing but yes, and may as well answer something else that was said since. */
const mereSign = /^(?:(?:\+?1|加[1一]|[✅✔☑✓√])[\s!~。.]*)+$/u;

/** Takes messages that say how today's study went: an explicit word at any time, anything measured after a prompt. */
export function createQuickReplyListener(parts: CheckInParts): Listener {
  return {
    name: 'quick-reply',
    isForUs: (event) => readCheckIn(wordsOf(event), { prompted: false }).kind === 'check-in',
    hear(context) {
      const words = wordsOf(context.event);
      if (words === '') return null;
      const reading = readCheckIn(words, { prompted: isPrompted(words, context) });
      switch (reading.kind) {
        case 'none':
          return null;
        case 'check-in':
          if (context.seat === 0) return () => Promise.resolve([toast(text('anonymous-not-credited'))]);
          return () => checkIn(reading.progress, context, parts);
        case 'ambiguous':
          return context.seat === 0 ? null : () => askBack(words, context, parts);
      }
    },
  };
}

/** An edited message is left alone: nobody can tell what was counted before. */
function wordsOf(event: PersonalEvent): string {
  if (event.kind === 'text') return event.isEdited ? '' : event.text.trim();
  return event.kind === 'media' && event.medium === 'photo' ? event.caption.trim() : '';
}

function isPrompted(words: string, context: Context): boolean {
  const { promptedAtMs } = context.chat;
  if (promptedAtMs === null) return false;
  if (mereSign.test(normalise(words))) return Math.abs(toldAtMs(context) - promptedAtMs) <= signFreshMs;
  return localDateOf(promptedAtMs, context.zone) === chatDay(context);
}

async function askBack(words: string, context: Context, parts: CheckInParts): Promise<readonly Reply[]> {
  const { chat, seat, event } = context;
  if (!(await parts.checkIns.mayAsk(chat.id, seat, checkInDay(context), event.id))) return [];
  const quoted = shorten(words.replace(/\s+/g, ' '), askedWordsMaxCharacters);
  if (!chat.isGroup) return [say(text('check-in-ask-here', { words: quoted }))];
  return [privately(say(text('check-in-ask', { words: quoted })))];
}
