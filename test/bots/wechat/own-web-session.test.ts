import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { keepWebSession } from '../../../src/bots/wechat/own-web-session.ts';

interface WebWechat extends EventEmitter {
  state: unknown;
  stop(): void;
  request(options: { readonly url: string }): Promise<unknown>;
}

/** The real client of web WeChat, as wechat4u's puppet holds it, with what it would ask the server. */
function createClient() {
  const fromPuppet = createRequire(createRequire(import.meta.url).resolve('wechaty-puppet-wechat4u'));
  const Wechat4u = fromPuppet('wechat4u') as new () => WebWechat;
  const client = new Wechat4u();
  const asked: string[] = [];
  const told: string[] = [];
  client.request = ({ url }) => {
    asked.push(url);
    return Promise.resolve({});
  };
  client.on('logout', () => told.push('logout'));
  return { client, asked, told };
}

const settled = () => new Promise((done) => setImmediate(done));

describe('a session with web WeChat', () => {
  test('is ended at the server and forgotten by wechat4u itself when it stops', async () => {
    const { client, asked, told } = createClient();
    client.stop();
    await settled();
    expect(asked.join()).toContain('webwxlogout');
    expect(told).toEqual(['logout']);
  });

  test('outlives its bot when it is kept', async () => {
    const { client, asked, told } = createClient();
    keepWebSession({ wechat4u: client });
    client.stop();
    await settled();
    expect(asked).toEqual([]);
    expect(told).toEqual([]);
  });

  test.each([[null], [{}], [{ wechat4u: undefined }], [{ wechat4u: new EventEmitter() }]])(
    'is not looked for where there is none: %j',
    (puppet) => {
      expect(() => {
        keepWebSession(puppet);
      }).not.toThrow();
    },
  );
});
