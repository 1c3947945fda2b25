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
  },
  leases: { take: nobody, extend: nobody, release: nobody },
  noteHeard: nobody,
  lastHeardAtMs: nobody,
  missed: nobody,
};
