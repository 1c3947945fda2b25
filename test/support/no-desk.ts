import type { Desk } from '../../src/commands/core/desk.ts';

const nobody = (): Promise<never> => Promise.reject(new Error('this adapter needs no desk'));

/** For adapters that ask nothing of the core. */
export const noDesk: Desk = {
  directory: {
    login: nobody,
    known: nobody,
    passingIdOf: nobody,
    recogniseGroup: nobody,
    recognisePerson: nobody,
    claim: nobody,
    release: nobody,
    groupSize: nobody,
  },
  // Nobody else wants one.
  leases: { take: () => Promise.resolve(true), extend: () => Promise.resolve(true), release: () => Promise.resolve() },
  noteHeard: nobody,
  lastHeardAtMs: nobody,
  missed: nobody,
};
