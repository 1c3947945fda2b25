import { z } from 'zod';
import { normalise } from '../../domain/normalise.ts';
import { Refusal } from '../../errors.ts';
import type { Locale } from '../../i18n/locale.ts';
import { asText, blankLine, lines, literal, text } from '../../i18n/text.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import type { Reply } from '../core/reply.ts';
import { say } from '../core/reply.ts';
import type { CommandTable } from '../core/table.ts';

/** `/help [command]`: what can be done here, fitted to who asks and where. `table` is read when asked. */
export function createHelpCommand(table: () => CommandTable): AnyCommand {
  return command({
    name: 'help',
    words: ['帮助', '幫助', 'help'],
    where: 'anywhere',
    who: 'member',
    summary: 'help-summary',
    usage: null,
    args: z.string(),
    isCall: (rest, { isGroup }) => !isGroup || rest === '' || table().byWord(normalise(rest)) !== null,
    run: async (words, context) => [words === '' ? await overview(table(), context) : detail(words, table())],
  });
}

async function overview(table: CommandTable, context: Context): Promise<Reply> {
  const isOrganiser = await context.isOrganiser();
  const mayUse = { member: true, organiser: isOrganiser, owner: context.isOwner };
  const here = context.chat.isGroup ? 'group' : 'private';
  const shown = table.all.filter(
    ({ summary, where, who }) => summary !== null && (where === 'anywhere' || where === here) && mayUse[who],
  );
  return say(
    lines(
      text('help-head'),
      ...shown.map((entry) => rowOf(entry, context)),
      blankLine,
      context.chat.isGroup ? text('help-foot-group') : text('help-foot-private'),
    ),
  );
}

function rowOf({ name, words, summary }: AnyCommand, { locale }: Context) {
  const word = locale === 'en' ? undefined : chineseWord(words, locale);
  return text('help-row', { word: word ?? name, summary: summary === null ? '' : asText(summary) });
}

/** The first Chinese word; for readers of traditional characters the one after it, if that is written in them. */
function chineseWord(words: readonly string[], locale: Locale): string | undefined {
  const [first, second] = words.filter((word) => /\p{Script=Han}/u.test(word));
  return locale === 'zh-Hant' && second !== undefined && normalise(second) !== second ? second : first;
}

function detail(words: string, table: CommandTable): Reply {
  const wanted = normalise(words.replace(/^[/／]/, ''));
  const entry = table.byName(wanted) ?? table.byWord(wanted);
  if (entry?.summary == null) throw new Refusal('unknown-command', { name: words.slice(0, 40) });
  return say(
    lines(
      literal(`/${entry.name}  ${entry.words.join(' ')}`),
      asText(entry.summary),
      entry.usage === null ? null : asText(entry.usage),
    ),
  );
}
