import { z } from 'zod';
import { Refusal } from '../../errors.ts';
import { text } from '../../i18n/text.ts';
import type { BindStore } from '../../store/bind-codes.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import { privately, type Reply, say } from '../core/reply.ts';

export interface BindParts {
  readonly codes: BindStore;
  /** Six digits that nobody can foresee. */
  randomCode(): string;
}

/** As people type them, also in answer to the question who they are. */
export const bindWords: readonly string[] = ['绑定', '綁定', 'bind'];

/** `/bind` gives a code, `/bind code` on the other platform makes both the same member. */
export function createBindCommand(parts: BindParts): AnyCommand {
  return command({
    name: 'bind',
    words: bindWords,
    where: 'anywhere',
    who: 'member',
    isPersonal: true,
    summary: 'bind-summary',
    usage: 'bind-usage',
    args: z
      .string()
      .regex(/^\s*\d{0,6}\s*$/)
      .transform((code) => code.trim()),
    isCall: (rest, { isGroup }) => !isGroup || /^\d{0,6}$/.test(rest.trim()),
    run: async (code, context) => [await (code === '' ? offer(context, parts) : redeem(code, context, parts))],
  });
}

const attemptsMax = 5;

async function offer({ member }: Context, { codes, randomCode }: BindParts): Promise<Reply> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const code = randomCode();
    if (await codes.offer(code, member)) return privately(say(text('bind-code', { code, minutes: 15 })));
  }
  throw new Refusal('bind-busy');
}

async function redeem(code: string, { member, event }: Context, { codes }: BindParts): Promise<Reply> {
  if (!(await codes.mayTry(member))) throw new Refusal('bind-busy');
  const to = await codes.member(code);
  if (to === null) throw new Refusal('bind-wrong');
  const identity = { platform: event.from.platform, person: event.sender.id };
  if (await codes.isLinked(identity, to)) throw new Refusal('bind-self');
  await codes.link(code, identity, member, to);
  return say(text('bind-done'));
}
