import { defineConfig } from 'vitest/config';

const everything = 'test/**/*.test.ts';
/** What talks to real credentials runs only when asked for by its path. */
const live = 'test/live/**';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/redis-sweep.ts'],
    // The process's own zone must never matter: the second project runs the same files in a zone that lies a day
    // behind Shanghai and has daylight saving.
    projects: [
      { extends: true, test: { name: 'utc', include: [everything], exclude: [live], env: { TZ: 'UTC' } } },
      {
        extends: true,
        test: {
          name: 'new-york',
          include: ['test/{domain,commands,i18n,conversation}/**/*.test.ts'],
          exclude: [live],
          env: { TZ: 'America/New_York' },
        },
      },
    ],
  },
});
