import { z } from 'zod';
import { readDaysOffWish } from '../../domain/days-off-words.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import {
  isSettingName,
  readSetting,
  type SettingChange,
  type SettingName,
  settingWords,
} from '../../domain/setting-words.ts';
import { Refusal } from '../../errors.ts';
import { isLocale } from '../../i18n/locale.ts';
import { blankLine, lines, text } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { ChatStore } from '../../store/chats.ts';
import type { MemberStore } from '../../store/members.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { type DaysOffParts, runDaysOff } from '../days-off/days-off.ts';
import { type Reply, reply, say } from '../core/reply.ts';
import { languageChoices, settingNameText, settingValueText } from './setting-texts.ts';

export interface SettingsParts extends DaysOffParts {
  readonly chats: ChatStore;
  readonly members: Pick<MemberStore, 'setZone'>;
  /** Puts the chat's daily messages on their times anew. */
  replanDays(chat: Chat, nowMs: number): Promise<void>;
  /** Puts everything that the chat has at a time on its time of a new zone or calendar. */
  replanAll(chat: Chat, nowMs: number): Promise<void>;
}

const groupsOnly: ReadonlySet<SettingName> = new Set(['missingNames', 'memberZones']);
const dailyTimes: ReadonlySet<SettingName> = new Set(['planMinute', 'nudgeMinute', 'digestMinute']);

/** Two words look like a setting and its value; not so where they go on a sentence (“settings are wrong”). */
const isTwoWords = (words: string): boolean =>
  /^\S+\s+\S+$/u.test(words) &&
  !/^(?:are|is|were|was|look|should|can|in|on|for|not|and|of|to|the|page|menu)\s|[？?吗嗎]$/iu.test(words);

/** A setting without a value: what it is now is shown among the others. */
const isOverview = (words: string): boolean => words === '' || isSettingName(words);

/** `/settings` shows the chat's rules; `/settings key value` changes one. */
export function createSettingsCommand(parts: SettingsParts): AnyCommand {
  return command({
    name: 'settings',
    words: ['设置', '設定', '設置', 'settings'],
    where: 'anywhere',
    who: 'organiser',
    summary: 'settings-summary',
    usage: 'settings-usage',
    args: z.string(),
    isCall: (rest, { isGroup }) =>
      !isGroup ||
      isOverview(rest) ||
      isTwoWords(rest) ||
      readSetting(rest).kind !== 'unknown-setting' ||
      readDaysOffWish(rest, someDay) !== null,
    run: async (words, context) =>
      isOverview(words)
        ? [await overview(context, parts)]
        : ((await runDaysOff(words, context, parts)) ?? (await change(words, context, parts))),
  });
}

/** Whether words are about days off does not depend on when they are said. */
const someDay = '2026-01-01' as LocalDate;

async function overview({ chat, today }: Context, { daysOff }: SettingsParts): Promise<Reply> {
  const coming = (await daysOff.all(chat.id)).filter(({ on }) => on >= today);
  const names = Object.keys(settingWords) as SettingName[];
  const rows = names
    .filter((name) => chat.isGroup || !groupsOnly.has(name))
    .map((name) =>
      text('setting-row', {
        name: text(settingNameText[name]),
        word: settingWords[name][0] ?? name,
        value: settingValueText(chat, name),
      }),
    );
  return reply({
    kind: 'choices',
    text: lines(
      text('settings-head'),
      ...rows,
      text('days-off-count', { count: coming.length }),
      blankLine,
      text('settings-usage'),
    ),
    choices: languageChoices,
    columns: 3,
  });
}

async function change(words: string, context: Context, parts: SettingsParts): Promise<readonly Reply[]> {
  const reading = readSetting(words);
  if (reading.kind === 'unknown-setting') throw new Refusal('settings-unknown', { words: words.slice(0, 40) });
  if (reading.kind === 'bad-value')
    throw new Refusal('settings-bad-value', { name: text(settingNameText[reading.name]) });
  await store(reading.change, context, parts);
  const chat = (await parts.chats.read(context.chat.id)) ?? context.chat;
  const { name } = reading.change;
  // What stays on its time is left alone: put anew, it would lose what is due this very moment.
  if (name === 'zone' || name === 'workdays') await parts.replanAll(chat, context.nowMs);
  else if (dailyTimes.has(name)) await parts.replanDays(chat, context.nowMs);
  const doneText = text('settings-done', { name: text(settingNameText[name]), value: settingValueText(chat, name) });
  return name === 'memberZones' && chat.settings.memberZones
    ? [say(lines(doneText, text('member-zones-how')))]
    : [say(doneText)];
}

async function store(
  wanted: SettingChange,
  { chat, member }: Context,
  { chats, members }: SettingsParts,
): Promise<void> {
  if (wanted.name === 'locale') {
    if (isLocale(wanted.value)) await chats.setLocale(chat.id, wanted.value);
  } else if (wanted.name === 'zone') {
    await chats.setZone(chat.id, wanted.value);
    // A private chat is its member's own: their days in groups that allow it go by the same clock.
    if (!chat.isGroup && member !== '') await members.setZone(member, wanted.value);
  } else {
    await chats.setSetting(chat.id, wanted.name, wanted.value);
  }
}
