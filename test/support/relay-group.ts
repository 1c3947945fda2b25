import type { Redis } from 'ioredis';
import { openCatalogue } from '../../src/i18n/catalogue.ts';
import type { RoomSettings } from './chat-room.ts';
import { openStudyGroup, type Said, today } from './study-group.ts';

const catalogue = openCatalogue();
/** What WeChat can do. */
const plain = { edit: null, reactions: null, buttons: null, privateAnswers: null };

const saidWords = (said: Said[]): readonly string[] =>
  said
    .splice(0)
    .flatMap(({ destination, replies }) =>
      replies.flatMap(({ parts }) =>
        parts.map((part) => ('text' in part ? catalogue.say(part.text, destination.locale) : part.kind)),
      ),
    );

/** A relay as WeChat writes it. */
export const relay = (title: string, ...lines: readonly string[]): string =>
  `#接龙\n${title}\n\n${lines.map((line, index) => `${index + 1}. ${line}`).join('\n')}`;

/** A relay of the day that tests are played on. */
export const daily = (...lines: readonly string[]): string => relay('每日打卡 11月21日', ...lines);

/** A group like those on WeChat in which 林小满, 周文 and 王芳 have spoken: seats 1 to 3. */
export async function openRelayGroup(redis: Redis, settings: Partial<RoomSettings> = {}) {
  const group = openStudyGroup(redis, { can: plain, ...settings });
  for (const name of ['林小满', '周文', '王芳']) await group.room.say(name, '大家好');
  const id = await group.room.id();
  /** Amount, note and whether it is a relay's, of each entry of a seat's day. */
  const entriesOf = async (seat: number, on = today) =>
    (await group.progress.entries(id, on, seat)).map(({ amount, note, isFromRelay }) => [
      amount?.amount ?? null,
      note,
      isFromRelay === true,
    ]);
  /** What the bot said a few seconds later. */
  const heard = async (): Promise<readonly string[]> => {
    await group.alarms.pass(6_000);
    return saidWords(group.said);
  };
  return { ...group, id, entriesOf, heard };
}
