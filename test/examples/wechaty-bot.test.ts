import { afterEach, expect, it } from 'vitest';
import { testRedis } from '../support/redis.ts';
import { type Gateway, startGateway } from '../support/wechat/gateway.ts';
import { runExample, type RunningExample } from './running-example.ts';

let gateway: Gateway | null = null;
let example: RunningExample | null = null;

afterEach(async () => {
  await example?.stop();
  await gateway?.stop();
});

it('examples/wechaty-bot answers by its own listener and by Banzhang, each once, and ends without a logout', async () => {
  const redis = await testRedis();
  gateway = await startGateway();
  const { world, endpoint, token } = gateway;
  const lin = world.addPerson('林小满', { isFriend: true });
  const group = world.addGroup({ title: '晨读小组', owner: lin, people: [] });
  const running = runExample('wechaty-bot', {
    REDIS_URL: redis.socketPath,
    WECHATY_LOG: 'silent',
    WECHATY_PUPPET: 'wechaty-puppet-service',
    WECHATY_PUPPET_SERVICE_ENDPOINT: endpoint,
    WECHATY_PUPPET_SERVICE_TOKEN: token,
  });
  example = running;
  const texts = () => world.sent(group).map(({ text }) => text);
  const say = (text: string): void => {
    if (!running.isRunning()) throw new Error(running.output());
    world.say(lin, group, text);
  };
  // Nothing tells from outside when the bot listens; its own answer does.
  await expect
    .poll(
      () => {
        if (texts().length === 0) say('天气');
        return texts()[0];
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe('晴，21 度');
  const before = texts().length;
  say('@班长\u2005打卡 30分钟');
  await expect
    .poll(
      () =>
        texts()
          .slice(before)
          .filter((text) => text.includes('30')).length,
      { timeout: 20_000 },
    )
    .toBe(1);
  expect(texts().slice(before)).toHaveLength(1);
  expect(await running.stop()).toBe(0);
  expect(gateway.logoutCount()).toBe(0);
}, 90_000);
