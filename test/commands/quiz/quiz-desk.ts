import { distance } from 'fastest-levenshtein';
import { createAcknowledger } from '../../../src/commands/quiz/acknowledger.ts';
import { createAnswerCommand, createAnswerExpress, createAnswerListener } from '../../../src/commands/quiz/answers.ts';
import { createConductor } from '../../../src/commands/quiz/conductor.ts';
import { createOpenRounds } from '../../../src/commands/quiz/open-rounds.ts';
import { createPrivateAnswerListener } from '../../../src/commands/quiz/private-answer.ts';
import { createQuizCommand } from '../../../src/commands/quiz/quiz.ts';
import type { StandingOrder } from '../../../src/commands/core/announcement.ts';
import type { Capabilities } from '../../../src/commands/core/capabilities.ts';
import { createChats } from '../../../src/commands/core/chats.ts';
import { createDispatch } from '../../../src/commands/core/dispatch.ts';
import type { TextEvent } from '../../../src/commands/core/event.ts';
import { createLanes } from '../../../src/commands/core/lanes.ts';
import { createOutage } from '../../../src/commands/core/outage.ts';
import type { Destination, Told } from '../../../src/commands/core/outbox.ts';
import type { Part, Reply } from '../../../src/commands/core/reply.ts';
import { createCommandTable } from '../../../src/commands/core/table.ts';
import { normalise } from '../../../src/domain/normalise.ts';
import type { Bank } from '../../../src/domain/question.ts';
import type { Text } from '../../../src/i18n/text.ts';
import { createChatStore } from '../../../src/store/chats.ts';
import type { RedisClient } from '../../../src/store/client.ts';
import { createKeys } from '../../../src/store/keys.ts';
import { createMemberStore } from '../../../src/store/members.ts';
import { createPrivateRoundStore } from '../../../src/store/private-rounds.ts';
import { createRosterStore } from '../../../src/store/roster.ts';
import { createRunStore } from '../../../src/store/runs.ts';
import { createTellingStore } from '../../../src/store/tellings.ts';
import { createAlarms } from '../../support/alarms.ts';

export const deskCan: Capabilities = {
  textMaxCharacters: 4096,
  captionMaxCharacters: 1024,
  buttons: { perRow: 8, max: 96, labelMaxCharacters: 60, tokenMaxBytes: 64 },
  edit: { perMinute: 20 },
  reactions: null,
  mentions: null,
  images: { maxBytes: 10_000_000 },
  files: null,
  privateAnswers: { maxCharacters: 200 },
  pace: { accountPerSecond: 30, chatPerSecond: 1, groupPerMinute: 20, accountPerMinute: null, chatSwitchMs: null },
};

interface Posted {
  readonly part: Part;
  readonly cause: string | null;
  /** The platform's id of the chat it was said in. */
  readonly chat: string;
}

/** What may be different about an event. */
export interface Odds {
  readonly id?: string;
  readonly order?: number;
  readonly atMs?: number;
  /** Another group than the usual one, or a private chat with the bot. */
  readonly chat?: string;
  readonly isPrivate?: boolean;
  readonly platform?: 'telegram' | 'wechat';
}

export interface DeskOptions {
  readonly bank: Bank;
  readonly isGroup?: boolean;
  readonly can?: Capabilities;
  readonly organisers?: readonly string[];
  /** Names the process among those that lead the same quiz. */
  readonly name?: string;
}

type Target = Pick<Destination, 'cause' | 'to'>;

