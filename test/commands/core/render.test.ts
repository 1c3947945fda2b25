import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Capabilities } from '../../../src/commands/core/capabilities.ts';
import type { ChoiceEvent, TextEvent } from '../../../src/commands/core/event.ts';
import { render, type Rendered } from '../../../src/commands/core/render.ts';
import { type Part, reply, toast } from '../../../src/commands/core/reply.ts';
import { openCatalogue } from '../../../src/i18n/catalogue.ts';
import { literal } from '../../../src/i18n/text.ts';

const catalogue = openCatalogue();

const full: Capabilities = {
  textMaxCharacters: 200,
  captionMaxCharacters: 60,
  buttons: { perRow: 3, max: 9, labelMaxCharacters: 12, tokenMaxBytes: 64 },
  edit: { perMinute: 20 },
  reactions: { done: '👌', seen: '👍' },
  mentions: { max: 5 },
  images: { maxBytes: 100 },
  files: { maxBytes: 100 },
  privateAnswers: { maxCharacters: 40 },
  pace: { accountPerSecond: 30, chatPerSecond: 1, groupPerMinute: 20, accountPerMinute: null, chatSwitchMs: null },
};
const bare: Capabilities = {
  ...full,
  buttons: null,
  edit: null,
  reactions: null,
  mentions: null,
  images: null,
  files: null,
  privateAnswers: null,
};

const envelope = {
  id: 'e',
  order: 1,
  atMs: 0,
  from: { platform: 'telegram', account: 'a', chat: 'c' },
  isGroup: true,
  title: null,
  sender: { id: '1', name: 'ann', languageTag: null },
  isAnonymous: false,
  messageId: '7',
} as const;
const typed: TextEvent = { ...envelope, kind: 'text', text: 'x', isAddressed: false, isEdited: false };
const tapped: ChoiceEvent = { ...envelope, kind: 'choice', token: 'x', tapId: 't' };

const choice = (label: string, say: string | null = null) => ({
  label: literal(label),
  token: 'checkin',
  say: say === null ? null : literal(say),
});

const words = fc.string({ unit: 'grapheme', maxLength: 900 });
const texts = words.map(literal);
const choices = fc.array(
  words.map((label) => choice(label, label)),
  { maxLength: 14 },
);
const bytes = fc.integer({ min: 0, max: 150 }).map((length) => new Uint8Array(length));
const parts: fc.Arbitrary<Part> = fc.oneof(
  texts.map((text): Part => ({ kind: 'text', text })),
  fc.tuple(texts, choices).map(([text, list]): Part => ({ kind: 'choices', text, choices: list, columns: 4 })),
  fc
    .tuple(texts, choices)
    .map(([text, list]): Part => ({ kind: 'roster', slot: 's', text, choices: list, fresh: text })),
  fc.tuple(texts, bytes, choices).map(([caption, data, list]): Part => ({
    kind: 'image',
    image: { name: 'a.png', bytes: data },
    caption,
    alt: caption,
    choices: list,
    columns: 2,
  })),
  fc.tuple(texts, bytes).map(([caption, data]): Part => ({ kind: 'file', file: { name: 'a', bytes: data }, caption })),
  fc.constantFrom<Part>({ kind: 'reaction', sign: 'done' }),
  texts.map((text): Part => ({ kind: 'toast', text })),
);

function wordsOf(rendered: Rendered): readonly string[] {
  if (rendered.kind === 'standing') return [rendered.text];
  const { outgoing } = rendered;
  if (outgoing.kind === 'message') return [outgoing.text];
  if (outgoing.kind === 'image') return [outgoing.caption, outgoing.otherwise];
  return outgoing.kind === 'file' ? [outgoing.caption] : [];
}

