import { join } from 'node:path';
import { build, isBuilt } from './dist.mjs';
import { endWith } from './failure.mjs';
import { interruptible } from './interrupt.mjs';
import { withLock } from './lock.mjs';
import { hasPackages, installPackages } from './packages.mjs';
import { cacheDir } from './paths.mjs';
import { findRedis, getRedis, hasRedisUrl } from './redis.mjs';
import { note } from './say.mjs';

/**
 * Brings the checkout to where its programs run: packages, a Redis server, a build; says what it does and does only
 * what is missing. `redis`: `always` (tests), `unless-url` (the person may have their own) or `never`.
 * Ends the process with one sentence if something stands in the way.
 */
export async function setUp({ redis = 'never', isBuildWanted = true }) {
  const wants = { redis: redis === 'always' || (redis === 'unless-url' && !hasRedisUrl()), build: isBuildWanted };
  try {
    await interruptible(async () => {
      if (await isReady(wants)) return;
      const onWait = () => note('Another set-up is at work in this folder; waiting for it …');
      await withLock(join(cacheDir, 'setup.lock'), () => makeReady(wants), onWait);
    });
  } catch (error) {
    endWith(error);
  }
}

async function isReady(wants) {
  return hasPackages() && (!wants.redis || (await hasRedis())) && (!wants.build || isBuilt());
}

async function makeReady(wants) {
  if (!hasPackages()) await installPackages();
  if (wants.redis && !(await hasRedis())) handOn(await getRedis());
  if (wants.build && !isBuilt()) await build();
}

async function hasRedis() {
  const path = await findRedis();
  if (path !== null) handOn(path);
  return path !== null;
}

/** How the programs learn which server to start. */
function handOn(path) {
  process.env.BANZHANG_REDIS_SERVER = path;
}
