import type { LocalDate } from '../domain/local-date.ts';

/** Our own id of a chat; stays when the platform's id changes. */
export type ChatId = string;
/** Our own id of a person across chats and platforms. */
export type MemberId = string;

interface KeyEntry {
  readonly pattern: string;
  readonly type: 'string' | 'hash' | 'zset' | 'set' | 'list' | 'bullmq';
  readonly owner: string;
  readonly expires: string;
  readonly holds: string;
}

/** The one table of everything we keep in Redis; docs/redis-keys.md is checked against it. */
export const keyTable = {
  schema: {
    pattern: 'schema',
    type: 'string',
    owner: 'store/schema.ts',
    expires: 'never',
    holds: 'version of this layout',
  },
  address: {
    pattern: 'address:<platform>:<account>:<chat>',
    type: 'string',
    owner: 'store/chats.ts',
    expires: 'never',
    holds: 'our chat id of a platform chat',
  },
  identity: {
    pattern: 'identity:<platform>:<person>',
    type: 'string',
    owner: 'store/members.ts',
    expires: 'never',
    holds: 'our member id of a platform person',
  },
  chats: { pattern: 'chats', type: 'set', owner: 'store/chats.ts', expires: 'never', holds: 'ids of all chats' },
  chat: {
    pattern: '{c:<chat>}',
    type: 'hash',
    owner: 'store/chats.ts',
    expires: 'never',
    holds: 'address, title, language, zone, settings (s:…), standing, seat counter',
  },
  people: {
    pattern: '{c:<chat>}:people',
    type: 'hash',
    owner: 'store/chats.ts',
    expires: 'never',
    holds: 'platform:person → seat, then :member once known',
  },
  names: {
    pattern: '{c:<chat>}:names',
    type: 'hash',
    owner: 'store/chats.ts',
    expires: 'never',
    holds: 'seat → name as last seen',
  },
  roster: {
    pattern: '{c:<chat>}:roster',
    type: 'hash',
    owner: 'store/roster.ts',
    expires: 'never',
    holds: 'seat → JSON: identity, joinedOn, optedOut, leftOn',
  },
  handled: {
    pattern: '{c:<chat>}:handled:<event>',
    type: 'string',
    owner: 'every effect script',
    expires: '25 h',
    holds: 'the outcome of an event, repeated when it is told again',
  },
  slot: {
    pattern: '{c:<chat>}:slot:<slot>',
    type: 'string',
    owner: 'store/chats.ts',
    expires: '3 days',
    holds: 'platform message id of a standing message',
  },
  day: {
    pattern: '{c:<chat>}:day:<date>',
    type: 'hash',
    owner: 'store/check-ins.ts',
    expires: 'never',
    holds: 'seat → check-ins of that day, one a line, oldest first',
  },
  arrivals: {
    pattern: '{c:<chat>}:arrivals:<date>',
    type: 'zset',
    owner: 'store/check-ins.ts',
    expires: '3 days',
    holds: 'seat → when they first checked in on that day',
  },
  states: {
    pattern: '{c:<chat>}:states:<seat>',
    type: 'string',
    owner: 'store/check-ins.ts',
    expires: 'never',
    holds: 'two bits a day since 2020-01-01: none, done, made up, excused',
  },
  acts: {
    pattern: '{c:<chat>}:acts',
    type: 'hash',
    owner: 'store/check-ins.ts',
    expires: 'newest five of a seat kept',
    holds: 'seat → what can be taken back, one a line, newest first',
  },
  leaves: {
    pattern: '{c:<chat>}:leaves',
    type: 'hash',
    owner: 'store/leaves.ts',
    expires: 'never',
    holds: 'seat → excused days, one stretch a line: first day, last day, when told, reason',
  },
  asked: {
    pattern: '{c:<chat>}:asked:<date>:<seat>',
    type: 'string',
    owner: 'store/check-ins.ts',
    expires: '25 h',
    holds: 'the event that was asked back about on that day',
  },
  ranks: {
    pattern: '{c:<chat>}:ranks:<period>',
    type: 'zset',
    owner: 'store/check-ins.ts',
    expires: 'weeks and days 100 days, months 800 days, all never',
    holds: 'seat → days checked in',
  },
  run: {
    pattern: '{c:<chat>}:run',
    type: 'hash',
    owner: 'store/runs.ts',
    expires: 'never',
    holds: 'the quiz that runs or ran last in the chat',
  },
  paper: {
    pattern: '{c:<chat>}:paper:<run>',
    type: 'string',
    owner: 'store/runs.ts',
    expires: '30 days',
    holds: 'JSON of all rounds of a quiz, options already shuffled',
  },
  answers: {
    pattern: '{c:<chat>}:answers:<run>:<round>',
    type: 'hash',
    owner: 'store/runs.ts',
    expires: '30 days',
    holds: 'seat → answer of that round',
  },
  board: {
    pattern: '{c:<chat>}:board:<run>',
    type: 'zset',
    owner: 'store/runs.ts',
    expires: '30 days',
    holds: 'seat → points × 2³³ − milliseconds',
  },
  points: {
    pattern: '{c:<chat>}:points:<period>',
    type: 'zset',
    owner: 'store/runs.ts',
    expires: 'like ranks',
    holds: 'seat → quiz points, ties by time in the fraction',
  },
  banks: {
    pattern: '{c:<chat>}:banks',
    type: 'hash',
    owner: 'store/banks.ts',
    expires: 'never',
    holds: 'normalised bank name → JSON: name, questionCount, importedAtMs; the chat `shared` holds those of all chats',
  },
  bank: {
    pattern: '{c:<chat>}:bank:<name>',
    type: 'string',
    owner: 'store/banks.ts',
    expires: 'never',
    holds: 'JSON of a bank’s questions',
  },
  plan: {
    pattern: '{c:<chat>}:plan',
    type: 'hash',
    owner: 'store/plans.ts',
    expires: 'never',
    holds: 'date → JSON of the plan item; title',
  },
  reminders: {
    pattern: '{c:<chat>}:reminders',
    type: 'hash',
    owner: 'store/reminders.ts',
    expires: 'never',
    holds: 'number → + (or - while paused) and JSON of the reminder',
  },
  ledger: {
    pattern: '{c:<chat>}:ledger',
    type: 'zset',
    owner: 'store/ledger.ts',
    expires: 'newest 500 kept',
    holds: 'outcome of each delivery by due time',
  },
  sent: {
    pattern: '{c:<chat>}:sent:<occurrence>',
    type: 'string',
    owner: 'store/ledger.ts',
    expires: '3 days',
    holds: 'delivery begun or done, so that a retry does not send twice',
  },
  codes: {
    pattern: 'code:<code>',
    type: 'string',
    owner: 'store/members.ts',
    expires: '15 minutes',
    holds: 'member id that a bind code stands for',
  },
  bindTries: {
    pattern: '{m:<member>}:bind-tries',
    type: 'string',
    owner: 'store/bind-codes.ts',
    expires: '15 minutes',
    holds: 'how often the member has tried a bind code',
  },
  alive: {
    pattern: 'alive',
    type: 'string',
    owner: 'store/runs.ts',
    expires: 'never',
    holds: 'when a process last reached Redis; the gap is given back to open rounds',
  },
  openRuns: {
    pattern: 'open-runs',
    type: 'set',
    owner: 'store/runs.ts',
    expires: 'never',
    holds: 'chats in which a quiz runs',
  },
  member: {
    pattern: '{m:<member>}',
    type: 'hash',
    owner: 'store/members.ts',
    expires: 'never',
    holds: 'identities, language, opt-out',
  },
  memberChats: {
    pattern: '{m:<member>}:chats',
    type: 'hash',
    owner: 'store/members.ts',
    expires: 'never',
    holds: 'chat → seat',
  },
  due: {
    pattern: '{due:<shard>}',
    type: 'zset',
    owner: 'store/occurrences.ts',
    expires: 'never',
    holds: 'schedule id by the instant it is due',
  },
  leased: {
    pattern: '{due:<shard>}:leased',
    type: 'zset',
    owner: 'store/occurrences.ts',
    expires: 'never',
    holds: 'claimed schedule ids by the end of their lease',
  },
  schedules: {
    pattern: '{due:<shard>}:schedules',
    type: 'hash',
    owner: 'store/occurrences.ts',
    expires: 'never',
    holds: 'schedule id → when it is due, then JSON of schedule, zone, grace',
  },
  pace: {
    pattern: '{a:<platform>:<account>}:pace',
    type: 'string',
    owner: 'store/pace.ts',
    expires: '2 minutes',
    holds: 'next free slot of the account',
  },
  paceChat: {
    pattern: '{a:<platform>:<account>}:pace:<chat>',
    type: 'list',
    owner: 'store/pace.ts',
    expires: '2 minutes',
    holds: 'latest slots of one chat',
  },
  paceRecent: {
    pattern: '{a:<platform>:<account>}:pace-recent',
    type: 'list',
    owner: 'store/pace.ts',
    expires: '2 minutes',
    holds: 'latest messages of a slow account: slot, then chat',
  },
  heard: {
    pattern: '{a:<platform>:<account>}:heard',
    type: 'string',
    owner: 'store/heard.ts',
    expires: 'never',
    holds: 'when an account that replays nothing was last heard',
  },
  lease: {
    pattern: 'lease:<name>',
    type: 'string',
    owner: 'store/leases.ts',
    expires: 'its own time',
    holds: 'which process does the work',
  },
  queue: {
    pattern: '{q}',
    type: 'bullmq',
    owner: 'scheduler/deliveries.ts',
    expires: 'done jobs 1 day',
    holds: 'deliveries under way (BullMQ’s own keys)',
  },
} as const satisfies Readonly<Record<string, KeyEntry>>;

