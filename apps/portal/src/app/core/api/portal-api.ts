import { DOCUMENT, Service, inject } from '@angular/core';
import * as z from 'zod/mini';
import { ProblemDocument } from '#contracts/problem.js';
import { ApiProblem } from './api-problem.js';
import { Connection } from './connection.js';
import { OnceOnly, unansweredCall } from './once-only.js';
import { problemWords } from '../../../locale/problems.js';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a `FormData` as it is. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /**
   * Done once, however often it has to be sent: it carries an `Idempotency-Key`, and when its answer is lost it is sent again with the same
   * one. For a POST or PATCH whose route honours the key (`docs/reference/openapi.json` says which).
   */
  readonly once?: boolean;
  /** Not an act of the person: does not put off the idle log-off. */
  readonly background?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent even if the page is being closed. */
  readonly keepalive?: boolean;
  /** In place of `fetch`: for an upload whose progress is shown. */
  readonly transport?: (url: string, request: RequestInit) => Promise<Response>;
}

/** Told about each answer, so that the session knows when it was used and when it ended. */
export interface CallWatcher {
  answered(call: { readonly background: boolean; readonly serverNow: number | null }): void;
  unauthenticated(): void;
}

/** How often a call waits for its turn; each wait is a minute at most. */
const mostWaits = 5;

/** What a proxy answers for a server that is away. */
const proxysWords: ReadonlySet<number> = new Set([502, 503, 504]);

/** The only client of the API: same origin, cookie session, JSON in and out, every response checked against its contract. */
@Service()
export class PortalApi {
  private readonly connection = inject(Connection);
  private readonly document = inject(DOCUMENT);
  private readonly onceOnly = new OnceOnly(this.connection);
  private watcher: CallWatcher | null = null;

  watch(watcher: CallWatcher): void {
    this.watcher = watcher;
  }

  async read<Answer extends z.ZodMiniType>(path: string, answer: Answer, call: Call = {}): Promise<z.output<Answer>> {
    const response = await this.send(path, call);
    const parsed = z.safeParse(answer, await json(response));
    if (!parsed.success) throw unexpectedAnswer(response.status, parsed.error);
    return parsed.data;
  }

  async tell(path: string, call: Call): Promise<void> {
    const response = await this.send(path, call);
    await response.body?.cancel();
  }

  /**
   * The raw response of a call that succeeded; a problem otherwise. One that was refused for being one too many, before anybody looked at
   * it, waits as long as the API says and is sent again; so do all others meanwhile.
   */
  async send(path: string, call: Call): Promise<Response> {
    for (let waits = 0; ; waits++) {
      await this.connection.whileHeld(call.signal);
      const response =
        call.once === true
          ? await this.onceOnly.send(path, call, (headers) => this.reach(path, call, headers))
          : await this.reach(path, call);
      if (response.ok) {
        this.watcher?.answered({ background: call.background === true, serverNow: serverNow(response) });
        return response;
      }
      const problem = await this.problemOf(response);
      if (problem.code !== 'rate-limited' || waits === mostWaits) throw problem;
      this.connection.hold((problem.more.retryAfterSeconds ?? 5) * 1000);
    }
  }

  private async reach(path: string, call: Call, more: Readonly<Record<string, string>> = {}): Promise<Response> {
    try {
      const isForm = call.body instanceof FormData;
      const response = await (call.transport ?? fetch)(`/api${path}`, {
        method: call.method ?? 'GET',
        credentials: 'same-origin',
        cache: 'no-store',
        headers: {
          Accept: 'application/json',
          ...(call.body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
          ...(call.background === true ? { 'X-Background': '1' } : {}),
          ...call.headers,
          ...more,
        },
        body: call.body === undefined ? null : isForm ? (call.body as FormData) : JSON.stringify(call.body),
        signal: call.signal ?? null,
        keepalive: call.keepalive ?? false,
      });
      this.connection.reached();
      return response;
    } catch (cause) {
      if (call.signal?.aborted === true) throw cause;
      this.connection.missed();
      throw (call.method ?? 'GET') === 'GET' ? unreachable(cause) : unansweredCall(cause);
    }
  }

  private async problemOf(response: Response): Promise<ApiProblem> {
    const parsed = z.safeParse(ProblemDocument, await json(response));
    if (response.status === 401 && (!parsed.success || parsed.data.code === 'unauthenticated')) this.watcher?.unauthenticated();
    if (!parsed.success && proxysWords.has(response.status)) {
      this.connection.missed();
      return unreachable(parsed.error);
    }
    if (!parsed.success) return unexpectedAnswer(response.status, parsed.error);
    const { status, code, detail, requestId, errors } = parsed.data;
    // The server has a page for this, with how far it is.
    if (code === 'maintenance') this.document.location.reload();
    const retryAfter = Number(response.headers.get('Retry-After'));
    return new ApiProblem(status, code, problemWords(code, detail), {
      requestId,
      errors,
      ...(retryAfter > 0 ? { retryAfterSeconds: retryAfter } : {}),
    });
  }
}

async function json(response: Response): Promise<unknown> {
  return response.json().catch(() => null);
}

function serverNow(response: Response): number | null {
  const date = Date.parse(response.headers.get('Date') ?? '');
  return Number.isNaN(date) ? null : date;
}

function unreachable(cause: unknown): ApiProblem {
  return new ApiProblem(0, 'unreachable', $localize`Can’t reach Chat Man. Check your connection and try again.`, { cause });
}

function unexpectedAnswer(status: number, cause: unknown): ApiProblem {
  return new ApiProblem(
    status,
    'unexpected-answer',
    $localize`Chat Man sent a response this page doesn’t understand. It may have been updated. Reload the page.`,
    { cause },
  );
}
