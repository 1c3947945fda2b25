import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What Node.js gives to plain scripts; TypeScript knows its own. */
const nodeGlobals = Object.fromEntries(
  [
    'AbortController',
    'Buffer',
    'URL',
    'clearInterval',
    'clearTimeout',
    'console',
    'fetch',
    'performance',
    'process',
    'setInterval',
    'setTimeout',
  ].map((name) => [name, 'readonly']),
);

export default defineConfig(
  // text-args.ts is generated and checked against the texts; fixtures are other people's files.
  globalIgnores(['dist/', 'data/', '.cache/', 'coverage/', 'test/fixtures/', 'src/i18n/text-args.ts']),
  js.configs.recommended,
  {
    rules: {
      // Control characters in what people send are ours to find and strip.
      'no-control-regex': 'off',
      // Chinese texts use the ideographic space; in code it stays forbidden.
      'no-irregular-whitespace': [
        'error',
        { skipStrings: true, skipTemplates: true, skipRegExps: true, skipComments: true },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: nodeGlobals },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Our objects hold functions, not methods: nothing here reads `this`, and taking one out of its object is usual.
      '@typescript-eslint/unbound-method': 'off',
      // Numbers read well inside a sentence and print only one way.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/domain/**', 'src/commands/**'],
    rules: {
      // The clock and the random source are passed in (docs/decisions).
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the instant as a parameter.' },
        { object: 'Math', property: 'random', message: 'Take the random source as a parameter.' },
      ],
    },
  },
);
