import { setTimeout as pause } from 'node:timers/promises';
import { ApiError, badRequest, tooManyRequests } from './api-error.ts';
import type { CallRecord, Violation } from './call-log.ts';
import type { Fault, Faults } from './faults.ts';
import { failure, type Answer } from './http-server.ts';
import type { Call, Methods } from './methods/method.ts';
import { isPaced, type PaceGate } from './pace.ts';
import type { RequestBody } from './request-body.ts';
import { checkRequest } from './schema/check-request.ts';
import { problem, type Problem } from './schema/problem.ts';
import { nextSerial, type World } from './world.ts';

export type CallServices = {
  readonly world: World;
  readonly methods: Methods;
  readonly faults: Faults;
  readonly pace: PaceGate;
  readonly calls: CallRecord[];
  readonly violations: Violation[];
  /** How long an answer takes to arrive, for all calls but getUpdates. */
  readonly latencyMs: () => number;
};

const GATEWAY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Carries out one call from the first fault to the last: log, faults, strict check, pace, the method itself. */
export async function carryOut(
  services: CallServices,
  method: string,
  body: RequestBody,
  hungUp: AbortSignal,
): Promise<Answer> {
  const { world, faults } = services;
  const fault = faults.take(method, body.params);
  const record = begin(services, method, body, fault);
  if (fault?.delayMs !== undefined) await pause(fault.delayMs);
  const answer = faultAnswer(fault) ?? (await realAnswer(services, record, body, hungUp));
  if (method !== 'getUpdates' && services.latencyMs() > 0) await pause(services.latencyMs());
  const final: Answer = fault?.kind === 'cut-after' ? { kind: 'hang-up' } : answer;
  finish(world, record, final);
  return final;
}

function begin(services: CallServices, method: string, body: RequestBody, fault: Fault | null): CallRecord {
  const record: CallRecord = {
    serial: nextSerial(services.world),
    method,
    params: body.params,
    fileNames: [...body.uploads.values()].map((upload) => upload.fileName),
    atMs: services.world.nowMs(),
    fault: fault?.kind ?? null,
    doneAtMs: null,
    outcome: 'pending',
    result: undefined,
    error: null,
  };
  services.calls.push(record);
  services.world.changed();
  return record;
}

function finish(world: World, record: CallRecord, answer: Answer): void {
  record.doneAtMs = world.nowMs();
  if (answer.kind === 'hang-up') record.outcome = 'cut';
  else if (answer.kind === 'json' && 'result' in answer.body) {
    record.outcome = 'ok';
    // A copy: the record shows what was answered then, not what became of it.
    record.result = structuredClone(answer.body.result);
  } else {
    record.outcome = 'failed';
    const body: object = answer.kind === 'json' ? answer.body : {};
    const code = answer.kind === 'json' || answer.kind === 'page' ? answer.status : 500;
    record.error = { code, description: 'description' in body ? String(body.description) : 'not JSON' };
  }
  world.changed();
}

function faultAnswer(fault: Fault | null): Answer | null {
  switch (fault?.kind) {
    case '429':
      return failure(tooManyRequests(fault.retryAfter ?? 1));
    case '500':
      return failure(new ApiError(500, 'Internal Server Error'));
    case '502':
      return { kind: 'page', status: 502, html: GATEWAY_PAGE };
    case 'error': {
      const { code, description, parameters } = fault.error ?? { code: 400, description: 'Bad Request: FAULT' };
      return failure(new ApiError(code, description, parameters ?? null));
    }
    case 'cut-before':
      return { kind: 'hang-up' };
    case 'cut-after':
    case 'slow':
    case undefined:
      return null;
  }
}

async function realAnswer(
  services: CallServices,
  record: CallRecord,
  body: RequestBody,
  hungUp: AbortSignal,
): Promise<Answer> {
  try {
    refuseProblems(services, record, [
      ...body.problems,
      ...checkRequest(record.method, body.params, new Set(body.uploads.keys())),
    ]);
    refuseTooFast(services, record);
    const call: Call = { world: services.world, uploads: body.uploads, hungUp };
    const result = await invoke(services.methods, record, call);
    return { kind: 'json', status: 200, body: { ok: true, result } };
  } catch (error) {
    if (error instanceof ApiError) return failure(error);
    throw error;
  }
}

/** Notes every problem and answers with the first, in Telegram's words where they are known. */
function refuseProblems(services: CallServices, record: CallRecord, problems: readonly Problem[]): void {
  const { method, params, atMs } = record;
  const isKnown = method in services.methods;
  const all =
    problems.length > 0 || isKnown
      ? problems
      : [problem('unknown-method', '', `${method} is not simulated by this server`)];
  const [first] = all;
  if (!first) return;
  for (const one of all) services.violations.push({ method, params, problem: one, atMs });
  if (first.code === 'unknown-method') throw new ApiError(404, 'Not Found: method not found');
  const worst = all.find((one) => one.answer !== undefined) ?? first;
  throw badRequest(worst.answer ?? `[strict] ${worst.path}: ${worst.message}`);
}

function refuseTooFast(services: CallServices, record: CallRecord): void {
  if (!isPaced(record.method)) return;
  const chatId = String(record.params['chat_id']);
  const type = services.world.chats.get(Number(chatId))?.chat.type;
  const isGroup = type === 'group' || type === 'supergroup';
  const retryAfterSeconds = services.pace.admit({ method: record.method, chatId, isGroup });
  if (retryAfterSeconds !== null) throw tooManyRequests(retryAfterSeconds);
}

function invoke(methods: Methods, record: CallRecord, call: Call): unknown {
  // The parameters were just checked against the very declarations this type is made of.
  const byName = methods as Readonly<Record<string, (params: unknown, call: Call) => unknown>>;
  return byName[record.method]?.(record.params, call);
}
