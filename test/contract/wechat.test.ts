import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Wechaty, WechatyBuilder } from 'wechaty';
import { createWechatAdapter } from '../../src/bots/wechat/wechat-adapter.ts';
import { recordedLog } from '../bots/telegram/recorded-log.ts';
import { type Gateway, startGateway } from '../support/wechat/gateway.ts';
import { createMemoryDesk } from '../support/wechat/memory-desk.ts';
import { createWechatWorld, fileBox, type WechatGroup, type WechatWorld } from '../support/wechat/world.ts';
import { describeAdapter } from './adapter-contract.ts';
import type { AdapterHarness, Shown } from './adapter-harness.ts';

const cannot = 'WeChat cannot';
const gaps = {
  'a tap tells the token of its button and can be answered to the tapper alone': cannot,
  'a sent message can be changed, to the same words too': cannot,
  'both signs can be put on a message': cannot,
};

// The service puppet keeps what it was told of people under the home folder.
process.env['HOME'] = mkdtempSync(join(tmpdir(), 'banzhang-wechat-'));

describeAdapter('WeChat through wechaty', () => openWechat(null), gaps);
describeAdapter('WeChat through a gateway over gRPC', async () => openWechat(await startGateway()), gaps);

async function openWechat(gateway: Gateway | null): Promise<AdapterHarness> {
  const world = gateway?.world ?? createWechatWorld();
  const lin = world.addPerson('林小满', { isFriend: true });
  const zhou = world.addPerson('周文 @晨读', { isFriend: true });
  const group = world.addGroup({ title: '晨读小组', owner: lin, people: [zhou] });
  const bot = WechatyBuilder.build(gateway === null ? { puppet: world.puppet } : behind(gateway));
  const log = recordedLog();
  const times = { betweenPartsMs: 5 };
  const adapter = createWechatAdapter({ bot, account: 'class', log, clock: Date.now, fileBox, times });
  bot.on('error', () => undefined);
  await bot.start();
  await expect.poll(() => bot.isLoggedIn, { timeout: 5_000 }).toBe(true);
  const personOf = (id: string) => (id === world.idOf(lin) ? lin : zhou);
  return {
    adapter,
    desk: createMemoryDesk(),
    group: { platform: 'wechat', account: 'class', chat: world.idOf(group) },
    people: [
      { id: world.idOf(lin), name: lin.name },
      { id: world.idOf(zhou), name: zhou.name },
    ],
    say: (person, text) => Promise.resolve(world.say(personOf(person.id), group, text)),
    tap: () => Promise.reject(new Error('there are no buttons')),
    shown: () => shownIn(world, group),
    signsOn: () => [],
    notified: () => (world.sent(group).at(-1)?.mentions ?? []).map(world.idOf),
    throwOut() {
      world.removeBot(group, lin);
      return Promise.resolve();
    },
    async close() {
      await closed(bot, log.lines);
      await gateway?.stop();
    },
  };
}

const behind = ({ endpoint, token }: Gateway) => ({
  puppet: 'wechaty-puppet-service' as const,
  puppetOptions: { endpoint, token },
});

async function closed(bot: Wechaty, lines: readonly string[]): Promise<void> {
  await bot.stop();
  expect(lines.filter((line) => line.includes('a listener failed'))).toEqual([]);
}

/** Words and a file are two messages; they are shown as the one that was asked for. */
function shownIn(world: WechatWorld, group: WechatGroup): readonly Shown[] {
  const shown: Shown[] = [];
  for (const { messageId, text, file } of world.sent(group)) {
    const files = file === null ? [] : [file.name];
    const last = shown.at(-1);
    if (last === undefined || (last.text === '') === (text === '')) {
      shown.push({ messageId, text, buttons: [], files });
    } else {
      shown[shown.length - 1] = { ...last, text: last.text + text, files: [...last.files, ...files] };
    }
  }
  return shown;
}
