import { DeliveryError } from '../../errors.ts';

/** Nothing has left: the bot is not logged in, or there was no line to begin with. */
const notSent = /not logged in|no puppet|NOPUPPET|No connection established|ECONNREFUSED|ENOTFOUND|Name resolution/i;

/** The bot is in the group no more. */
const gone = /not (?:a )?member|not in (?:the )?(?:room|chatroom)|不在(?:该)?群|被移出|已解散/i;

/** Those who are no friends (any more) cannot be written to. */
const forbidden = /not (?:a )?friend|不是(?:你|对方)的?朋友|好友验证/i;

const unsupported = /unsupported|not support|not implemented/i;

/** What a failed say of a puppet means. Where it cannot be told whether it went out, it may have. */
export function deliveryErrorOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new DeliveryError(codeOf(said), `wechat: ${said.slice(0, 200)}`, { cause: error });
}

function codeOf(said: string): 'unreachable' | 'gone' | 'forbidden' | 'bad-request' | 'unknown-outcome' {
  if (notSent.test(said)) return 'unreachable';
  if (gone.test(said)) return 'gone';
  if (forbidden.test(said)) return 'forbidden';
  if (unsupported.test(said)) return 'bad-request';
  return 'unknown-outcome';
}
