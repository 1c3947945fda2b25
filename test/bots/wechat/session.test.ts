import { describe, expect, onTestFinished, test } from 'vitest';
import { createSession } from '../../../src/bots/wechat/session.ts';
import { StoreError } from '../../../src/errors.ts';
import { createMemoryDesk } from '../../support/wechat/memory-desk.ts';
import { recordedLog } from '../telegram/recorded-log.ts';

/** Looks after itself all the time; patience is measured by a clock that the test moves. */
const times = { beatMs: 5, retryMs: 5, loginPatienceMs: 30_000, silentMs: 90_000 };

/** A session, and the world that it looks at, to be changed by the test. */
function open() {
  const world = {
    nowMs: 1_000_000,
    self: 'wxid_bot' as string | null,
    isOurs: false,
    isFree: true,
    isStoreAway: false,
  };
  const desk = createMemoryDesk();
  const log = recordedLog();
  const begun: string[] = [];
  const session = createSession({
    account: 'class',
    desk,
    log,
    times,
    leadership: {
      take() {
        if (world.isStoreAway) return Promise.reject(new StoreError('redis-unreachable', 'away'));
        world.isOurs = world.isFree;
        return Promise.resolve(world.isOurs);
      },
      isOurs: () => world.isOurs,
      release: () => Promise.resolve(),
    },
    clock: () => world.nowMs,
    selfId: () => world.self,
    begin(self) {
      begun.push(self);
      return Promise.resolve();
    },
  });
  onTestFinished(() => session.stop());
  const isConnected = () => session.state().isConnected;
  return { session, world, desk, log, begun, isConnected };
}

describe('a session', () => {
  test('of a bot that is logged in and free is connected as soon as it started, and is noted as heard', async () => {
    const { session, desk, begun, isConnected } = open();
    expect(isConnected()).toBe(false);
    await session.start();
    expect(isConnected()).toBe(true);
    expect(await session.admitted()).toBe(true);
    expect([begun, desk.heardAtMs, desk.silences]).toEqual([['wxid_bot'], 1_000_000, []]);
  });

  test('goes on noting while it is connected, and not while it is not', async () => {
    const { session, world, desk } = open();
    await session.start();
    world.nowMs += 5_000;
    await expect.poll(() => desk.heardAtMs).toBe(1_005_000);
    world.self = null;
    session.onLogout('wxid_bot');
    world.nowMs += 5_000;
    await expect.poll(() => session.state().trouble).toBe('login-wanted');
    await new Promise((done) => setTimeout(done, 30));
    expect(desk.heardAtMs).toBe(1_005_000);
  });

  test('without a login says so once, after a while, and begins with the login', async () => {
    const { session, world, log, isConnected } = open();
    world.self = null;
    await session.start();
    const warnings = () => log.lines.filter((line) => line.includes('nobody is logged in'));
    expect([isConnected(), session.state().trouble, warnings().length]).toEqual([false, 'login-wanted', 0]);
    world.nowMs += 30_000;
    await expect.poll(() => warnings().length).toBe(1);
    world.nowMs += 300_000;
    await new Promise((done) => setTimeout(done, 30));
    expect(warnings()).toHaveLength(1);
    const admitted = session.admitted();
    world.self = 'wxid_bot';
    session.onLogin();
    expect(await admitted).toBe(true);
  });

  test('that another process serves hears nothing, and takes over when that one lets go', async () => {
    const { session, world, desk, isConnected } = open();
    world.isFree = false;
    desk.heardAtMs = 999_000;
    await session.start();
    expect(session.state()).toMatchObject({ isConnected: false, trouble: 'served-elsewhere' });
    expect(await session.admitted()).toBe(false);
    desk.heardAtMs = 1_010_000;
    world.nowMs = 1_020_000;
    world.isFree = true;
    await expect.poll(isConnected).toBe(true);
    expect(desk.silences).toEqual([{ fromMs: 1_010_000, toMs: 1_020_000 }]);
  });

  test('whose lease runs out is not connected from that moment on', async () => {
    const { session, world, isConnected } = open();
    await session.start();
    world.isFree = false;
    world.isOurs = false;
    expect(isConnected()).toBe(false);
    await expect.poll(() => session.state().trouble).toBe('served-elsewhere');
  });

  test('begins anew when somebody else logs in, and admits nothing before', async () => {
    const { session, world, begun, isConnected } = open();
    await session.start();
    world.self = 'wxid_other';
    expect(isConnected()).toBe(false);
    session.onLogin();
    expect(await session.admitted()).toBe(true);
    expect(begun).toEqual(['wxid_bot', 'wxid_other']);
  });

  test('keeps what is heard waiting while the store is away, and goes on with it', async () => {
    const { session, world, isConnected } = open();
    world.isStoreAway = true;
    await session.start();
    expect(isConnected()).toBe(false);
    const admitted = session.admitted();
    world.isStoreAway = false;
    expect(await admitted).toBe(true);
  });
});

