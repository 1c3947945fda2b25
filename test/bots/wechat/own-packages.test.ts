import { describe, expect, test } from 'vitest';
import { findPackages, installCommand, loadWechat } from '../../../src/bots/wechat/own-packages.ts';
import { ConfigError } from '../../../src/errors.ts';

describe('the packages of a WeChat bot', () => {
  test('are found with their versions, and what is missing without', () => {
    expect(findPackages('wechaty-puppet-nowhere')).toEqual([
      { name: 'wechaty', version: expect.stringMatching(/^1\.\d+\.\d+/) as string },
      { name: 'wechaty-puppet-nowhere', version: null },
    ]);
  });

  test('are refused with the command that installs what is missing', async () => {
    const refused = await loadWechat('wechaty-puppet-nowhere').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConfigError);
    expect((refused as ConfigError).problems).toEqual([
      {
        key: 'WECHATY_PUPPET',
        message: 'needs the package wechaty-puppet-nowhere: npm install wechaty-puppet-nowhere',
      },
    ]);
  });

  test('that are dead are not advised', () => {
    const advice = installCommand(['wechaty', 'wechaty-puppet-padlocal']);
    expect([advice.includes('npm install'), advice.includes('docs/wechat.md')]).toEqual([false, true]);
  });

  test('come with a hint where npm ci stumbles over a compiler that nothing needs', () => {
    expect(installCommand(['wechaty', 'wechaty-puppet-wechat4u'])).toMatch(
      /^npm install wechaty wechaty-puppet-wechat4u .*legacy-peer-deps=true/,
    );
  });
});
