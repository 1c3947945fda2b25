import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Address } from '../../../src/commands/core/event.ts';
import type { Inbound } from '../../../src/commands/core/event.ts';
import type { Outgoing } from '../../../src/commands/core/outgoing.ts';
import { createOwnWorld, type FakeBot, type OwnWorld, wallMs } from './own-world.ts';

const to: Address = { platform: 'wechat', account: 'class', chat: '1@chatroom' };
const words: Outgoing = { kind: 'message', text: '好', buttons: [], mentions: [], quote: null };
const event = { kind: 'text', id: 'e1' } as unknown as Inbound;
const waiting = { timeout: 5_000, interval: 10 };

const gatewayGone = (line: FakeBot): void => {
  line.tell('error', new Error('14 UNAVAILABLE: read ECONNRESET'));
};

describe('a WeChat bot of our own', () => {
  let world: OwnWorld;
  const bot = (index: number): FakeBot => {
    const found = world.bots[index];
    if (found === undefined) throw new Error(`there is no line ${String(index)}`);
    return found;
  };
  const untilLine = (count: number) => expect.poll(() => world.bots.length, waiting).toBe(count);
  const trouble = () => world.adapter.state().trouble;

  beforeEach(() => {
    world = createOwnWorld();
  });
  afterEach(async () => {
    await world.adapter.stop();
    await world.adapter.letGo?.();
  });

  test('is attached before anybody is logged in, and speaks only when somebody is', async () => {
    await world.start();
    await untilLine(1);
    await expect(world.adapter.send(to, words)).rejects.toMatchObject({ code: 'unreachable' });
    bot(0).tell('scan', 'https://login.weixin.qq.com/l/A', 2);
    expect(world.adapter.state()).toMatchObject({ isConnected: false, trouble: 'login-wanted' });
    bot(0).logIn();
    expect(world.adapter.state()).toEqual({ isConnected: true, detail: 'logged in', caughtUpAtMs: 7 });
    expect(await world.adapter.send(to, words)).toEqual({ messageId: 'sent' });
  });

  test('cuts the line to the gateway before it stops the bot, which would log the account out', async () => {
    await world.start();
    await untilLine(1);
    bot(0).logIn();
    await world.adapter.stop();
    expect(bot(0).done).toEqual(['start']);
    await world.adapter.letGo?.();
    expect(bot(0).done).toEqual(['start', 'cancel', 'stopStream', 'destroyClient', 'stop']);
  });

  test('can still answer after it was told to stop, and takes nothing new', async () => {
    await world.start();
    await untilLine(1);
    bot(0).logIn();
    expect(await world.hear(event)).toEqual({ isTaken: true });
    await world.adapter.stop();
    expect(await world.hear(event)).toEqual({ isTaken: false });
    expect(world.heardBy).toEqual([event]);
    expect(await world.adapter.send(to, words)).toEqual({ messageId: 'sent' });
  });

  test('notes until when it heard as it stops, and nothing where it did not hear', async () => {
    await world.start();
    await untilLine(1);
    await world.adapter.stop();
    expect(world.notedAtMs).toEqual([]);
    await world.adapter.letGo?.();
    world = createOwnWorld();
    await world.start();
    await untilLine(1);
    bot(0).logIn();
    await world.adapter.stop();
    await world.adapter.stop();
    expect(world.notedAtMs).toEqual([wallMs]);
  });

  test.each([
    ['stuck-web', 1],
    // What the line to a gateway leaves when it is cut hears nothing any more.
    ['stuck-gateway', 0],
  ] as const)('of a %s puppet that does not stop in time warns %d times', async (kind, count) => {
    world = createOwnWorld(kind);
    await world.start();
    await untilLine(1);
    await world.adapter.stop();
    await world.adapter.letGo?.();
    expect(world.warnings.filter(({ message }) => message.includes('left behind'))).toHaveLength(count);
  });

  test.each([
    ['the gateway is gone', gatewayGone],
    ['the stream ends without a word', (line: FakeBot) => void (line.stream.destroyed = true)],
    ['no heartbeat comes', () => undefined],
  ])('opens a new line within seconds when %s', async (_what, breakIt) => {
    await world.start();
    await untilLine(1);
    bot(0).logIn();
    breakIt(bot(0));
    await expect.poll(trouble, waiting).toBe('out-of-reach');
    await expect(world.adapter.send(to, words)).rejects.toMatchObject({ code: 'unreachable' });
    await untilLine(2);
    expect(bot(0).done.at(-1)).toBe('stop');
    bot(1).logIn();
    expect(world.adapter.state().isConnected).toBe(true);
  });

  test('takes no error for the end that says nothing of the line', async () => {
    await world.start();
    await untilLine(1);
    bot(0).logIn();
    bot(0).tell('error', new Error('2 UNKNOWN: no room found for id: 1@chatroom'));
    bot(0).tell('heartbeat');
    await expect.poll(() => world.bots.length, { timeout: 600 }).toBe(1);
    expect(world.adapter.state().isConnected).toBe(true);
  });

  test('opens a new line when the puppet lives and shows neither a code nor a login', async () => {
    await world.start();
    await untilLine(1);
    const beats = setInterval(() => {
      bot(0).tell('heartbeat');
    }, 100);
    await untilLine(2);
    clearInterval(beats);
    expect(world.warnings.map(({ message }) => message).join('\n')).toContain('neither a QR code nor a login');
  });

  test('opens a new line when a logout is followed by nothing', async () => {
    await world.start();
    await untilLine(1);
    bot(0).logIn();
    bot(0).tell('logout');
    const beats = setInterval(() => {
      bot(0).tell('heartbeat');
    }, 100);
    await untilLine(2);
    clearInterval(beats);
    expect(world.warnings.map(({ message }) => message).join('\n')).toContain('logged out');
  });

  test('waits longer from failure to failure, says each time what to check, and begins anew after a login', async () => {
    await world.start();
    await untilLine(1);
    const refuse = (line: FakeBot): void => {
      line.tell('error', new Error('16 UNAUTHENTICATED: Invalid Wechaty TOKEN'));
    };
    refuse(bot(0));
    await untilLine(2);
    refuse(bot(1));
    await expect.poll(() => world.warnings.length, waiting).toBe(2);
    expect(world.warnings.map(({ nextTryMs }) => nextTryMs)).toEqual([100, 200]);
    expect(world.warnings.every(({ message }) => message.includes('WECHATY_PUPPET_SERVICE_TOKEN'))).toBe(true);
    await untilLine(3);
    bot(2).logIn();
    bot(2).stream.destroyed = true;
    await expect.poll(() => world.warnings.at(-1)?.nextTryMs, waiting).toBe(100);
  });

  test('opens no new line when one breaks while it stops', async () => {
    await world.start();
    await untilLine(1);
    bot(0).logIn();
    await world.adapter.stop();
    bot(0).stream.destroyed = true;
    await expect.poll(() => bot(0).done.at(-1), waiting).toBe('stop');
    await world.adapter.letGo?.();
    expect(world.bots).toHaveLength(1);
    expect(world.adapter.state()).toMatchObject({ isConnected: false, detail: 'not running' });
  });

  test('hears and says nothing from the moment on at which its lease is lost, and serves again when it is free', async () => {
    await world.start();
    await untilLine(1);
    bot(0).logIn();
    world.loseLease();
    await expect.poll(trouble, waiting).toBe('served-elsewhere');
    expect(bot(0).done).toEqual(['start', 'cancel', 'stopStream', 'destroyClient', 'stop']);
    expect(await world.hear(event)).toEqual({ isTaken: false });
    await expect(world.adapter.send(to, words)).rejects.toMatchObject({ code: 'unreachable' });
    world.freeLease();
    await untilLine(2);
    bot(1).logIn();
    expect(world.adapter.state().isConnected).toBe(true);
  });

  test('stands by without a line while somebody else serves the account', async () => {
    world.loseLease();
    await world.start();
    await expect.poll(trouble, waiting).toBe('served-elsewhere');
    expect(world.bots).toHaveLength(0);
  });
});
