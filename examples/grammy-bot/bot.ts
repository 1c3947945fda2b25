// A grammY bot that was there before, with a command of its own, and Banzhang beside it.
import { createBanzhang } from 'banzhang';
import { banzhang } from 'banzhang/telegram';
import { Bot } from 'grammy';

const { BOT_TOKEN = '', REDIS_URL = 'redis://127.0.0.1:6379', TELEGRAM_API_ROOT } = process.env;

const bot = new Bot(BOT_TOKEN, TELEGRAM_API_ROOT === undefined ? {} : { client: { apiRoot: TELEGRAM_API_ROOT } });
const core = createBanzhang({ redis: { urls: [REDIS_URL], isCluster: false }, locale: 'en' });

// What stands before Banzhang wins.
bot.command('weather', (context) => context.reply('Sunny, 21 °C.'));

// Banzhang takes what is meant for it; the rest goes on to what stands behind it.
bot.use(banzhang(core, { api: bot.api }));
bot.hears(/thank you/i, (context) => context.reply('You are welcome.'));

bot.catch(({ error }) => {
  console.error(error instanceof Error ? error.message : 'a handler failed');
});

await core.start();
process.once('SIGTERM', () => void bot.stop());
process.once('SIGINT', () => void bot.stop());

// Telegram tells who joins and leaves only if it is asked to.
await bot.start({
  allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'],
});
await core.stop();
