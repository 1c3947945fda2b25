// npm run build: dist from src, installing packages first if they are missing.
import './setup/require-node.mjs';

const { setUp } = await import('./setup/set-up.mjs');
await setUp({});
