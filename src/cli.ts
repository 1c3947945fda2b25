#!/usr/bin/env node
import { reportFailure } from './cli/exit-code.ts';
import { runProgram } from './cli/program.ts';

const { stdin: input, stdout: output, stderr: errors, env } = process;

function fail(error: unknown): never {
  process.exit(reportFailure(error, env));
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
// Whoever read our output has gone (`| head`): that is their right, and no failure.
output.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});
errors.on('error', () => undefined);

try {
  process.exitCode = await runProgram(process.argv.slice(2), { cwd: process.cwd(), env, input, output, errors });
} catch (error) {
  fail(error);
}
// Everything was closed; what a library left running must not keep the process.
process.exit();
