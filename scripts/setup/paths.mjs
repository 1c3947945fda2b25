import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, wherever it lies and whatever it is called. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** What the set-up keeps; may be deleted at any time. */
export const cacheDir = join(root, '.cache');
export const fromRoot = (...parts) => join(root, ...parts);
