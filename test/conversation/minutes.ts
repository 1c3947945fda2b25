import type { Tap } from '../support/bot-api/driver/taps.ts';
import type { BotApi } from '../support/bot-api/server.ts';
import type { SeenMessage } from '../support/bot-api/transcript.ts';

/** Writes down a dialogue as people saw it: what was said, and what became visible by that and where. */
export interface Minutes {
  /** Notes what somebody does, does it, and notes what everybody sees afterwards. */
  did(who: string, what: string, act: () => Tap | undefined | Promise<unknown>): Promise<void>;
  /** The whole dialogue. */
  text(): string;
}

/** Chats that are written down, by the name they get; the group has none. */
export type Places = ReadonlyMap<string, { readonly id: number }>;

export function createMinutes(api: BotApi, settle: () => Promise<void>, places: () => Places): Minutes {
  const lines: string[] = [];
  const seen = new Map<string, string>();
  const look = (): void => {
    for (const [place, chat] of places()) {
      for (const message of api.messages(chat)) note(place, message);
    }
  };
  const note = (place: string, message: SeenMessage): void => {
    const key = `${place}:${String(message.id)}`;
    const shown = message.isByBot ? shownText(message) : message.reactions.map(({ emoji }) => emoji).join('');
    const before = seen.get(key);
    seen.set(key, shown);
    if (shown === (before ?? '')) return;
    const where = place === '' ? '' : ` (${place})`;
    if (!message.isByBot) lines.push(`  ${shown}${where}`);
    else lines.push(`${before === undefined ? '→' : '→ edited'}${where}`, indented(shown));
  };
  return {
    async did(who, what, act) {
      await settle();
      look();
      lines.push('', `${who}: ${what.replaceAll('\n', '\n  ')}`);
      const tap = await act();
      await settle();
      if (isTap(tap)) lines.push(`→ only ${who} sees: ${tap.answer()?.text ?? '–'}`);
      look();
    },
    text: () => `${steady(lines.join('\n')).trim()}\n`,
  };
}

const isTap = (outcome: unknown): outcome is Tap =>
  typeof outcome === 'object' && outcome !== null && 'queryId' in outcome;

function shownText({ text, rows, kind, fileName }: SeenMessage): string {
  const buttons = rows.map((row) => row.map((button) => `[${button.text}]`).join(' '));
  return [kind === 'text' ? null : `<${fileName ?? kind}>`, text, ...buttons]
    .filter((line) => line !== null)
    .join('\n');
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');

/** How long somebody took depends on the machine, and codes are drawn by chance. */
const steady = (text: string): string =>
  text.replace(/\d+(?= 秒）| s for right)/g, 'N').replace(/\b\d{6}\b/g, 'NNNNNN');
