import { Problem } from '#platform/http/problem.js';
import { Refusal } from '../refusal.js';

/** Runs work of a room for whoever sits at a shell: what it refuses, it explains. */
export async function problemsAsRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Problem) throw new Refusal(cause.detail, { cause });
    throw cause;
  }
}
