import { describe, expect, it } from 'vitest';
import { answersMax, movedOn, nextInLine, stayMax, type Whereabouts } from '../../src/scheduler/next-in-line.ts';
import type { Urgency } from '../../src/scheduler/urgency.ts';

const nowMs = 1_000_000;
const at: Whereabouts = { chat: 'a', stayedCount: 1, answeredCount: 0 };
const one = (chat: string, urgency: Urgency, readyAtMs = 0) => ({ chat, urgency, readyAtMs });
const next = (waiting: readonly ReturnType<typeof one>[], from = at): string | null => {
  const found = nextInLine(waiting, from, { nowMs, leavesByMs: nowMs + 4_000 });
  return found === null ? null : `${found.chat} ${found.urgency}`;
};

describe('the next in the line of a slow account', () => {
  it('is an answer to the chat it is in, before anything else', () => {
    expect(next([one('b', 'direct'), one('a', 'bulk'), one('a', 'direct')])).toBe('a direct');
  });

  it('is the rest of what goes to the chat it is in, before an answer elsewhere', () => {
    expect(next([one('b', 'direct'), one('a', 'bulk')])).toBe('a bulk');
  });

  it('is the answer that has waited longest, before any reminder', () => {
    expect(next([one('d', 'bulk'), one('c', 'direct'), one('b', 'direct')])).toBe('c direct');
    expect(next([one('d', 'bulk'), one('c', 'bulk')])).toBe('d bulk');
  });

  it('is nobody while nobody’s time has come', () => {
    expect(next([one('a', 'direct', nowMs + 1), one('b', 'bulk', nowMs + 1)])).toBeNull();
    expect(next([])).toBeNull();
  });

  it('is somebody else when the chat has had its share, even if that takes a while', () => {
    const stayed = { ...at, stayedCount: stayMax };
    expect(next([one('a', 'direct'), one('b', 'bulk')], stayed)).toBe('b bulk');
    expect(next([one('a', 'direct'), one('b', 'bulk', nowMs + 3_000)], stayed)).toBeNull();
    expect(next([one('a', 'direct')], stayed)).toBe('a direct');
    // A reminder that may not be sent for most of a minute keeps nobody.
    expect(next([one('a', 'direct'), one('b', 'bulk', nowMs + 40_000)], stayed)).toBe('a direct');
  });

  it('is a reminder after a few answers in a row', () => {
    const answered = { ...at, answeredCount: answersMax };
    expect(next([one('b', 'direct'), one('c', 'bulk')], answered)).toBe('c bulk');
    expect(next([one('b', 'direct'), one('c', 'bulk', nowMs + 1)], answered)).toBe('b direct');
  });
});

describe('where an account is', () => {
  it('counts how long it stays and how many chats it has answered', () => {
    const stayed = movedOn(at, 'a', 'direct');
    expect(stayed).toEqual({ chat: 'a', stayedCount: 2, answeredCount: 0 });
    const answered = movedOn(stayed, 'b', 'direct');
    expect(answered).toEqual({ chat: 'b', stayedCount: 1, answeredCount: 1 });
    expect(movedOn(answered, 'c', 'bulk')).toEqual({ chat: 'c', stayedCount: 1, answeredCount: 0 });
  });
});
