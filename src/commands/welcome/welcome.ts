import { z } from 'zod';
import { clockText } from '../../domain/schedule.ts';
import { blankLine, lines, type Text, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import { type AnyCommand, command } from '../core/command.ts';
import { type Choice, type Reply, reply } from '../core/reply.ts';
import { languageChoices, zoneText } from '../settings/setting-texts.ts';

/** `/start`: the same words as when the bot comes into a chat. */
export function createStartCommand(): AnyCommand {
  return command({
    name: 'start',
    words: [],
    where: 'anywhere',
    who: 'member',
    summary: null,
    usage: null,
    args: z.string(),
    run: (_payload, { chat }) => Promise.resolve([welcome(chat)]),
  });
}

const zones: readonly {
  readonly zone: string;
  readonly key: 'zone-shanghai' | 'zone-taipei' | 'zone-london' | 'zone-new-york';
}[] = [
  { zone: 'Asia/Shanghai', key: 'zone-shanghai' },
  { zone: 'Asia/Taipei', key: 'zone-taipei' },
  { zone: 'Europe/London', key: 'zone-london' },
  { zone: 'America/New_York', key: 'zone-new-york' },
];

/** What the bot says of itself in one message, with language, zone and daily times to choose. */
export function welcome(chat: Chat): Reply {
  if (!chat.isGroup)
    return reply({ kind: 'choices', text: text('welcome-private'), choices: languageChoices, columns: 3 });
  const { planMinute, nudgeMinute, digestMinute } = chat.settings;
  const timeOf = (minute: number | null) => (minute === null ? text('setting-off') : clockText(minute));
  const times = text('welcome-times', {
    plan: timeOf(planMinute),
    nudge: timeOf(nudgeMinute),
    digest: timeOf(digestMinute),
    zone: zoneText(chat.zone),
  });
  const zoneChoices: readonly Choice[] = zones.map(({ zone, key }) => ({
    label: text(key),
    token: `settings zone ${zone}`,
    say: null,
  }));
  const quieter: Choice = { label: text('welcome-no-nudge'), token: 'settings nudge off', say: null };
  const saying = (how: Text): Text => lines(text('welcome-group'), blankLine, times, how);
  return reply({
    kind: 'choices',
    text: saying(text('welcome-change')),
    textWithoutButtons: saying(text('welcome-change-typed')),
    choices: [...languageChoices.map((choice) => ({ ...choice, say: null })), ...zoneChoices, quieter],
    columns: 3,
  });
}
