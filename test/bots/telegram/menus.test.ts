import { expect, test } from 'vitest';
import { menuCalls } from '../../../src/bots/telegram/menus.ts';

const menu = (languageTag: string) => ({
  languageTag,
  everyone: [{ name: 'me', description: `me ${languageTag}` }],
  group: [{ name: 'quiz', description: `quiz ${languageTag}` }],
  organisers: [{ name: 'plan', description: `plan ${languageTag}` }],
});
const shown = (tags: readonly string[]): readonly string[] =>
  menuCalls(tags.map(menu)).map(
    ({ scope, languageCode, entries }) => `${scope} ${languageCode ?? '-'}: ${entries[0]?.description ?? ''}`,
  );

test('each scope has a menu per language and one for everybody else, that of the first', () => {
  expect(shown(['en', 'zh-Hans'])).toEqual([
    'default -: me en',
    'all_private_chats -: me en',
    'all_group_chats -: quiz en',
    'all_chat_administrators -: plan en',
    'all_private_chats en: me en',
    'all_group_chats en: quiz en',
    'all_chat_administrators en: plan en',
    'all_private_chats zh: me zh-Hans',
    'all_group_chats zh: quiz zh-Hans',
    'all_chat_administrators zh: plan zh-Hans',
  ]);
});

test('all of Chinese gets the simplified menu in whatever order they come, the traditional one if there is no other', () => {
  const ofChinese = (tags: readonly string[]) => shown(tags).filter((line) => line.startsWith('all_private_chats zh'));
  expect(ofChinese(['zh-Hans', 'zh-Hant'])).toEqual(['all_private_chats zh: me zh-Hans']);
  expect(ofChinese(['zh-Hant', 'zh-Hans'])).toEqual(['all_private_chats zh: me zh-Hans']);
  expect(ofChinese(['zh-Hant', 'en'])).toEqual(['all_private_chats zh: me zh-Hant']);
});

test('without menus nothing is called', () => {
  expect(menuCalls([])).toEqual([]);
});
