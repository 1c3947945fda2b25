import type { CoreLog } from '../../commands/core/dispatch.ts';
import type { Directory } from '../../commands/core/desk.ts';
import { seenGroup, seenPerson } from './seen.ts';
import type { WechatContact, WechatRoom } from './wechat-bot.ts';

/** Tells the directory when groups and people have come to look different: the next login knows them by their looks. */
export interface Looks {
  /** Known people write under a name: a new one is told, beside the message. */
  personWrote(contact: WechatContact, room: WechatRoom | null, group: string | null): void;
  /** A known group is heard of: it is told whole once in a while. */
  groupHeard(room: WechatRoom): void;
  /** The group has just been told. */
  groupTold(room: WechatRoom): void;
  clear(): void;
}

export interface LooksParts {
  readonly account: string;
  readonly directory: Directory;
  readonly log: CoreLog;
  clock(): number;
  selfId(): string;
}

/** Members who only read change their names too. */
const groupEveryMs = 12 * 3_600_000;
/** Names and groups remembered; after that all are forgotten, which costs one telling each. */
const rememberedMax = 50_000;

export function createLooks({ account, directory, log, clock, selfId }: LooksParts): Looks {
  const names = new Map<string, string>();
  const toldAtMs = new Map<string, number>();
  /** A message never waits for this, nor fails by it. */
  const tell = (id: string, telling: () => Promise<unknown>): void => {
    telling().catch((error: unknown) => {
      names.delete(id);
      toldAtMs.delete(id);
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
      tell(id, async () => directory.recognisePerson(account, await seenPerson(contact, room), group));
    },
    groupHeard(room) {
      const lastMs = toldAtMs.get(room.id);
      if (lastMs !== undefined && clock() - lastMs < groupEveryMs) return;
      this.groupTold(room);
      tell(room.id, async () => directory.recogniseGroup(account, await seenGroup(room, selfId()), noRivals));
    },
    groupTold(room) {
      if (toldAtMs.size >= rememberedMax) toldAtMs.clear();
      toldAtMs.set(room.id, clock());
    },
    clear() {
      names.clear();
      toldAtMs.clear();
    },
  };
}

/** A group that is known needs no comparison. */
const noRivals = (): Promise<readonly never[]> => Promise.resolve([]);
