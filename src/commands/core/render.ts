import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Locale } from '../../i18n/locale.ts';
import { type Text, text } from '../../i18n/text.ts';
import type { Capabilities } from './capabilities.ts';
import { cutText, shorten, type TextLimit } from './cut-text.ts';
import type { PersonalEvent } from './event.ts';
import type { Button, Outgoing } from './outgoing.ts';
import type { Choice, ChoicesPart, Part, Reply, WordedPart } from './reply.ts';

/** A call to make, and how the sent message is to be remembered or which standing message it replaces. */
export type Rendered =
  | { readonly kind: 'send'; readonly outgoing: Outgoing; readonly rememberAs: string | null }
  | {
      /** Change the message in `slot`, or send it and remember it there. */
      readonly kind: 'standing';
      readonly slot: string;
      readonly text: string;
      readonly buttons: readonly (readonly Button[])[];
    };

/** What rendering needs besides the reply. */
export interface Voice {
  readonly catalogue: Catalogue;
  readonly locale: Locale;
  readonly can: Capabilities;
  readonly cause: PersonalEvent | null;
}

/** The reply in words and within the platform's limits: whatever it cannot show is said another way. */
export function render(reply: Reply, voice: Voice): readonly Rendered[] {
  return reply.parts.flatMap((part) => renderPart(part, reply, voice));
}

function renderPart(part: Part, reply: Reply, voice: Voice): readonly Rendered[] {
  switch (part.kind) {
    case 'text':
      return messages(voice.catalogue.say(part.text, voice.locale), [], reply, voice);
    case 'choices':
      return messages(
        withTypedChoices(choicesText(part, voice), part.choices, voice),
        rows(part.choices, part.columns, voice),
        reply,
        voice,
      );
    case 'roster':
      return renderRoster(part, reply, voice);
    case 'image':
      return renderImage(part, reply, voice);
    case 'file':
      return renderFile(part, reply, voice);
    case 'reaction':
      return renderReaction(part.sign, voice);
    case 'toast':
      return renderToast(part.text, reply, voice);
    case 'worded':
      return [{ kind: 'send', outgoing: withLineBefore(part, voice), rememberAs: null }];
    default:
      return part satisfies never;
  }
}

function messages(
  words: string,
  buttons: readonly (readonly Button[])[],
  reply: Reply,
  { can, cause }: Voice,
): readonly Rendered[] {
  const pieces = cutText(words, textLimit(can));
  const quote = reply.isQuoting && cause !== null ? cause.messageId : null;
  const mentions = can.mentions === null ? [] : reply.mentions.slice(0, can.mentions.max);
  return pieces.map((piece, index) => ({
    kind: 'send',
    outgoing: {
      kind: 'message',
      text: piece,
      buttons: index === pieces.length - 1 ? buttons : [],
      mentions: index === 0 ? mentions : [],
      quote: index === 0 ? quote : null,
    },
    rememberAs: index === pieces.length - 1 ? reply.rememberAs : null,
  }));
}

const textLimit = ({ textMaxCharacters, textMaxBytes }: Capabilities): TextLimit =>
  limit(textMaxCharacters, textMaxBytes);

/** Where bytes count, they count for the words under a picture as well. */
const captionLimit = ({ captionMaxCharacters, textMaxBytes }: Capabilities): TextLimit =>
  limit(captionMaxCharacters, textMaxBytes);

const limit = (characters: number, bytes: number | undefined): TextLimit =>
  bytes === undefined ? { characters } : { characters, bytes };

const choicesText = ({ text: words, textWithoutButtons }: ChoicesPart, { can }: Voice): Text =>
  can.buttons === null ? (textWithoutButtons ?? words) : words;

/** Where there are no buttons, each choice becomes a line that tells what to type. */
function withTypedChoices(words: Text, choices: readonly Choice[], { catalogue, locale, can }: Voice): string {
  const said = catalogue.say(words, locale);
  if (can.buttons !== null) return said;
  const typed = choices.flatMap(({ label, say }) =>
    say === null ? [] : [catalogue.say(text('choice-line', { label, words: say }), locale)],
  );
  return typed.length === 0 ? said : `${said}\n${typed.join('\n')}`;
}

