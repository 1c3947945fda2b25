import { type ChatSettings, defaultSettings } from '../domain/settings.ts';
import type { LocalDate, TimeZone } from '../domain/local-date.ts';
import type { ChatId } from './keys.ts';

/** Where the chat is on its platform, in the platform's ids. */
export interface ChatAddress {
  readonly platform: 'telegram' | 'wechat' | 'console';
  readonly account: string;
  readonly chat: string;
  readonly thread?: string;
}

/** What is known of a chat, read whole at every event. */
export interface Chat {
  readonly id: ChatId;
  readonly address: ChatAddress;
  readonly isGroup: boolean;
  readonly title: string;
  readonly locale: string;
  /** False while the language was only guessed. */
  readonly isLocaleChosen: boolean;
  readonly zone: TimeZone;
  readonly isZoneChosen: boolean;
  readonly settings: ChatSettings;
  readonly standing: 'active' | 'muted' | 'removed';
  /** When the bot last asked for check-ins; null before the first time. */
  readonly promptedAtMs: number | null;
  /** The day on which somebody there last said or did something, at first that of the bot's arrival; null when not noted yet. */
  readonly heardOn: LocalDate | null;
  /** Platform ids of the administrators as last read; null when never read or unknowable. */
  readonly organisers: readonly string[] | null;
  readonly organisersAtMs: number;
  /** People seen in the chat who have not left or had themselves forgotten. */
  readonly memberCount: number;
  readonly isPrivacyExplained: boolean;
  readonly planTitle: string;
}

/** Redis' flat field list as an object without a prototype. */
export function fieldsOf(flat: readonly string[]): Readonly<Record<string, string | undefined>> {
  const fields: Record<string, string | undefined> = Object.create(null) as Record<string, string | undefined>;
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const name = flat[index];
    if (name !== undefined) fields[name] = flat[index + 1];
  }
  return fields;
}

/** The chat that a hash of the store stands for; unknown fields are ignored, missing ones get their default. */
export function chatOf(id: ChatId, flat: readonly string[]): Chat {
  const fields = fieldsOf(flat);
  const organisers = fields['organisers'];
  const promptedAtMs = fields['promptedAtMs'];
  return {
    id,
    address: JSON.parse(fields['address'] ?? '{}') as ChatAddress,
    isGroup: fields['isGroup'] === '1',
    title: fields['title'] ?? '',
    locale: fields['locale'] ?? 'zh-Hans',
    isLocaleChosen: fields['isLocaleChosen'] === '1',
    zone: (fields['zone'] ?? 'Asia/Shanghai') as TimeZone,
    isZoneChosen: fields['isZoneChosen'] === '1',
    settings: settingsOf(fields),
    standing: fields['standing'] === 'removed' ? 'removed' : fields['standing'] === 'muted' ? 'muted' : 'active',
    heardOn: (fields['heardOn'] as LocalDate | undefined) ?? null,
    promptedAtMs: promptedAtMs === undefined ? null : Number(promptedAtMs),
    organisers: organisers === undefined ? null : (JSON.parse(organisers) as string[]),
    organisersAtMs: Number(fields['organisersAtMs'] ?? 0),
    memberCount: Number(fields['seats'] ?? 0) - Number(fields['left'] ?? 0),
    isPrivacyExplained: fields['isPrivacyExplained'] === '1',
    planTitle: fields['planTitle'] ?? '',
  };
}

function settingsOf(fields: Readonly<Record<string, string | undefined>>): ChatSettings {
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const name of Object.keys(defaultSettings)) {
    const stored = fields[`s:${name}`];
    if (stored !== undefined) settings[name] = JSON.parse(stored);
  }
  return settings as unknown as ChatSettings;
}