/** The keys of one installation; `prefix` keeps several apart on one server. */
export type Keys = ReturnType<typeof createKeys>;

export function createKeys(prefix = 'bz') {
  const inChat = (chat: ChatId, rest = ''): string => `${prefix}:{c:${chat}}${rest}`;
  const inMember = (member: MemberId, rest = ''): string => `${prefix}:{m:${member}}${rest}`;
  const inDue = (shard: number, rest = ''): string => `${prefix}:{due:${shard}}${rest}`;
  const inAccount = (platform: string, account: string, rest: string): string =>
    `${prefix}:{a:${platform}:${account}}${rest}`;
  return {
    schema: () => `${prefix}:schema`,
    address: (platform: string, account: string, chat: string) => `${prefix}:address:${platform}:${account}:${chat}`,
    identity: (platform: string, person: string) => `${prefix}:identity:${platform}:${person}`,
    chats: () => `${prefix}:chats`,
    chat: (chat: ChatId) => inChat(chat),
    people: (chat: ChatId) => inChat(chat, ':people'),
    names: (chat: ChatId) => inChat(chat, ':names'),
    roster: (chat: ChatId) => inChat(chat, ':roster'),
    handled: (chat: ChatId, event: string) => inChat(chat, `:handled:${event}`),
    slot: (chat: ChatId, slot: string) => inChat(chat, `:slot:${slot}`),
    day: (chat: ChatId, on: LocalDate) => inChat(chat, `:day:${on}`),
    states: (chat: ChatId, seat: number) => inChat(chat, `:states:${seat}`),
    arrivals: (chat: ChatId, on: LocalDate) => inChat(chat, `:arrivals:${on}`),
    acts: (chat: ChatId) => inChat(chat, ':acts'),
    leaves: (chat: ChatId) => inChat(chat, ':leaves'),
    asked: (chat: ChatId, on: LocalDate, seat: number) => inChat(chat, `:asked:${on}:${seat}`),
    ranks: (chat: ChatId, period: string) => inChat(chat, `:ranks:${period}`),
    run: (chat: ChatId) => inChat(chat, ':run'),
    paper: (chat: ChatId, run: string) => inChat(chat, `:paper:${run}`),
    answers: (chat: ChatId, run: string, round: number) => inChat(chat, `:answers:${run}:${round}`),
    board: (chat: ChatId, run: string) => inChat(chat, `:board:${run}`),
    points: (chat: ChatId, period: string) => inChat(chat, `:points:${period}`),
    banks: (chat: ChatId) => inChat(chat, ':banks'),
    bank: (chat: ChatId, name: string) => inChat(chat, `:bank:${name}`),
    plan: (chat: ChatId) => inChat(chat, ':plan'),
    reminders: (chat: ChatId) => inChat(chat, ':reminders'),
    ledger: (chat: ChatId) => inChat(chat, ':ledger'),
    sent: (chat: ChatId, occurrence: string) => inChat(chat, `:sent:${occurrence}`),
    codes: (code: string) => `${prefix}:code:${code}`,
    bindTries: (member: MemberId) => inMember(member, ':bind-tries'),
    alive: () => `${prefix}:alive`,
    openRuns: () => `${prefix}:open-runs`,
    member: (member: MemberId) => inMember(member),
    memberChats: (member: MemberId) => inMember(member, ':chats'),
    due: (shard: number) => inDue(shard),
    leased: (shard: number) => inDue(shard, ':leased'),
    schedules: (shard: number) => inDue(shard, ':schedules'),
    pace: (platform: string, account: string) => inAccount(platform, account, ':pace'),
    paceChat: (platform: string, account: string, chat: string) => inAccount(platform, account, `:pace:${chat}`),
    paceRecent: (platform: string, account: string) => inAccount(platform, account, ':pace-recent'),
    heard: (platform: string, account: string) => inAccount(platform, account, ':heard'),
    lease: (name: string) => `${prefix}:lease:${name}`,
    queue: () => `${prefix}:{q}`,
  } as const satisfies Record<keyof typeof keyTable, (...parts: never[]) => string>;
}
