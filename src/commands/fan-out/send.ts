import { z } from 'zod';
import type { FanOutState } from '../../domain/fan-out/fan-out.ts';
import { Refusal } from '../../errors.ts';
import { lines, text } from '../../i18n/text.ts';
import type { FanOut, FanOutStore } from '../../store/fan-outs.ts';
import type { FanOutRun, FanOutRunStore } from '../../store/fan-out-runs.ts';
import { type AnyCommand, command, type Context } from '../core/command.ts';
import type { CoreLog } from '../core/core-log.ts';
import { type Reply, reply, say } from '../core/reply.ts';
import { draft, type DraftParts } from './draft.ts';
import type { FanOutOrders } from './fan-out-orders.ts';
import { missedText, shortWhatText, standText, stateText, whenText } from './fan-out-texts.ts';
import { groupHealth, type GroupHealthParts, healthDaysMax } from './group-health.ts';
import { groupList } from './group-list.ts';
import { choicesOf, type Progress } from './progress.ts';
import { readSend, type SendWish } from './read-send.ts';
import { resultReply, type ResultParts } from './result.ts';
import { unreachableList } from './unreachable-list.ts';

export interface SendParts extends Omit<DraftParts, 'groups'>, Omit<ResultParts, 'groups'>, GroupHealthParts {
  readonly fanOuts: Pick<FanOutStore, 'draft' | 'read' | 'change' | 'latest'>;
  readonly runs: Pick<FanOutRunStore, 'names' | 'read'>;
  readonly orders: Pick<FanOutOrders, 'begin' | 'remove'>;
  readonly progress: Pick<Progress, 'text' | 'tellChange'>;
  readonly log: CoreLog;
}

const listedCount = 10;

/** `/send`: messages to many chats, by owners of the programme. */
export function createSendCommand(parts: SendParts): AnyCommand {
  return command({
    name: 'send',
    words: ['群发', '群發', 'send'],
    where: 'private',
    who: 'owner',
    summary: 'send-summary',
    usage: 'send-usage',
    args: z.string().transform(readSend),
    isCall: (_rest, { isGroup }) => !isGroup,
    run: (wish, context) => runWish(wish, context, parts),
  });
}

async function runWish(wish: SendWish, context: Context, parts: SendParts): Promise<readonly Reply[]> {
  switch (wish.kind) {
    case 'list':
      return list(parts);
    case 'groups':
      return groupList(wish, context, parts);
    case 'health':
      return groupHealth(wish, context, parts);
    case 'unclear':
      throw new Refusal('send-unclear');
    case 'health-unclear':
      throw new Refusal('send-health-days', { max: healthDaysMax });
    case 'new':
      return draft(wish, context, parts);
    case 'show':
      return show(await known(wish.number, parts), parts);
    case 'unreachable':
      return unreachableList(await known(wish.number, parts), wish, context, parts);
    case 'result':
      return resultReply(await known(wish.number, parts), context, parts);
    default:
      return act(wish.kind, await known(wish.number, parts), context, parts);
  }
}

async function known(number: number, { fanOuts }: SendParts): Promise<FanOut> {
  const fanOut = await fanOuts.read(number);
  if (fanOut === null) throw new Refusal('send-unknown', { number: String(number) });
  return fanOut;
}

/** The sending that is under way, or the latest one; null before the first. */
async function currentRun(
  { number }: FanOut,
  { runs }: { readonly runs: Pick<FanOutRunStore, 'names' | 'read'> },
): Promise<FanOutRun | null> {
  const [latest] = await runs.names(number);
  return latest === undefined ? null : runs.read(latest);
}

async function list(parts: SendParts): Promise<readonly Reply[]> {
  const all = await parts.fanOuts.latest(listedCount);
  if (all.length === 0) return [say(lines(text('send-none'), text('send-usage')))];
  const rows = await Promise.all(
    all.map(async (fanOut) =>
      text('send-row', {
        number: String(fanOut.number),
        state: standText(fanOut, await currentRun(fanOut, parts)),
        what: shortWhatText(fanOut.spec.content),
        when: whenText(fanOut.spec, 1),
      }),
    ),
  );
  return [say(lines(text('send-list'), ...rows))];
}

async function show(fanOut: FanOut, parts: SendParts): Promise<readonly Reply[]> {
  const words = parts.progress.text(fanOut, await currentRun(fanOut, parts));
  return [reply({ kind: 'choices', text: lines(words, missedText(fanOut)), choices: choicesOf(fanOut), columns: 2 })];
}

type Act = 'start' | 'pause' | 'resume' | 'cancel';

const acts: Readonly<Record<Act, { readonly from: readonly FanOutState[]; readonly to: FanOutState }>> = {
  start: { from: ['draft'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['draft', 'running', 'paused'], to: 'cancelled' },
};

async function act(kind: Act, fanOut: FanOut, context: Context, parts: SendParts): Promise<readonly Reply[]> {
  const { event, nowMs, zone } = context;
  const { number, spec } = fanOut;
  const { schedule } = spec;
  if (kind === 'start' && fanOut.state === 'draft' && schedule?.kind === 'once' && schedule.atMs <= nowMs) {
    throw new Refusal('send-past', { at: { atMs: schedule.atMs, zone } });
  }
  const by = `${event.from.platform}:${event.sender.id}`;
  const { isChanged, before } = await parts.fanOuts.change(number, { ...acts[kind], event: event.id, by, nowMs });
  if (!isChanged) throw new Refusal('send-not-now', { number: String(number), state: stateText(before ?? 'draft') });
  parts.log.info({ fanOut: number, by, act: kind, before }, 'a fan-out was changed');
  const changed = await known(number, parts);
  // The second step, also when the event is told again; it looks at how the fan-out stands now.
  if (changed.state === 'running') await parts.orders.begin(changed, nowMs);
  else await parts.orders.remove(changed, nowMs);
  const run = await currentRun(changed, parts);
  if (run !== null) parts.progress.tellChange(changed, run);
  return [said(kind, changed)];
}

function said(kind: Act, fanOut: FanOut): Reply {
  const number = String(fanOut.number);
  switch (kind) {
    case 'start':
      return fanOut.spec.schedule === null
        ? say(text('send-started', { number }))
        : say(text('send-scheduled', { number, when: whenText(fanOut.spec, 1) }));
    case 'pause':
      return say(text('send-paused', { number }));
    case 'resume':
      return say(text('send-resumed', { number }));
    case 'cancel':
      return say(text('send-cancelled', { number }));
  }
}