describe('a silence', () => {
  test('is told before the state says that it is over', async () => {
    const { session, world, desk, isConnected } = open();
    await session.start();
    world.self = null;
    session.onLogout('wxid_bot');
    expect(session.heardUntilMs()).toBe(1_000_000);
    let release = (): void => undefined;
    desk.beforeMissed = new Promise((done) => (release = done));
    world.nowMs += 60_000;
    world.self = 'wxid_bot';
    session.onLogin();
    await new Promise((done) => setTimeout(done, 30));
    expect([isConnected(), desk.silences]).toEqual([false, []]);
    release();
    await expect.poll(isConnected).toBe(true);
    expect(desk.silences).toEqual([{ fromMs: 1_000_000, toMs: 1_060_000 }]);
  });

  test('after a restart reaches back to what the process before noted, and is none at the very first start', async () => {
    const { session, desk } = open();
    desk.heardAtMs = 400_000;
    await session.start();
    expect(desk.silences).toEqual([{ fromMs: 400_000, toMs: 1_000_000 }]);
  });

  test('of a moment is told to nobody', async () => {
    const { session, desk } = open();
    desk.heardAtMs = 995_000;
    await session.start();
    expect(desk.silences).toEqual([]);
  });

  test('of a clean hand-over counts from the stop of the process before, not from its last beat', async () => {
    const { session, world, desk } = open();
    await session.start();
    session.onSign();
    world.nowMs += 4_900;
    await session.stop();
    expect(desk.heardAtMs).toBe(1_004_900);
    const after = open();
    after.desk.heardAtMs = desk.heardAtMs;
    after.world.nowMs = 1_007_000;
    await after.session.start();
    expect(after.desk.silences).toEqual([]);
  });

  test('of a process that heard nothing when it stopped is not shortened by the stop', async () => {
    const { session, world, desk } = open();
    await session.start();
    world.self = null;
    session.onLogout('wxid_bot');
    world.nowMs += 60_000;
    await session.stop();
    expect(desk.heardAtMs).toBe(1_000_000);
  });

  test('begins when the line breaks and ends with the next sign of life', async () => {
    const { session, world, desk, isConnected } = open();
    await session.start();
    session.onOutOfReach();
    expect(session.state()).toMatchObject({ isConnected: false, trouble: 'out-of-reach' });
    world.nowMs += 64_000;
    await new Promise((done) => setTimeout(done, 30));
    expect(isConnected()).toBe(false);
    session.onSign();
    await expect.poll(isConnected).toBe(true);
    expect(desk.silences).toEqual([{ fromMs: 1_000_000, toMs: 1_064_000 }]);
  });

  test('of the puppet itself counts from its last sign', async () => {
    const { session, world, desk, isConnected } = open();
    await session.start();
    world.nowMs += 10_000;
    session.onSign();
    world.nowMs += 90_001;
    await expect.poll(() => session.state().trouble).toBe('out-of-reach');
    session.onSign();
    await expect.poll(isConnected).toBe(true);
    expect(desk.silences).toEqual([{ fromMs: 1_010_000, toMs: 1_100_001 }]);
  });
});
