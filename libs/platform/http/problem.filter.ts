import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ProblemDocument } from '#contracts/problem.js';
import { attachedTo } from '../access/call.js';
import { countsAsRefusal } from '../access/refusals/refusals.rules.js';
import { RefusalCounter } from '../access/refusals/refusal-counter.js';
import { OutageLog } from '../database/pool/outage-log.js';
import { outageOf } from '../database/pool/outage.js';
import { errorName, errorPlace } from '../logging/error-name.js';
import { Log } from '../logging/log.js';
import { openAiError } from './openai-error.rules.js';
import { isOutsidePrefix } from './portal/prefix.js';
import {
  Problem,
  crossSite,
  databaseBusy,
  invalidRequest,
  notFound,
  problem,
  problemTitle,
  rateLimited,
  tooLarge,
  unauthenticated,
  unavailable,
} from './problem.js';
import { currentRequestId } from './request-context.js';

const unsupported = problem('invalid-request', 'unsupported', 'Send the body as JSON (application/json).');
const defect = problem(
  'unexpected',
  'unexpected',
  'Something went wrong in Chat Man. Check what was saved before you try again. Look up the request id in the server log for details.',
);

/**
 * Turns every thrown value into one problem document (RFC 9457), or under `/v1` into an error of OpenAI's shape. An unexpected one is logged
 * by name and returned without detail.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly outages: OutageLog;

  constructor(
    private readonly refusals: RefusalCounter,
    private readonly log: Log,
  ) {
    this.outages = new OutageLog(log);
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const failure = this.asProblem(thrown);
    this.count(failure, host.switchToHttp().getRequest<Request>());
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (failure.retryAfter !== undefined) response.setHeader('Retry-After', String(failure.retryAfter));
    const request = host.switchToHttp().getRequest<Request>();
    const { status, type, body } = answerTo(request.path, failure, { mayReadHolds: mayReadHolds(request) });
    response.status(status).type(type).send(JSON.stringify(body));
  }

  private count(failure: Problem, request: Request): void {
    const { actor = null } = attachedTo(request);
    if (!countsAsRefusal(failure, actor)) return;
    this.refusals.count(failure.code, failure.kind, { address: request.ip, actor: failure.isAnonymousRefusal ? null : actor });
  }

  private asProblem(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    const outage = outageOf(thrown);
    if (outage !== null) {
      this.outages.report(outage, thrown);
      const hasRefused = outage === 'slow' || outage === 'locked';
      return hasRefused ? databaseBusy({ retryAfter: 5, cause: thrown }) : unavailable({ retryAfter: 2, cause: thrown });
    }
    const status = statusOf(thrown);
    if (status !== null && status < 500) return fromStatus(status);
    this.log.error('unexpected failure', { error: errorName(thrown), at: errorPlace(thrown) });
    return defect({ cause: thrown });
  }
}

function mayReadHolds(request: Request): boolean {
  return attachedTo(request).actor?.permissions.has('retention:read') ?? false;
}

function answerTo(
  path: string,
  failure: Problem,
  reader: { readonly mayReadHolds: boolean },
): { readonly status: number; readonly type: string; readonly body: object } {
  if (isOutsidePrefix(path)) return { ...openAiError(failure), type: 'application/json' };
  return {
    status: failure.status,
    type: 'application/problem+json',
    body: { ...problemDocument(failure), ...(reader.mayReadHolds && failure.holds.length > 0 && { holds: failure.holds }) },
  };
}

export function problemDocument(failure: Problem): ProblemDocument {
  return {
    type: 'about:blank',
    title: problemTitle(failure.status),
    status: failure.status,
    code: failure.code,
    detail: failure.detail,
    requestId: currentRequestId() ?? '',
    ...(failure.errors ? { errors: [...failure.errors] } : {}),
  };
}

/** HTTP errors of Nest, Express and its body parsers carry a status; other errors do not. */
function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (typeof thrown === 'object' && thrown !== null && 'status' in thrown && typeof thrown.status === 'number')
    return thrown.status;
  return null;
}

function fromStatus(status: number): Problem {
  switch (status) {
    case 401:
      return unauthenticated();
    case 403:
      return crossSite(); // rooms throw a Problem; the framework's own 403 is its cross-site check
    case 404:
      return notFound();
    case 413:
      return tooLarge();
    case 415:
      return unsupported();
    case 429:
      return rateLimited();
    default:
      return invalidRequest();
  }
}
