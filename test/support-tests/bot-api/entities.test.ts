import { describe, expect, test } from 'vitest';
import { findEntities } from '../../support/bot-api/entities/find-entities.ts';
import { formatText } from '../../support/bot-api/entities/format-text.ts';

const found = (text: string): string[] =>
  findEntities(text).map((one) => `${one.type} ${text.slice(one.offset, one.offset + one.length)}`);

const formatted = (text: string, mode: string): string => {
  const result = formatText(text, mode);
  if (result.kind === 'broken') return `broken: ${result.reason}`;
  const marks = result.entities.map((one) => `${one.type}:${result.text.slice(one.offset, one.offset + one.length)}`);
  return [result.text, ...marks].join(' | ');
};

describe('what Telegram finds in plain text', () => {
  test.each([
    ['/start', ['bot_command /start']],
    ['/checkin@banzhang_test_bot 30', ['bot_command /checkin@banzhang_test_bot']],
    ['好的 /quiz', ['bot_command /quiz']],
    ['打卡/start', []],
    ['/quiz题库', []],
    ['/打卡', []],
    ['a/b', []],
    ['@alice_w 你好', ['mention @alice_w']],
    ['@alice_w你好', []],
    ['mail me@example.com', []],
    ['#打卡 第一天', ['hashtag #打卡']],
    ['#123', []],
    ['see https://example.com/a?b=c#d', ['url https://example.com/a?b=c#d']],
  ])('%s', (text, wanted) => {
    expect(found(text)).toEqual(wanted);
  });
});

describe('markup of texts', () => {
  test.each([
    ['HTML', '<b>a <i>b</i></b> &lt;c&gt; &amp; &#22909;', 'a b <c> & 好 | bold:a b | italic:b'],
    ['HTML', '<a href="https://a.b/?x=1&amp;y=2">l</a>', 'l | text_link:l'],
    ['HTML', '<pre><code class="language-ts">x</code></pre>', 'x | pre:x'],
    ['HTML', '<span class="tg-spoiler">x</span>', 'x | spoiler:x'],
    ['HTML', '<blockquote expandable>x</blockquote>', 'x | expandable_blockquote:x'],
    ['HTML', 'a<br>b', 'broken: Unsupported start tag "br" at byte offset 1'],
    ['HTML', '好<b>x', `broken: Can't find end tag corresponding to start tag "b"`],
    ['HTML', '<b><i>x</b></i>', 'broken: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    [
      'MarkdownV2',
      '*a _b_* ~c~ ||d|| __e__',
      'a b c d e | bold:a b | italic:b | strikethrough:c | spoiler:d | underline:e',
    ],
    ['MarkdownV2', 'Done\\. 1\\-2 \\(x\\)', 'Done. 1-2 (x)'],
    ['MarkdownV2', '[l](https://a.b/x\\)y)', 'l | text_link:l'],
    ['MarkdownV2', '`a.b` ```ts\nc!```', 'a.b c! | code:a.b | pre:c!'],
    ['MarkdownV2', '>q1\n>q2\nafter', 'q1\nq2\nafter | blockquote:q1\nq2'],
    ['MarkdownV2', 'a.b', "broken: Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['MarkdownV2', '*a', "broken: Can't find end of Bold entity at byte offset 0"],
    ['Markdown', '*a* _b_ `c` [d](https://a.b) \\_', 'a b c d _ | bold:a | italic:b | code:c | text_link:d'],
    ['Markdown', 'snake_case', "broken: Can't find end of the entity starting at byte offset 5"],
  ])('%s %s', (mode, text, wanted) => {
    expect(formatted(text, mode)).toBe(wanted);
  });
});
