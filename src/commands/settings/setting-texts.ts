import { workdaysKindOf } from '../../domain/chat-workdays.ts';
import { clockText } from '../../domain/schedule.ts';
import type { SettingName } from '../../domain/setting-words.ts';
import { asText, literal, type Text, text, type TextKey } from '../../i18n/text.ts';
import type { Chat } from '../../store/chat.ts';
import type { Choice } from '../core/reply.ts';

export const settingNameText: Readonly<Record<SettingName, TextKey & `setting-${string}`>> = {
  locale: 'setting-locale',
  zone: 'setting-zone',
  quiet: 'setting-quiet',
  planMinute: 'setting-plan-time',
  nudgeMinute: 'setting-nudge-time',
  digestMinute: 'setting-digest-time',
  missingNames: 'setting-missing-names',
  makeupWindowDays: 'setting-makeup-days',
  makeupPerMonth: 'setting-makeup-quota',
  workdays: 'setting-workdays',
  memberZones: 'setting-member-zones',
  quizRounds: 'setting-quiz-rounds',
  quizSeconds: 'setting-quiz-seconds',
  quizChange: 'setting-quiz-change',
  quizSpeedBonus: 'setting-quiz-speed',
  tags: 'setting-tags',
};

/** The languages by their own names, as buttons or words to type. */
export const languageChoices: readonly Choice[] = (
  [
    ['zh-Hans', '简体中文'],
    ['zh-Hant', '繁體中文'],
    ['en', 'English'],
  ] as const
).map(([locale, name]) => ({
  label: literal(name),
  token: `settings language ${locale}`,
  say: literal(`/settings language ${locale}`),
}));

const zoneTexts: Readonly<Record<string, TextKey & `zone-${string}`>> = {
  'Asia/Shanghai': 'zone-shanghai',
  'Asia/Taipei': 'zone-taipei',
  'Europe/London': 'zone-london',
  'America/New_York': 'zone-new-york',
};

/** A zone as people call it, where it is one of those on the buttons; else its name. */
export function zoneText(zone: string): Text {
  const key = zoneTexts[zone];
  return key === undefined ? literal(zone) : asText(key);
}

const languageName: Readonly<Record<string, string>> = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' };

const off = (): Text => text('setting-off');

/** The value of a setting as people read it. */
export function settingValueText(chat: Chat, name: SettingName): Text {
  const { settings } = chat;
  switch (name) {
    case 'locale':
      return literal(languageName[chat.locale] ?? chat.locale);
    case 'zone':
      return zoneText(chat.zone);
    case 'quiet':
      return settings.quiet === null
        ? off()
        : literal(`${clockText(settings.quiet.fromMinute)}–${clockText(settings.quiet.toMinute)}`);
    case 'planMinute':
    case 'nudgeMinute':
    case 'digestMinute': {
      const minute = settings[name];
      return minute === null ? off() : literal(clockText(minute));
    }
    case 'missingNames':
      return settings.missingNames === 'group' ? text('setting-names-group') : text('setting-names-organiser');
    case 'quizSeconds':
      return settings.quizSeconds === null ? text('setting-auto') : literal(String(settings.quizSeconds));
    case 'workdays':
      return text(workdaysKindOf(chat) === 'china' ? 'setting-workdays-china' : 'setting-workdays-own');
    case 'memberZones':
    case 'quizChange':
    case 'quizSpeedBonus':
      return settings[name] ? text('setting-on') : off();
    case 'tags':
      return settings.tags.length === 0
        ? text('setting-none')
        : literal(settings.tags.map((tag) => `#${tag}`).join(' '));
    case 'makeupWindowDays':
    case 'makeupPerMonth':
    case 'quizRounds':
      return literal(String(settings[name]));
    default:
      return name satisfies never;
  }
}
