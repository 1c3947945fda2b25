import { expect, test } from 'vitest';
import type { Directory, Recognised } from '../../../src/commands/core/desk.ts';
import { createIdentities } from '../../../src/bots/wechat/identities.ts';
import type { WechatBot, WechatContact } from '../../../src/bots/wechat/wechat-bot.ts';

const never = (): never => {
  throw new Error('not asked here');
};

test('what is answered only after the next login does not lead back to an id of the one before', async () => {
  const answers = new Map<string, (told: ReadonlyMap<string, Recognised>) => void>();
  const directory: Directory = {
    login: () => Promise.resolve(),
    known: (_account, [id = '']) => new Promise((resolve) => answers.set(id, resolve)),
    passingIdOf: never,
    recogniseGroup: never,
    recognisePerson: never,
    claim: never,
    release: never,
    groupSize: never,
  };
  const answer = (id: string): void => answers.get(id)?.(new Map([[id, { kind: 'known', id: '~lin' }]]));
  const contact = (id: string) => ({ id, name: () => '林小满' }) as WechatContact;
  const identities = createIdentities({
    bot: {} as WechatBot,
    account: 'a',
    ids: 'passing',
    directory,
    log: { info: never, warn: never, error: never },
  });
  await identities.begin('@self1');
  const before = identities.ofPerson(contact('@1'), null);
  await identities.begin('@self2');
  const after = identities.ofPerson(contact('@2'), null);
  answer('@2');
  expect(await after).toEqual({ kind: 'known', id: '~lin' });
  answer('@1');
  await before;
  expect(await identities.platformIdOf('~lin')).toBe('@2');
});
