import { spawn } from 'node:child_process';
import { interrupted } from './interrupt.mjs';

const killAfterMs = 3_000;

/**
 * Runs a program to its end and returns `{ code, output }`; code 127 if there is no such program. A signal to us ends
 * it too. `isShielded` programs are finished first and do not see Ctrl-C: a package manager stopped half-way needs
 * repair by hand.
 */
export async function run(command, args, { cwd, env = process.env, isShielded = false } = {}) {
  interrupted.throwIfAborted();
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: isShielded });
  let output = '';
  const collect = (chunk) => {
    output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const onInterrupt = () => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
  };
  if (!isShielded) interrupted.addEventListener('abort', onInterrupt);
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) => (error.code === 'ENOENT' ? resolve(127) : reject(error)));
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  interrupted.removeEventListener('abort', onInterrupt);
  interrupted.throwIfAborted();
  return { code, output };
}

/** Runs a program that talks to the person itself and returns its exit code; signals are passed on to it. */
export async function runInForeground(command, args, { cwd, env }) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const passOn = (signal) => child.kill(signal);
  // A terminal sends Ctrl-C to the child as well: waiting for its end is all there is to do.
  const ignore = () => undefined;
  process.on('SIGINT', ignore).on('SIGTERM', passOn).on('SIGHUP', passOn);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
    });
  } finally {
    process.off('SIGINT', ignore).off('SIGTERM', passOn).off('SIGHUP', passOn);
  }
}
