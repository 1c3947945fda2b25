import { afterEach, describe, expect, test, vi } from 'vitest';
import { guardAgainstWechat, isFromWechat } from '../../src/cli/wechat-guard.ts';

function errorFrom(frames: readonly string[], code?: string): Error {
  const error = Object.assign(new Error('it broke'), code === undefined ? {} : { code });
  error.stack = ['Error: it broke', ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

const inWechaty = 'PuppetService.emit (file:///srv/node_modules/wechaty-puppet-service/dist/esm/src/client/x.js:1:1)';
const inGrpc = 'callErrorFromStatus (/srv/node_modules/.pnpm/a/node_modules/@grpc/grpc-js/build/src/call.js:32:19)';
const inListener =
  'Wechat.<anonymous> (file:///srv/node_modules/wechaty-puppet-wechat4u/dist/esm/src/puppet.js:305:27)';
const inNode = 'TCP.onStreamRead (node:internal/stream_base_commons:217:20)';
const inOurs = 'hear (file:///srv/node_modules/banzhang/dist/bots/wechat/decode.js:3:9)';

describe('an error that nobody caught', () => {
  test.each([
    ['inside wechaty', errorFrom([inWechaty, inOurs]), true],
    ['inside gRPC, behind frames of Node.js', errorFrom([inNode, inGrpc]), true],
    ['in a nameless listener of a puppet', errorFrom(['Promise.all (<anonymous>)', inListener]), true],
    ['of a socket, with frames of Node.js alone', errorFrom([inNode], 'ECONNRESET'), true],
    ['of Node.js alone that is no question of the network', errorFrom([inNode], 'ERR_INVALID_ARG_TYPE'), false],
    ['of ours, called by wechaty', errorFrom([inOurs, inWechaty]), false],
    ['that is no error', 'it broke', false],
  ])('%s: from WeChat is %4$s', (_what, error, isTheirs) => {
    expect(isFromWechat(error)).toBe(isTheirs);
  });
});

describe('the guard', () => {
  const before = process.listeners('uncaughtException');
  afterEach(() => {
    process.removeAllListeners('uncaughtException');
    for (const listener of before) process.on('uncaughtException', listener);
  });

  test('logs what comes from WeChat and passes on everything else, until it is taken away', () => {
    const fail = vi.fn();
    const error = vi.fn();
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', fail);
    const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error, child: vi.fn() };
    const takeAway = guardAgainstWechat(log);
    process.emit('uncaughtException', errorFrom([inWechaty]));
    expect([error.mock.calls.length, fail.mock.calls.length]).toEqual([1, 0]);
    process.emit('uncaughtException', errorFrom([inOurs]));
    expect([error.mock.calls.length, fail.mock.calls.length]).toEqual([1, 1]);
    takeAway();
    process.emit('uncaughtException', errorFrom([inWechaty]));
    expect([error.mock.calls.length, fail.mock.calls.length]).toEqual([1, 2]);
  });
});
