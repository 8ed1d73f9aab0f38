import { Problem } from '#platform/http/problem.js';
import { Refusal } from '../refusal.js';

/** Runs a command and turns its problems into refusals with an explanation. */
export async function problemsAsRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Problem) throw new Refusal(cause.detail, { cause });
    throw cause;
  }
}
