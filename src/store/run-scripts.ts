import { z } from 'zod';
import { jsonReply } from './json-reply.ts';
import { script } from './script.ts';

/** Starts a quiz unless one is running. */
export const startQuiz = script({
  name: 'start-quiz',
  keys: ['run', 'paper', 'handled'],
  args: [
    'runId',
    'paper',
    'roundCount',
    'starterSeat',
    'bank',
    'nowMs',
    'dueAtMs',
    'canChange',
    'thread',
    'paperSeconds',
  ],
  reply: jsonReply(
    z.object({
      outcome: z.enum(['started', 'running']),
      id: z.string(),
      bank: z.string(),
      round: z.number(),
      roundCount: z.number(),
      dueAtMs: z.number(),
    }),
  ),
});

/** Judges an answer and records it on the board. */
export const recordAnswer = script({
  name: 'record-answer',
  keys: ['run', 'people', 'answers', 'board'],
  args: ['person', 'runId', 'round', 'atMs', 'order', 'mode', 'choice', 'key', 'points', 'slackMs'],
  reply: z.tuple([z.number(), z.string(), z.number()]),
});

/** Takes a step of a quiz for exactly one caller. */
export const advanceQuiz = script({
  name: 'advance-quiz',
  keys: ['run', 'handled'],
  args: [
    'runId',
    'fromState',
    'fromRound',
    'fromDueAtMs',
    'state',
    'round',
    'openedAtMs',
    'dueAtMs',
    'closesAtMs',
    'leftMs',
    'isEvent',
  ],
  reply: z.number(),
});

/** Ends a quiz for exactly one caller; its points join the boards. */
export const finishQuiz = script({
  name: 'finish-quiz',
  keys: ['run', 'board', 'week', 'month', 'all', 'handled'],
  args: ['runId', 'counts', 'boardSeconds', 'isEvent'],
  reply: z.number(),
});

/** Notes by the server's own clock that we reach it. */
export const noteAlive = script({ name: 'note-alive', keys: ['alive'], args: [], reply: z.number() });
