// npm start: sets up what is missing, then becomes the `banzhang` command with the same arguments.
import { pathToFileURL } from 'node:url';
import './setup/require-node.mjs';

const { setUp } = await import('./setup/set-up.mjs');
const { cliPath } = await import('./setup/dist.mjs');

await setUp({ redis: 'unless-url' });
// In this very process: signals, input, output and exit code are then the program's own, and killing it kills it.
process.argv[1] = cliPath;
await import(pathToFileURL(cliPath).href);
