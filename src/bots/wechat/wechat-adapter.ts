import { randomUUID } from 'node:crypto';
import type { Capabilities } from '../../commands/core/capabilities.ts';
import { DeliveryError } from '../../errors.ts';
import type { Adapter } from '../adapter.ts';
import { groupRoomOf } from './destination.ts';
import { createLeadership } from './leadership.ts';
import { wechatCapabilities } from './limits.ts';
import { listen, type WechatListeners } from './listen.ts';
import { organisersOf } from './organisers.ts';
import { askTimeoutMs } from './seen.ts';
import { send } from './send.ts';
import { openService, type Service } from './service.ts';
import { waitMs, within } from './wait.ts';
import { selfIdOf, type WechatBot } from './wechat-bot.ts';
import { usualTimes, type WechatOptions } from './wechat-options.ts';

/** An adapter on a wechaty bot that somebody else starts and stops, or will start. */
export function createWechatAdapter(options: WechatOptions): Adapter {
  const { bot, account, log, clock } = options;
  const times = { ...usualTimes, ...options.times };
  const can = capabilitiesOf(options);
  let service: Service | null = null;
  const running = (): Service => {
    if (service === null) throw new DeliveryError('unreachable', 'wechat: the adapter is not running');
    return service;
  };
  const sendParts = (serving: Service) => ({
    ...serving,
    bot,
    fileBox: options.fileBox ?? null,
    betweenPartsMs: times.betweenPartsMs,
    sayTimeoutMs: times.sayTimeoutMs,
    can,
    maySpeak: () => serving.session.state().isConnected,
  });
  return {
    platform: 'wechat',
    isBound: true,
    account,
    ...(options.isGuest === true ? { isGuest: true } : {}),
    get can() {
      return can();
    },
    async start(onEvent, desk) {
      const token = options.token ?? randomUUID();
      const leadership = options.leadership ?? createLeadership(desk.leases, account, token, log);
      const listenTo = (listeners: WechatListeners) => listen(bot, listeners, log);
      service = openService({ options, times, onEvent, desk, leadership, listenTo });
      await service.session.start();
    },
    async stop() {
      service?.unlisten();
      await service?.intake.settled();
      await service?.session.stop();
    },
    state: () => stateOf(service, clock),
    async catchUp() {
      await waitMs(times.arrivalMs);
      await service?.arrivals.settled();
      await service?.intake.settled();
    },
    send: async (to, outgoing) => send(to, outgoing, sendParts(running())),
    async organisersOf({ chat }) {
      const serving = running();
      const room = await groupRoomOf(chat, { ...serving, bot });
      return room === null ? null : organisersOf(room, { ...serving, bot });
    },
    async memberCountOf({ chat }) {
      const room = await groupRoomOf(chat, { ...running(), bot });
      if (room === null) return null;
      const selfId = selfIdOf(bot);
      const members = await within(askTimeoutMs, room.memberAll());
      return members.filter(({ id }) => id !== selfId).length;
    },
    publishMenus: () => Promise.resolve(),
    privateChatOf(personId) {
      const friends = service?.friends;
      const id = friends?.ownerOf(personId) ?? personId;
      return friends?.isFriend(id) === true ? { platform: 'wechat', account, chat: id } : null;
    },
    claim: (standIn, as) => running().identities.claim(standIn, as),
  };
}

/** WeCom and gateways, behind which it may be, count bytes. */
function capabilitiesOf({ bot, fileBox, pace = {} }: WechatOptions): () => Capabilities {
  const limits = { hasFiles: fileBox !== undefined, pace };
  const inCharacters = wechatCapabilities({ ...limits, countsBytes: false });
  const inBytes = wechatCapabilities({ ...limits, countsBytes: true });
  return () => (mayBeWecom(bot) ? inBytes : inCharacters);
}

function mayBeWecom(bot: WechatBot): boolean {
  try {
    return /service|work|wecom/i.test(bot.puppet.name?.() ?? '') || /^\d+$/.test(selfIdOf(bot) ?? '');
  } catch {
    return false;
  }
}

function stateOf(service: Service | null, clock: () => number): ReturnType<Adapter['state']> {
  if (service === null) return { isConnected: false, detail: 'not running', caughtUpAtMs: 0 };
  const heardUntilMs = service.session.heardUntilMs() ?? clock();
  const oldestAtMs = [service.intake.oldestAtMs(), service.arrivals.oldestAtMs()].map((atMs) => atMs ?? clock());
  return { ...service.session.state(), caughtUpAtMs: Math.min(heardUntilMs, ...oldestAtMs) };
}
