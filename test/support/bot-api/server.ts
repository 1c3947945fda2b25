import { carryOut } from './carry-out.ts';
import type { BotApiOptions } from './create-world.ts';
import { attachingDriver } from './driver/attaching.ts';
import { changingDriver } from './driver/changing.ts';
import { groupsDriver } from './driver/groups.ts';
import { membershipDriver } from './driver/membership.ts';
import { migratingDriver } from './driver/migrating.ts';
import { observingDriver } from './driver/observing.ts';
import { peopleDriver } from './driver/people.ts';
import { talkDriver } from './driver/talk.ts';
import { tapsDriver } from './driver/taps.ts';
import { topicsDriver } from './driver/topics.ts';
import { troublingDriver } from './driver/troubling.ts';
import { serveHttp } from './http-server.ts';
import { botUser } from './members.ts';
import type { Pace } from './pace.ts';
import { terminatePoll } from './poller.ts';
import { createServices } from './services.ts';
import { setWebhook } from './webhook.ts';

export type BotApi = Awaited<ReturnType<typeof startBotApi>>;

/**
 * A running Bot API server on loopback with a small world behind it: what people do there becomes updates, what the
 * bot calls is checked strictly and takes effect. `root` is the API root for grammY, `bot` the bot as a user.
 */
export async function startBotApi(options: BotApiOptions = {}) {
  const services = createServices(options);
  const { world, waiting, poller, webhook } = services;
  const pace: Pace = services.pace;
  const http = await serveHttp(world, (...call) => carryOut(services, ...call), options.port ?? 0);
  return {
    root: http.root,
    token: world.token,
    bot: botUser(world),
    /** What was sent too fast, and whether that is refused. */
    limits: pace,
    ...peopleDriver(world),
    ...groupsDriver(world),
    ...topicsDriver(world),
    ...migratingDriver(world),
    ...membershipDriver(world),
    ...talkDriver(world),
    ...attachingDriver(world),
    ...changingDriver(world),
    ...tapsDriver(world, waiting.waitFor),
    ...observingDriver(services),
    ...troublingDriver(services),

    /** Cuts every connection and takes no new ones, until set online again. */
    setOnline: http.setOnline,
    stop: async (): Promise<void> => {
      setWebhook(webhook, null);
      terminatePoll(poller, 'the server was stopped');
      waiting.stop();
      await http.stop();
    },
  };
}
