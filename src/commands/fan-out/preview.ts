import type { FanOutContent, FanOutSpec } from '../../domain/fan-out/fan-out.ts';
import { lines, type Text, text, type TextKey } from '../../i18n/text.ts';
import { type Choice, type Reply, reply } from '../core/reply.ts';
import { takesText, whatText, whenText, whomText } from './fan-out-texts.ts';
import { titleText } from './group-list.ts';
import type { Account, Survey } from './survey.ts';
import { type UnreachableReason, unreachableReasons } from './unreachable.ts';

export interface Previewed extends Survey {
  /** Groups that do not have the bank of the quiz. */
  readonly lackingCount: number;
  /** Whether it goes by workdays of a year whose holidays are not known. */
  readonly hasGuessedDays: boolean;
}

/** A fan-out before it is started: what was understood, whom it reaches, how long it takes and how to start it. */
export function previewReply(number: number, spec: FanOutSpec, survey: Previewed): Reply {
  const named = String(number);
  return reply({
    kind: 'choices',
    text: lines(
      text('send-preview', { number: named }),
      text('send-what', { what: whatText(spec.content) }),
      text('send-whom', { whom: whomText(spec.audience), count: survey.groups.length }),
      text('send-when', { when: whenText(spec, survey.zoneCount) }),
      survey.hasGuessedDays ? text('remind-holidays-unknown') : null,
      ...accountLines(survey),
      survey.accounts.length > 1 ? text('send-takes', { takes: takesText(survey.takesMs) }) : null,
      unreachableLine(survey),
      bankLine(spec.content, survey),
      survey.quietCount === 0 ? null : text('send-quiet', { count: survey.quietCount }),
      text('send-how-start', { number: named }),
    ),
    choices: [
      actChoice('start', number),
      actChoice('cancel', number),
      ...(survey.unreachable.length === 0 ? [] : [unreachableChoice(number)]),
    ],
    columns: 2,
  });
}

/** Shows the groups that are out of reach. */
const unreachableChoice = (number: number): Choice => ({
  label: text('send-button-unreachable'),
  token: `send unreachable ${String(number)}`,
  say: null,
});

function accountLines({ accounts }: Survey): readonly Text[] {
  return accounts.map((account) => {
    const isAlone = accounts.filter(({ platform }) => platform === account.platform).length === 1;
    const { count, takesMs } = account;
    return text('send-account', { account: accountText(account, isAlone), count, takes: takesText(takesMs) });
  });
}

function accountText({ platform, account }: Account, isAlone: boolean): Text {
  const name = text(platformKeys[platform]);
  return isAlone ? name : text('send-platform-account', { platform: name, account });
}

const platformKeys = {
  telegram: 'send-platform-telegram',
  wechat: 'send-platform-wechat',
  console: 'send-platform-console',
} as const satisfies Readonly<Record<Account['platform'], TextKey>>;

const shownNames = 3;

function unreachableLine({ unreachable }: Survey): Text | null {
  const reasons = unreachableReasons.flatMap((reason) => {
    const some = unreachable.filter((one) => one.reason === reason).map(({ group }) => group);
    if (some.length === 0) return [];
    const names = { list: some.slice(0, shownNames).map(titleText) };
    const said = text(reasonKeys[reason], { count: some.length });
    return [
      some.length > shownNames
        ? text('send-unreachable-some', { said, names })
        : text('send-unreachable-all', { said, names }),
    ];
  });
  return reasons.length === 0 ? null : text('send-unreachable', { reasons: { list: reasons } });
}

const reasonKeys = {
  removed: 'send-removed',
  muted: 'send-muted',
  away: 'send-unconnected',
} as const satisfies Readonly<Record<UnreachableReason, TextKey>>;

function bankLine(content: FanOutContent, { accounts, lackingCount: count }: Previewed): Text | null {
  if (content.kind !== 'quiz' || content.bank === null || count === 0) return null;
  const { bank } = content;
  const reachableCount = accounts.reduce((sum, account) => sum + account.count, 0);
  return count === reachableCount ? text('send-bank-nowhere', { bank }) : text('send-bank-lacking', { bank, count });
}

const labels = {
  start: () => text('send-button-start'),
  pause: () => text('send-button-pause'),
  resume: () => text('send-button-resume'),
  cancel: () => text('send-button-cancel'),
} as const;

/** A button that changes a fan-out; where there are none, the text says what to type. */
export const actChoice = (act: keyof typeof labels, number: number): Choice => ({
  label: labels[act](),
  token: `send ${act} ${String(number)}`,
  say: null,
});
