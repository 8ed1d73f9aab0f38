import { ApiProblem } from './api-problem.js';
import type { Connection } from './connection.js';
import { answersNothing, callName, newKey, pauses } from './once-only.rules.js';

/** Shown when something was sent and no answer came: the outcome is unknown. */
export function unansweredCall(cause?: unknown): ApiProblem {
  return new ApiProblem(
    0,
    'unreachable',
    $localize`The connection was lost before the server replied, so we couldn’t tell whether it was saved. Check before you try again.`,
    { cause },
  );
}

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Sends a call until it is answered, under one key, so that the API does it once. When that fails for good, the key is kept: whoever does
 * the same again on this page sends the same call.
 */
export class OnceOnly {
  private readonly unanswered = new Map<string, string>();

  constructor(private readonly connection: Connection) {}

  async send(
    path: string,
    call: Sent,
    reach: (headers: Readonly<Record<string, string>>) => Promise<Response>,
  ): Promise<Response> {
    const name = callName(call.method ?? 'GET', path, call.body);
    const key = this.unanswered.get(name) ?? newKey();
    this.unanswered.set(name, key);
    const attempt = (): Promise<Response | ApiProblem> => this.attempt(() => reach({ 'Idempotency-Key': key }));
    let outcome = await attempt();
    if (outcome instanceof ApiProblem) outcome = await this.connection.whileChecking(() => this.again(attempt, call.signal));
    if (outcome instanceof ApiProblem) throw outcome;
    this.unanswered.delete(name);
    return outcome;
  }

  private async again(attempt: () => Promise<Response | ApiProblem>, signal?: AbortSignal): Promise<Response | ApiProblem> {
    let outcome: Response | ApiProblem = unansweredCall();
    for (const pause of pauses) {
      await this.connection.pause(pause, signal);
      outcome = await attempt();
      if (!(outcome instanceof ApiProblem)) break;
    }
    return outcome;
  }

  /** The answer, or a problem when the call may have been done or not. */
  private async attempt(reach: () => Promise<Response>): Promise<Response | ApiProblem> {
    try {
      const response = await reach();
      return (await answersNothing(response)) ? unansweredCall() : response;
    } catch (failure) {
      if (failure instanceof ApiProblem) return failure;
      throw failure;
    }
  }
}
