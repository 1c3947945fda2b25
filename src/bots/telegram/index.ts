import { type Api, Composer, type Context } from 'grammy';
import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Adapter, OnEvent } from '../adapter.ts';
import { createPluginAdapter, type PluginAdapter } from './plugin-adapter.ts';

export { createTelegramAdapter, type TelegramAdapter, type TelegramOptions } from './telegram-adapter.ts';

/** The core as the plugin needs it; `createBanzhang()` makes one. */
export interface PluginCore {
  readonly handle: OnEvent;
  /** Starts the adapter and sends through it from now on. */
  attach(adapter: Adapter): Promise<void>;
}

export interface PluginOptions {
  /** `bot.api`: with it the core can speak up at once; without it, from the first update on. */
  readonly api?: Api;
  readonly log?: CoreLog;
  readonly clock?: () => number;
}

/**
 * Middleware that lets a core take part in an existing bot: `bot.use(banzhang(core, { api: bot.api }))`.
 * What the core does not take goes on to the handlers that follow; no error of ours ever reaches the bot.
 */
export function banzhang(
  core: PluginCore,
  { api, log = silent, clock = Date.now }: PluginOptions = {},
): Composer<Context> {
  let attached: Promise<PluginAdapter> | null = null;
  const attach = async (botApi: Api): Promise<PluginAdapter> => {
    try {
      const adapter = await createPluginAdapter(botApi, log, clock);
      await core.attach(adapter);
      return adapter;
    } catch (error) {
      attached = null; // The next update tries again.
      throw error;
    }
  };
  const attachOnce = (botApi: Api): Promise<PluginAdapter> => (attached ??= attach(botApi));
  if (api !== undefined) {
    attachOnce(api).catch((error: unknown) => {
      log.warn({ error }, 'telegram: the plugin begins with the first update');
    });
  }
  const composer = new Composer();
  composer.use(async (context, next) => {
    const isTaken = await attachOnce(context.api)
      .then((adapter) => adapter.take(context.update))
      .catch((error: unknown) => {
        log.error({ error, updateId: context.update.update_id }, 'telegram: the plugin could not take an update');
        return false;
      });
    if (!isTaken) await next();
  });
  return composer;
}

const ignore = (): void => undefined;
const silent: CoreLog = { info: ignore, warn: ignore, error: ignore };
