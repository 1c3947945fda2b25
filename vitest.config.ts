import { defineConfig } from 'vitest/config';

/** What talks to real credentials runs only when asked for by its path. */
const live = 'test/live/**';
/** Files that leave nothing behind in their process take turns in one: starting it and loading the sources costs more than most of them. */
const together =
  'test/{bots,commands,contract,conversation,domain,i18n,samples,scheduler,store,support,support-tests}/**/*.test.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/redis-sweep.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: [live, together], env: { TZ: 'UTC' } },
      },
      { extends: true, test: { name: 'utc', include: [together], isolate: false, env: { TZ: 'UTC' } } },
      // The process's own zone must never matter: the same files run in a zone that lies a day behind Shanghai and has
      // daylight saving.
      {
        extends: true,
        test: {
          name: 'new-york',
          include: ['test/{domain,commands,i18n,conversation}/**/*.test.ts'],
          isolate: false,
          env: { TZ: 'America/New_York' },
        },
      },
    ],
  },
});
