import { createRunStore } from '../src/store/runs.ts';
import { comparePaired, inFlight, row } from './paired.ts';
import { openScene, type Scene } from './scene.ts';

const width = 100;
const chunk = 1_500;
/** Enough that nobody sends more than the flood gate lets through. */
const memberCount = 5_000;

/** A quiz whose one round stays open for the whole measurement; resolves to its id. */
async function openRound({ banzhang, redis, keys, chat, text }: Scene): Promise<string> {
  await redis.hset(keys.chat(chat), 's:quizSeconds', '3600');
  await banzhang.handle(text(0, '/quiz 1'));
  const runs = createRunStore(redis, keys);
  for (;;) {
    const run = await runs.current(chat);
    if (run?.state === 'open') return run.id;
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** The path of an answer, decoded update in and rendered reply handed to a stub sender, against its bare script. */
export async function benchAnswerPath(): Promise<readonly string[]> {
  const scene = await openScene();
  const { banzhang, redis, keys, chat, tap } = scene;
  const run = await openRound(scene);
  for (let person = 1; person <= memberCount; person += 1) await banzhang.handle(tap(person, `answer ${run} 1 0`));
  const runs = createRunStore(redis, keys);
  let order = 1_000_000;
  let sent = 0;
  const nextPerson = (): number => 1 + ((sent += 1) % memberCount);
  const bare = {
    name: 'bare record-answer',
    run: (count: number) =>
      inFlight(count, width, (index) => {
        order += 1;
        return runs.answer(chat, {
          person: `telegram:${nextPerson()}`,
          run,
          round: 1,
          atMs: Date.now(),
          order,
          mode: 'set',
          choice: index % 2 === 0 ? 1 : 2,
          key: 1,
          points: 10,
          slackMs: 0,
        });
      }),
  };
  const whole = {
    name: 'answer by tap, whole path',
    run: async (count: number) => {
      await inFlight(count, width, (index) =>
        banzhang.handle({ ...tap(nextPerson(), `answer ${run} 1 ${index % 2}`), order: (order += 1) }),
      );
      await banzhang.settle();
    },
  };
  const noise = await comparePaired({ ...bare, name: 'A/A: bare record-answer' }, bare, chunk);
  const measured = await comparePaired(whole, bare, chunk);
  await scene.close();
  return [row(noise), row(measured)];
}