function rows(
  choices: readonly Choice[],
  columns: number,
  { catalogue, locale, can }: Voice,
): readonly (readonly Button[])[] {
  const { buttons } = can;
  if (buttons === null) return [];
  const perRow = Math.max(1, Math.min(columns, buttons.perRow));
  const all = choices.slice(0, buttons.max).map(({ label, token }) => {
    if (Buffer.byteLength(token) > buttons.tokenMaxBytes) throw new Error(`button token too long: ${token}`);
    return { label: shorten(catalogue.say(label, locale), buttons.labelMaxCharacters), token };
  });
  return Array.from({ length: Math.ceil(all.length / perRow) }, (_, row) =>
    all.slice(row * perRow, (row + 1) * perRow),
  );
}

function withLineBefore({ outgoing, before }: WordedPart, { catalogue, locale, can }: Voice): Outgoing {
  if (before === null || outgoing.kind !== 'message') return outgoing;
  const words = `${catalogue.say(before, locale)}\n${outgoing.text}`;
  return shorten(words, textLimit(can)) === words ? { ...outgoing, text: words } : outgoing;
}

function renderRoster(part: Part & { kind: 'roster' }, reply: Reply, voice: Voice): readonly Rendered[] {
  const { catalogue, locale, can } = voice;
  if (can.edit !== null) {
    let words: string | null = null;
    const standing = {
      kind: 'standing',
      slot: part.slot,
      buttons: rows(part.choices, part.columns ?? 2, voice),
      // Of a board that changes a hundred times before it may be edited, only the last state is put into words.
      get text(): string {
        return (words ??= shorten(catalogue.say(part.text, locale), textLimit(can)));
      },
    } as const;
    return [standing];
  }
  return part.fresh === null ? [] : messages(catalogue.say(part.fresh, locale), [], reply, voice);
}

function renderImage(part: Part & { kind: 'image' }, reply: Reply, voice: Voice): readonly Rendered[] {
  const { catalogue, locale, can } = voice;
  const { bytes, name } = part.image;
  const caption = withTypedChoices(part.caption, part.choices, voice);
  const buttons = rows(part.choices, part.columns, voice);
  const alt = catalogue.say(part.alt, locale);
  if (can.images === null || bytes.byteLength > can.images.maxBytes) {
    return messages(`${alt}\n${caption}`, buttons, reply, voice);
  }
  if (shorten(caption, captionLimit(can)) === caption) {
    const otherwise = shorten(`${alt}\n${caption}`, textLimit(can));
    const whole: Outgoing = { kind: 'image', name, bytes, caption, buttons, otherwise };
    return [{ kind: 'send', outgoing: whole, rememberAs: reply.rememberAs }];
  }
  const otherwise = shorten(alt, textLimit(can));
  const picture: Outgoing = { kind: 'image', name, bytes, caption: '', buttons: [], otherwise };
  return [{ kind: 'send', outgoing: picture, rememberAs: null }, ...messages(caption, buttons, reply, voice)];
}

function renderFile(part: Part & { kind: 'file' }, reply: Reply, voice: Voice): readonly Rendered[] {
  const { catalogue, locale, can } = voice;
  const caption = catalogue.say(part.caption, locale);
  const { name, bytes } = part.file;
  if (can.files === null || bytes.byteLength > can.files.maxBytes) return messages(caption, [], reply, voice);
  const short = shorten(caption, captionLimit(can));
  return [{ kind: 'send', outgoing: { kind: 'file', name, bytes, caption: short }, rememberAs: null }];
}

function renderReaction(sign: 'done' | 'seen', { can, cause }: Voice): readonly Rendered[] {
  if (can.reactions === null || cause === null || cause.kind === 'choice') return [];
  const outgoing: Outgoing = { kind: 'reaction', messageId: cause.messageId, emoji: can.reactions[sign] };
  return [{ kind: 'send', outgoing, rememberAs: null }];
}

/** A tap is answered in private; a typed call with the same outcome is answered in the chat. */
function renderToast(words: Text, reply: Reply, voice: Voice): readonly Rendered[] {
  const { catalogue, locale, can, cause } = voice;
  const said = catalogue.say(words, locale);
  if (cause?.kind !== 'choice' || can.privateAnswers === null) return messages(said, [], reply, voice);
  const outgoing: Outgoing = {
    kind: 'toast',
    tapId: cause.tapId,
    text: shorten(said, can.privateAnswers.maxCharacters),
  };
  return [{ kind: 'send', outgoing, rememberAs: null }];
}
