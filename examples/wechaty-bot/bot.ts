// A wechaty bot that was there before, with an answer of its own, and Banzhang beside it.
import { createBanzhang } from 'banzhang';
import { BanzhangPlugin } from 'banzhang/wechat';
import { FileBox } from 'file-box';
import { WechatyBuilder } from 'wechaty';

const { REDIS_URL = 'redis://127.0.0.1:6379' } = process.env;

// The puppet comes from the environment, as in any wechaty bot: WECHATY_PUPPET and what it asks for.
const bot = WechatyBuilder.build({ name: 'study-bot' });
const core = createBanzhang({ redis: { urls: [REDIS_URL], isCluster: false } });

// The account is a name for what is kept: the same over logins and restarts.
bot.use(BanzhangPlugin(core, { account: 'study-bot', fileBox: FileBox, owners: ['王老师'] }));

// wechaty ends the process when a listener rejects, or when nobody listens to its errors.
bot.on('message', (message) => {
  if (message.self() || message.text() !== '天气') return;
  message.say('晴，21 度').catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : 'an answer failed');
  });
});

await core.start();
await bot.start();

// A gateway's account would be logged out if the bot were stopped, so it just ends.
const end = async (): Promise<void> => {
  await core.stop();
  process.exit(0);
};
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