function exceeds(rendered: Rendered, can: Capabilities): string | null {
  const bytes = wordsOf(rendered).map((words) => Buffer.byteLength(words));
  if (bytes.some((count) => count > (can.textMaxBytes ?? Number.POSITIVE_INFINITY))) return 'bytes';
  const rows =
    rendered.kind === 'standing' ? rendered.buttons : 'buttons' in rendered.outgoing ? rendered.outgoing.buttons : [];
  if (rows.length > 0 && can.buttons === null) return 'buttons';
  if (can.buttons !== null) {
    const { perRow, max, labelMaxCharacters } = can.buttons;
    if (rows.some((row) => row.length > perRow || row.length === 0) || rows.flat().length > max) return 'rows';
    if (rows.flat().some(({ label }) => label.length > labelMaxCharacters)) return 'label';
  }
  if (rendered.kind === 'standing')
    return can.edit === null || rendered.text.length > can.textMaxCharacters ? 'standing' : null;
  const { outgoing } = rendered;
  switch (outgoing.kind) {
    case 'message':
      return outgoing.text === '' || outgoing.text.length > can.textMaxCharacters ? 'text' : null;
    case 'image':
      return can.images === null ||
        outgoing.bytes.length > can.images.maxBytes ||
        outgoing.caption.length > can.captionMaxCharacters
        ? 'image'
        : null;
    case 'file':
      return can.files === null ||
        outgoing.bytes.length > can.files.maxBytes ||
        outgoing.caption.length > can.captionMaxCharacters
        ? 'file'
        : null;
    case 'reaction':
      return can.reactions === null ? 'reaction' : null;
    case 'toast':
      return can.privateAnswers === null || (outgoing.text ?? '').length > can.privateAnswers.maxCharacters
        ? 'toast'
        : null;
    case 'edit':
      return 'edit';
  }
}

describe('whatever is rendered fits the platform', () => {
  test.each([
    ['that can everything', full],
    ['that can nothing but text', bare],
    ['that counts bytes', { ...full, textMaxBytes: 150 }],
    ['that counts bytes and can nothing but text', { ...bare, textMaxBytes: 150 }],
  ])('on one %s', (_name, can) => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 3 }), fc.constantFrom(typed, tapped, null), (list, cause) => {
        const rendered = render(reply(...list), { catalogue, locale: 'zh-Hans', can, cause });
        expect(rendered.map((entry) => exceeds(entry, can)).filter((fault) => fault !== null)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const said = (list: readonly Rendered[]): string[] =>
  list.map((entry) =>
    entry.kind === 'standing'
      ? entry.text
      : 'text' in entry.outgoing
        ? (entry.outgoing.text ?? '')
        : entry.outgoing.kind,
  );

describe('what cannot be shown is said another way', () => {
  test('choices become lines that tell what to type', () => {
    const part: Part = {
      kind: 'choices',
      text: literal('选一个'),
      choices: [choice('打卡', '打卡'), choice('无')],
      columns: 2,
    };
    expect(said(render(reply(part), { catalogue, locale: 'zh-Hans', can: bare, cause: null }))).toEqual([
      '选一个\n· 打卡：回复「打卡」',
    ]);
  });

  test('a picture becomes its words', () => {
    const image: Part = {
      kind: 'image',
      image: { name: 'a', bytes: new Uint8Array(3) },
      caption: literal('题'),
      alt: literal('图：三角形'),
      choices: [],
      columns: 1,
    };
    expect(said(render(reply(image), { catalogue, locale: 'en', can: bare, cause: null }))).toEqual(['图：三角形\n题']);
  });

  test('a private answer to a typed message is said in the chat', () => {
    expect(said(render(toast(literal('好')), { catalogue, locale: 'en', can: full, cause: typed }))).toEqual(['好']);
    const [quiet] = render(toast(literal('好')), { catalogue, locale: 'en', can: full, cause: tapped });
    expect(quiet).toMatchObject({ outgoing: { kind: 'toast', tapId: 't', text: '好' } });
  });

  test('a standing message is written fresh where nothing can be changed, and not at all without words for it', () => {
    const part: Part = { kind: 'roster', slot: 's', text: literal('名单'), choices: [], fresh: null };
    expect(render(reply(part), { catalogue, locale: 'en', can: bare, cause: null })).toEqual([]);
    expect(render(reply(part), { catalogue, locale: 'en', can: full, cause: null })).toMatchObject([
      { kind: 'standing', slot: 's' },
    ]);
  });
});

test('words that speak of buttons are said another way where there are none', () => {
  const part = {
    kind: 'choices',
    text: literal('tap'),
    textWithoutButtons: literal('type'),
    choices: [],
    columns: 1,
  } as const;
  const said = (can: Capabilities) =>
    render(reply(part), { catalogue, locale: 'en', can, cause: typed }).map((sent) =>
      sent.kind === 'send' && sent.outgoing.kind === 'message' ? sent.outgoing.text : '',
    );
  expect([said(full), said(bare)]).toEqual([['tap'], ['type']]);
});
