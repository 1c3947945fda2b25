import { localDateOf } from '../src/domain/calendar.ts';
import type { TimeZone } from '../src/domain/local-date.ts';
import { createCheckInStore } from '../src/store/check-ins.ts';
import { comparePaired, inFlight, row } from './paired.ts';
import { openScene } from './scene.ts';

const width = 100;
const chunk = 1_000;
/** Enough that nobody sends more than the flood gate lets through. */
const memberCount = 5_000;

/** The path of a typed check-in, decoded update in and rendered reply handed to a stub sender, against its bare script. */
export async function benchCheckInPath(): Promise<readonly string[]> {
  const scene = await openScene();
  const { banzhang, redis, keys, chat, text } = scene;
  for (let person = 1; person <= memberCount; person += 1) await banzhang.handle(text(person, '打卡 30分钟'));
  await banzhang.settle();
  const checkIns = createCheckInStore(redis, keys);
  const on = localDateOf(Date.now(), 'Asia/Shanghai' as TimeZone);
  let event = 0;
  let sent = 0;
  const nextPerson = (): number => 1 + ((sent += 1) % memberCount);
  const bare = {
    name: 'bare record-check-in',
    run: (count: number) =>
      inFlight(count, width, () => {
        event += 1;
        const entry = {
          outcome: 'done',
          amount: { amount: 30, unit: 'minutes', of: null },
          note: '',
          hasPhoto: false,
          bySeat: null,
          atMs: Date.now(),
        } as const;
        return checkIns.record(chat, `bare:${event}`, { seat: nextPerson(), on, entry }, 30);
      }),
  };
  const whole = {
    name: 'check-in by word, whole path',
    run: async (count: number) => {
      // A different day for every chunk would change the work; the entries of the day are cleared instead.
      await inFlight(count, width, () => banzhang.handle(text(nextPerson(), '打卡 30分钟')));
      await redis.del(keys.day(chat, on));
    },
  };
  const cleared = {
    ...bare,
    run: async (count: number) => {
      await bare.run(count);
      await redis.del(keys.day(chat, on));
    },
  };
  const noise = await comparePaired({ ...cleared, name: 'A/A: bare record-check-in' }, cleared, chunk);
  const measured = await comparePaired(whole, cleared, chunk);
  await scene.close();
  return [row(noise), row(measured)];
}
