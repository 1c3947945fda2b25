import type { ConsoleWords } from '../bots/console/console-words.ts';
import { longestSkipMs } from '../bots/console/read-skip.ts';
import type { Cast } from '../bots/console/cast.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { Locale } from '../i18n/locale.ts';
import { type Text, text } from '../i18n/text.ts';

const dayMs = 86_400_000;

export interface WordsParts {
  readonly catalogue: Catalogue;
  readonly locale: Locale;
  /** That of the group, which may be changed while the terminal is open. */
  zone(): string;
  readonly cast: Cast;
}

/** The terminal's own words in the language of whoever sits at it. */
export function consoleWords({ catalogue, locale, zone, cast }: WordsParts): ConsoleWords {
  const say = (words: Text): string => catalogue.say(words, locale);
  const moment = (atMs: number) => ({ atMs, zone: zone() });
  return {
    recorded: say(text('console-recorded')),
    seen: say(text('console-seen')),
    help: say(text('console-help', { other: otherName(cast) })),
    leaving: say(text('console-leaving')),
    nothingToChoose: say(text('console-nothing-to-choose')),
    skipUsage: say(text('console-skip-usage')),
    skipTooFar: say(text('console-skip-too-far', { days: longestSkipMs / dayMs })),
    emptyText: say(text('console-empty')),
    photoSent: say(text('console-photo-sent')),
    failed: say(text('console-failed')),
    notRecorded: say(text('console-not-recorded')),
    speaks: (name) => say(text('console-speaks', { name })),
    privateTo: (name) => say(text('console-private', { name })),
    onlyFor: (name) => say(text('console-only-for', { name })),
    nowIs: (atMs) => say(text('console-now', { at: moment(atMs) })),
    moment: (atMs) => say(text('console-moment', { at: moment(atMs) })),
    speakingAs: (name) => say(text('console-speaking-as', { name })),
    whoRow(number, name, isOrganiser, isCurrent) {
      const row = text(isOrganiser ? 'console-member-organiser' : 'console-member', { number, name });
      return say(isCurrent ? text('console-member-current', { row }) : row);
    },
    nobodyCalled: (name) => say(text('console-nobody-called', { name })),
    unknownCommand: (name, nearest) =>
      say(
        nearest === null
          ? text('console-unknown-command', { name })
          : text('console-unknown-command-near', { name, nearest }),
      ),
    noSuchChoice: (number, count) => say(text('console-no-such-choice', { number, count })),
    choiceOfAnother: (name) => say(text('console-choice-of-another', { name })),
    fileUnreadable(path, reason) {
      if (reason === 'ENOENT') return say(text('console-file-missing', { path }));
      if (reason === 'EISDIR') return say(text('console-file-is-folder', { path }));
      return say(text('console-file-unreadable', { path, reason }));
    },
    fileSent: (name) => say(text('console-file-sent', { name })),
    fileKept: (path) => say(text('console-file-kept', { path })),
  };
}

/** What is said when the terminal chat opens. */
export function openingWords({ catalogue, locale, zone, cast }: WordsParts, movedToMs: number | null): string {
  const [speaker, ...others] = cast.members.map(({ name }) => name);
  const opening = text('console-opening', {
    group: cast.groupTitle,
    names: { list: [speaker ?? '', ...others] },
    speaker: speaker ?? '',
    other: otherName(cast),
  });
  const said = catalogue.say(opening, locale);
  if (movedToMs === null) return said;
  return `${said}\n${catalogue.say(text('console-moved-clock', { at: { atMs: movedToMs, zone: zone() } }), locale)}`;
}

const otherName = ({ members }: Cast): string => members[1]?.name ?? '';