/** A chat in which only quizzes exist, on real Redis, with a clock that the test moves. */
export function createQuizDesk(
  redis: RedisClient,
  { bank, isGroup = true, can = deskCan, organisers = [], name = 'one' }: DeskOptions,
) {
  const keys = createKeys('t');
  let order = 0;
  const alarms = createAlarms(Date.parse('2026-11-21T04:00:00Z'), () => conductor.idle());
  const { timers, now: clock } = alarms;
  const posted: Posted[] = [];
  const orders: StandingOrder[] = [];
  let outcome: Told = 'sent';
  const store = createChatStore(redis, keys);
  const members = createMemberStore(redis, keys);
  const runs = createRunStore(redis, keys);
  const roster = createRosterStore(redis, keys);
  const outbox = {
    post: ({ cause, to }: Target, replies: readonly { readonly parts: readonly Part[] }[]) => {
      for (const { parts } of replies)
        for (const part of parts) posted.push({ part, cause: cause?.id ?? null, chat: to.chat });
    },
    tell(destination: Target, reply: Reply): Promise<Told> {
      if (outcome !== 'not-sent') outbox.post(destination, [reply]);
      return Promise.resolve(outcome);
    },
    drain: () => Promise.resolve(),
  };
  let ids = 0;
  const freshId = (): string => `id${(ids += 1)}`;
  const open = createOpenRounds();
  const shelf = {
    list: () => Promise.resolve([{ name: bank.name, questionCount: bank.questions.length }]),
    open: (_chat: string, name: string) => Promise.resolve(normalise(name) === normalise(bank.name) ? bank : null),
    picture: () => Promise.resolve(null),
  };
  const conductor = createConductor({
    runs,
    tellings: createTellingStore(redis, keys),
    chats: store,
    roster,
    orders: {
      put: (standing) => Promise.resolve(void orders.push(standing)).then(() => null),
      remove: () => Promise.resolve(),
    },
    outbox,
    shelf,
    open,
    timers,
    clock,
    owner: name,
    isHere: () => true,
    isElsewhere: () => false,
    canOf: () => can,
    caughtUp: () => Promise.resolve(),
    beat: () => Promise.resolve(),
  });
  const answerParts = {
    runs,
    open,
    conductor,
    acknowledger: createAcknowledger({ outbox, timers, clock, roster, open }),
    members,
    chats: store,
    roster,
    privateRounds: createPrivateRoundStore(redis, keys),
    outbox,
    isHere: () => true,
    canOf: () => can,
    clock,
    isForOthers: (event: TextEvent) => /^(?:答题|打卡)(?:\s|$)/.test(event.text),
  };
  const quiz = createQuizCommand({ runs, shelf, conductor, open, timers, random: () => 0.999, freshId });
  const dispatch = createDispatch({
    chats: createChats({
      store,
      members,
      defaultLocale: 'zh-Hans',
      defaultZone: 'Asia/Shanghai',
      askOrganisers: () => Promise.resolve(organisers),
      freshId,
      onCreated: () => Promise.resolve(),
    }),
    table: createCommandTable([quiz, createAnswerCommand(answerParts)], distance),
    listeners: [createAnswerListener(answerParts), createPrivateAnswerListener(answerParts)],
    express: createAnswerExpress(answerParts),
    housekeeping: { keep: () => Promise.resolve() },
    reception: { receive: () => Promise.resolve(false), recall: () => Promise.resolve(false) },
    outbox,
    lanes: createLanes(),
    floodGate: { isOpen: () => true, isToBeTold: () => false },
    outage: createOutage(outbox, 'zh-Hans'),
    log: { info: () => undefined, warn: () => undefined, error: (fields) => void faults.push(fields) },
    owners: new Set<string>(),
    canOf: () => can,
    isGuest: () => false,
    isLocal: () => false,
    clock,
    incidentId: () => 'i1',
  });
  const faults: unknown[] = [];
  const envelope = (person: string, at: Odds = {}) => {
    order += 1;
    const isInGroup = isGroup && at.isPrivate !== true;
    const chat = at.isPrivate === true ? `private-${person}` : (at.chat ?? 'g1');
    return {
      id: at.id ?? `e${order}`,
      order: at.order ?? order,
      atMs: at.atMs ?? clock(),
      from: { platform: at.platform ?? 'telegram', account: 'bot', chat } as const,
      isGroup: isInGroup,
      title: isInGroup ? `title of ${chat}` : null,
      sender: { id: person, name: person, languageTag: null },
      isAnonymous: false,
    };
  };
  const desk = {
    runs,
    members,
    roster,
    open,
    orders,
    posted,
    faults,
    keys,
    conductor,
    now: clock,
    /** What comes of messages of quizzes from now on. */
    setTold: (told: Told): void => {
      outcome = told;
    },
    say: (person: string, text: string, at?: Odds) =>
      dispatch.handle({
        ...envelope(person, at),
        kind: 'text',
        text,
        messageId: 'm',
        isAddressed: !isGroup || at?.isPrivate === true,
        isEdited: false,
      }),
    tap: (person: string, token: string, at?: Odds) =>
      dispatch.handle({ ...envelope(person, at), kind: 'choice', token, messageId: 'm', tapId: 't' }),
    /** Moves the clock, running what falls due on the way in order. */
    pass: alarms.pass,
    jump: alarms.jump,
    chatId: () => 'id1',
    run: () => runs.current('id1'),
    /** Keys of all texts posted since the last call, flattened. */
    heard: () => posted.splice(0).flatMap(({ part }) => ('text' in part ? keysIn(part.text) : [part.kind])),
  };
  return desk;
}

/** The keys of a text and of the lines in it. */
function keysIn(text: Text): string[] {
  if ('key' in text) return [text.key];
  return 'lines' in text ? text.lines.flatMap(keysIn) : [];
}
