import { type DaysOffWish, readDaysOffWish } from '../../domain/days-off-words.ts';
import { daysOffMax } from '../../domain/limits.ts';
import { Refusal } from '../../errors.ts';
import { lines, type Text, text } from '../../i18n/text.ts';
import type { DaysOffStore } from '../../store/days-off.ts';
import { daysText } from '../check-in/days-text.ts';
import type { Context } from '../core/command.ts';
import { type Reply, say } from '../core/reply.ts';
import { daysOffText } from './days-off-texts.ts';

export interface DaysOffParts {
  readonly daysOff: Pick<DaysOffStore, 'all' | 'change'>;
}

/** What `/settings days-off …` is answered with; null where the words are about something else. */
export async function runDaysOff(
  words: string,
  context: Context,
  parts: DaysOffParts,
): Promise<readonly Reply[] | null> {
  const wish = readDaysOffWish(words, context.today);
  return wish === null ? null : [say(await answer(wish, context, parts))];
}

async function answer(wish: DaysOffWish, { chat, event, today }: Context, { daysOff }: DaysOffParts): Promise<Text> {
  switch (wish.kind) {
    case 'list': {
      const listed = daysOffText(await daysOff.all(chat.id), today);
      return listed === null
        ? lines(text('days-off-none'), text('days-off-usage'))
        : lines(text('days-off-head'), listed, text('days-off-usage'));
    }
    case 'bad-days':
      throw new Refusal('days-off-which');
    case 'clear': {
      const { days } = await daysOff.change(chat.id, event.id, 'clear', []);
      return text('days-off-cleared', { count: days });
    }
    case 'add':
    case 'remove': {
      const name = wish.kind === 'add' ? wish.name : '';
      const listed = wish.days.map((on) => ({ on, name }));
      const { outcome, days } = await daysOff.change(chat.id, event.id, wish.kind, listed);
      if (outcome === 'too-many') throw new Refusal('days-off-too-many', { max: daysOffMax });
      const said = { days: daysText(wish.days[0] ?? today, wish.days.at(-1) ?? today) };
      if (wish.kind === 'add') return lines(text('days-off-added', said), text('days-off-means'));
      return text(days === 0 ? 'days-off-nothing' : 'days-off-removed', said);
    }
  }
}
