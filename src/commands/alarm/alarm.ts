import { type Moment, text, type Text } from '../../i18n/text.ts';
import { isLocale } from '../../i18n/locale.ts';
import type { Chat } from '../../store/chat.ts';
import type { CoreLog } from '../core/core-log.ts';
import type { Address } from '../core/event.ts';
import type { Told, TellingOutbox } from '../core/outbox.ts';
import { say } from '../core/reply.ts';
import { durationText } from './duration-text.ts';
import { type Change, createTroubles, type Watched } from './troubles.ts';

/** Tells the owners on one account that another one does not work, and when it works again. */
export interface Alarm {
  /** Looks at all accounts from now on, every few seconds. */
  start(): void;
  /** Looks once; what is to be told is told beside. */
  look(): void;
  /** Resolves when everything is told or given up. */
  idle(): Promise<void>;
  stop(): void;
}

export interface AlarmParts {
  /** The bot accounts of this process. */
  accounts(): readonly Watched[];
  /** `platform:person` of the owners of the programme. */
  readonly owners: readonly string[];
  privateChatOf(address: Address, personId: string): Address | null;
  /** The chat at an address, as far as it is known. */
  chatAt(address: Address): Promise<Chat>;
  readonly outbox: Pick<TellingOutbox, 'tell'>;
  readonly log: CoreLog;
  /** Real time: accounts are away in real time. */
  wallClock(): number;
}

const lookEveryMs = 5_000;

export function createAlarm(parts: AlarmParts): Alarm {
  const troubles = createTroubles();
  const underWay = new Set<Promise<void>>();
  /** Those who were told of the trouble of an account. */
  const told = new Map<string, readonly Address[]>();
  let timer: NodeJS.Timeout | undefined;
  const beside = (work: Promise<void>): void => {
    const turn = work
      .catch((error: unknown) => {
        parts.log.error({ error }, 'an owner could not be told how an account stands');
      })
      .finally(() => underWay.delete(turn));
    underWay.add(turn);
  };
  /** The troubles that the log tells of, by account. */
  const logged = new Map<string, number>();
  const begin = async ({ watched, sinceMs, change }: Change): Promise<void> => {
    const name = nameOf(watched);
    const recipients = recipientsOf(watched, parts);
    told.set(name, recipients);
    if (recipients.length === 0 && logged.get(name) !== sinceMs) {
      logged.set(name, sinceMs);
      parts.log.error(fieldsOf(watched, sinceMs), 'an account does not work');
    }
    const outcomes = await tellAll(recipients, name, { change, sinceMs, tookMs: 0 }, parts);
    // The other accounts may be away for the same reason, and back sooner.
    if (outcomes.every((outcome) => outcome === 'not-sent')) troubles.tellAgain(watched, parts.wallClock());
  };
  const end = async ({ watched, sinceMs, change }: Change): Promise<void> => {
    const name = nameOf(watched);
    const recipients = told.get(name) ?? [];
    told.delete(name);
    parts.log.info({ account: name }, 'the account works again');
    await tellAll(recipients, name, { change, sinceMs, tookMs: parts.wallClock() - sinceMs }, parts);
  };
  const look = (): void => {
    for (const change of troubles.look(parts.accounts(), parts.wallClock())) {
      beside(change.change === 'over' ? end(change) : begin(change));
    }
  };
  return {
    start() {
      timer ??= setInterval(look, lookEveryMs).unref();
    },
    look,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

const nameOf = ({ platform, account }: Watched): string => (platform === account ? platform : `${platform}:${account}`);

const fieldsOf = (watched: Watched, sinceMs: number) => ({
  account: nameOf(watched),
  trouble: watched.trouble,
  since: new Date(sinceMs).toISOString(),
});

/** Where the owners can be told of an account by another one: each owner once. */
function recipientsOf(watched: Watched, { accounts, owners, privateChatOf }: AlarmParts): readonly Address[] {
  const others = accounts().filter((other) => other.isConnected && nameOf(other) !== nameOf(watched));
  return owners.flatMap((owner) => {
    const [platform = '', ...person] = owner.split(':');
    for (const other of others.filter((candidate) => candidate.platform === platform)) {
      const address = privateChatOf({ platform: other.platform, account: other.account, chat: '' }, person.join(':'));
      if (address !== null) return [address];
    }
    return [];
  });
}

function wordsOf(change: Change['change'], account: string, { since, took }: { since: Moment; took: Text }): Text {
  switch (change) {
    case 'login-wanted':
      return text('alarm-login-wanted', { account, since });
    case 'out-of-reach':
      return text('alarm-out-of-reach', { account, since });
    case 'over':
      return text('alarm-over', { account, took });
  }
}

type News = Pick<Change, 'change' | 'sinceMs'> & { readonly tookMs: number };

const tellAll = (recipients: readonly Address[], name: string, news: News, parts: AlarmParts): Promise<Told[]> =>
  Promise.all(
    recipients.map((to) =>
      tell(to, parts, ({ zone }) =>
        wordsOf(news.change, name, { since: { atMs: news.sinceMs, zone }, took: durationText(news.tookMs) }),
      ),
    ),
  );

async function tell(to: Address, { chatAt, outbox, log }: AlarmParts, words: (chat: Chat) => Text): Promise<Told> {
  const chat = await chatAt(to);
  const locale = isLocale(chat.locale) ? chat.locale : 'zh-Hans';
  const told = await outbox.tell({ chat, to, locale, cause: null }, say(words(chat)));
  // Telegram lets nobody be written to who never wrote to the bot.
  if (told === 'refused' || told === 'not-sent') log.error({ platform: to.platform, told }, 'an owner was not told');
  return told;
}
