import type { CoreLog } from '../../commands/core/core-log.ts';
import type { Directory } from '../../commands/core/desk.ts';
import { seenPerson } from './seen.ts';
import type { WechatContact, WechatRoom } from './wechat-bot.ts';

/** Tells the directory when people who write have come to look different: the next login knows them by their looks. */
export interface Looks {
  /** Known people write under a name: a new one is told, beside the message. */
  personWrote(contact: WechatContact, room: WechatRoom | null, group: string | null): void;
  clear(): void;
}

export interface LooksParts {
  readonly account: string;
  readonly directory: Directory;
  readonly log: CoreLog;
  /** Resolves when no member list is in hand, which may have older looks; false when the login is over by then. */
  settled(): Promise<boolean>;
}

/** Names remembered; after that all are forgotten, which costs nothing but a change that is told later. */
const rememberedMax = 50_000;

export function createLooks({ account, directory, log, settled }: LooksParts): Looks {
  const names = new Map<string, string>();
  /** A message never waits for this, nor fails by it. */
  const tell = (id: string, telling: () => Promise<unknown>): void => {
    telling().catch((error: unknown) => {
      names.delete(id);
      log.warn({ error, account }, 'wechat: what somebody looks like could not be noted');
    });
  };
  return {
    personWrote(contact, room, group) {
      const { id } = contact;
      const name = contact.name();
      const known = names.get(id);
      if (known === name) return;
      if (names.size >= rememberedMax) names.clear();
      names.set(id, name);
      // At first sight the group that was told whole has the name already.
      if (known === undefined) return;
      tell(id, async () => {
        if (await settled()) await directory.recognisePerson(account, await seenPerson(contact, room), group);
      });
    },
    clear() {
      names.clear();
    },
  };
}
