// Banzhang with a command of one's own: `/roll 20`, `掷骰子`, `roll` in any chat.
import { command, createBanzhang, literal, say } from 'banzhang';
import { createTelegramAdapter } from 'banzhang/telegram';
import { z } from 'zod';

const { BOT_TOKEN = '', REDIS_URL = 'redis://127.0.0.1:6379', TELEGRAM_API_ROOT } = process.env;

const roll = command({
  name: 'roll',
  words: ['掷骰子', '擲骰子', 'roll'],
  where: 'anywhere',
  who: 'member',
  // Lines for /help; texts of the catalogue only, so a command of one's own stays out of it.
  summary: null,
  usage: null,
  // Reads what follows the name. What it refuses is answered with “I did not understand the rest”.
  args: z
    .string()
    .regex(/^\d{0,4}$/)
    .transform((sides) => (sides === '' ? 6 : Number(sides))),
  // Handlers return what is to be said; the core sends it, in order and within the platform's pace.
  run: (sides, { event }) =>
    Promise.resolve([say(literal(`${event.sender.name}: ${1 + Math.floor(Math.random() * sides)} / ${sides}`))]),
});

const core = createBanzhang({ redis: { urls: [REDIS_URL], isCluster: false }, locale: 'en', commands: [roll] });
const log = { info: () => undefined, warn: console.warn, error: console.error };
const telegram = createTelegramAdapter({
  token: BOT_TOKEN,
  ...(TELEGRAM_API_ROOT === undefined ? {} : { apiRoot: TELEGRAM_API_ROOT }),
  log,
  clock: Date.now,
});

await core.start();
await core.attach(telegram);
process.once('SIGTERM', () => void core.stop());
process.once('SIGINT', () => void core.stop());
