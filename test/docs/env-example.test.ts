import { expect, test } from 'vitest';
import { envExample } from '../../src/config-env-example.ts';
import { readDoc } from './read-doc.ts';

test('.env.example is what src/config-env-example.ts says (node scripts/env-example.mjs writes it)', () => {
  expect(readDoc('.env.example')).toBe(envExample());
});
